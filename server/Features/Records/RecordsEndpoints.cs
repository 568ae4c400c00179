using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Records;

/// <summary>Files that the console links to. The cookie is SameSite=Strict, and reading changes nothing but the audit log.</summary>
public static class RecordsEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/console/meetings/{meeting}").RequireAuthorization(Policies.OrganizerOrOfficer).ExcludeFromDescription();
        files.MapGet("/record.zip", async Task<IResult> (string meeting, HttpContext http, DownloadRecord download) =>
            FileOf(await download.RunAsync(Actor.From(http.User)!, meeting), "application/zip", $"{meeting}-record.zip"));
        files.MapGet("/count-form.pdf", async Task<IResult> (string meeting, HttpContext http, MakeCountForm make) =>
            FileOf(await make.RunAsync(Actor.From(http.User)!, meeting), "application/pdf", $"{meeting}-count-form.pdf"));
        files.MapGet("/verification-report.pdf", async Task<IResult> (string meeting, HttpContext http, MakeVerificationReport make) =>
            FileOf(await make.RunAsync(Actor.From(http.User)!, meeting), "application/pdf", $"{meeting}-verification.pdf"));
    }

    private static IResult FileOf(Outcome<byte[]> outcome, string type, string name) =>
        outcome.Ok ? TypedResults.File(outcome.Value, type, name) : outcome.Refusal.Problem();
}
