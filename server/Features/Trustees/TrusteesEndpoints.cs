using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

public sealed record EntryRequest(string Entry);

public sealed record EntryTaken(int Index);

public sealed record EntriesPage(int From, int Size, IReadOnlyList<string> Entries, string? Checkpoint);

/// <summary>What trustees' pages and <c>rv trustee</c> call, with the token of their invitation.</summary>
public static class TrusteesEndpoints
{
    /// <summary>Entries of one page in bytes, before base64url.</summary>
    public const long PageBytes = 4 * 1024 * 1024;

    /// <summary>Base64url of the largest entry of a trustee, a mix, and its frame.</summary>
    private const long LargestEntry = (32L * 1024 * 1024 * 4 / 3) + 4096;

    public static void MapTrustees(this IEndpointRouteBuilder routes)
    {
        var trustee = routes.MapGroup("/api/trustee").RequireAuthorization(TrusteeTokenHandler.Policy).DisableAntiforgery().WithTags("trustees");
        trustee.MapGet("", async Task<Results<Ok<TrusteeView>, ProblemHttpResult>> (HttpContext http, GetTrusteeView get) =>
            (await get.RunAsync(TrusteeCaller.Of(http.User))).Http());
        trustee.MapPut("/key", async Task<Results<Ok<Done>, ProblemHttpResult>> (NewTrusteeKey request, HttpContext http, RegisterTrusteeKey register) =>
            (await register.RunAsync(TrusteeCaller.Of(http.User), request)).Http());
        trustee.MapGet("/entries", EntriesAsync);
        trustee.MapPost("/entries", async Task<Results<Ok<EntryTaken>, ProblemHttpResult>> (EntryRequest request, HttpContext http, SendTrusteeEntry send) =>
        {
            var outcome = await send.RunAsync(TrusteeCaller.Of(http.User), request.Entry);
            return outcome.Ok ? TypedResults.Ok(new EntryTaken(outcome.Value)) : outcome.Refusal.Problem();
        }).WithMetadata(new RequestSizeLimitAttribute(LargestEntry));
    }

    private static async Task<Results<Ok<EntriesPage>, ProblemHttpResult>> EntriesAsync(HttpContext http, LogStore store, int from = 0)
    {
        if (from < 0)
            return new Hosting.Refusal("request-malformed").Problem();
        var meeting = TrusteeCaller.Of(http.User).MeetingId;
        // The checkpoint first: entries read after it are at least those it covers, and the log only grows.
        var (size, note) = await store.CheckpointAsync(meeting);
        var entries = await store.ReadAsync(meeting, from, PageBytes);
        var covered = entries.Take(Math.Max(0, size - from)).Select(entry => new Bytes(entry).ToString()).ToList();
        return TypedResults.Ok(new EntriesPage(from, size, covered, note));
    }
}
