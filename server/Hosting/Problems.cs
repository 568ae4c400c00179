using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace RecommendVote.Server.Hosting;

/// <summary>Refusals as <c>application/problem+json</c> with <c>code</c>, <c>zh</c> and <c>en</c>.</summary>
public static class Problems
{
    public static ProblemHttpResult Problem(this Refusal refusal)
    {
        var details = new ProblemDetails
        {
            Type = $"urn:recommendvote:{refusal.Code}",
            Title = refusal.En,
            Status = refusal.Status,
        };
        details.Extensions["code"] = refusal.Code;
        details.Extensions["zh"] = refusal.Zh;
        details.Extensions["en"] = refusal.En;
        if (refusal.Detail is not null)
            details.Extensions["detail"] = refusal.Detail;
        return TypedResults.Problem(details);
    }

    /// <summary>200 with the value, or the refusal.</summary>
    public static Results<Ok<T>, ProblemHttpResult> Http<T>(this Outcome<T> outcome) =>
        outcome.Ok ? TypedResults.Ok(outcome.Value) : outcome.Refusal.Problem();

    /// <summary>Answers of the framework itself (404, 405, 413, 429, 500) in the same shape; never the text of an exception.</summary>
    public static void AddProblemTexts(this IServiceCollection services) => services.AddProblemDetails(problem => problem.CustomizeProblemDetails = context =>
    {
        if (context.ProblemDetails.Extensions.ContainsKey("code"))
            return;
        var code = context.ProblemDetails.Status switch
        {
            StatusCodes.Status401Unauthorized => "not-signed-in",
            StatusCodes.Status403Forbidden => "not-allowed",
            StatusCodes.Status404NotFound => "not-found",
            StatusCodes.Status413PayloadTooLarge => "too-large",
            StatusCodes.Status429TooManyRequests => "too-many-requests",
            >= 500 => "server-error",
            _ => "request-malformed",
        };
        var text = RefusalTexts.Of(code);
        context.ProblemDetails.Type = $"urn:recommendvote:{code}";
        context.ProblemDetails.Title = text.En;
        context.ProblemDetails.Detail = null;
        context.ProblemDetails.Extensions.Remove("exception");
        context.ProblemDetails.Extensions["code"] = code;
        context.ProblemDetails.Extensions["zh"] = text.Zh;
        context.ProblemDetails.Extensions["en"] = text.En;
    });
}
