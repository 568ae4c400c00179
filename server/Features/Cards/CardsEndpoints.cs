using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Cards;

/// <summary>Gives the sheet of cards out, once, as the answer to the post that made it.</summary>
public static class CardsEndpoints
{
    /// <summary>The header that names the proposals made with the sheet.</summary>
    public const string ProposalsHeader = "X-RecommendVote-Proposals";

    /// <summary>Form fields <c>spares-CATEGORY</c> = number, and <c>confirmed</c> = yes for a real meeting; the antiforgery token comes with the form.</summary>
    public static void MapCards(this IEndpointRouteBuilder routes) => routes
        .MapPost("/console/meetings/{meeting}/cards.pdf", PrintAsync)
        .RequireAuthorization(Policies.Staff).ExcludeFromDescription();

    private static async Task<IResult> PrintAsync(string meeting, [FromForm] IFormCollection form, HttpContext http, PrintCards print)
    {
        var spares = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, value) in form)
            if (field.StartsWith("spares-", StringComparison.Ordinal)
                && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                spares[field["spares-".Length..]] = count;
        var outcome = await print.RunAsync(Actor.From(http.User)!, meeting, spares, confirmed: form["confirmed"] == "yes");
        if (!outcome.Ok)
            return outcome.Refusal.Problem();
        http.Response.Headers[ProposalsHeader] = string.Join(',', outcome.Value.ProposalIds);
        return TypedResults.File(outcome.Value.Pdf, "application/pdf", $"{meeting}-cards.pdf");
    }
}
