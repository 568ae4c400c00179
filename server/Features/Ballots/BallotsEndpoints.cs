using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;
using Receipt = RecommendVote.Server.Features.BulletinLog.Receipt;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Ballots;

public sealed record CardRequest(string Card);

public sealed record CastRequest(string Ballot);

public sealed record ConsistencyRequest(int From, int To);

public sealed record ReceiptReply(Receipt Receipt, string Leaf);

public sealed record CardReply(
    string Class, string Category, IReadOnlyList<string> Contests, string Status,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Tracker,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] int? Index);

public sealed record ClosedPlace(string Entry, int Index, IReadOnlyList<string> Proof);

public sealed record CountedReply(string Tracker, int Index, int Size, IReadOnlyList<string> Proof, ClosedPlace Closed, string Checkpoint);

public sealed record AuditedReply(string Entry, int Index, int Size, IReadOnlyList<string> Proof, string Checkpoint);

public sealed record ConsistencyReply(IReadOnlyList<string> Proof, string Checkpoint);

/// <summary>What attendees' devices call. No account and no cookie: the authority of a cast is the card's signature.</summary>
public static class BallotsEndpoints
{
    /// <summary>Base64url of the largest ballot that any record may hold, and 4 KB; the meeting's own limit is checked inside.</summary>
    public static long LargestCast { get; } = ((long)EntryTypes.Find(EntryTypes.Ballot)!.Limit * 4 / 3) + EntryLimits.Headroom;

    /// <summary>As <see cref="LargestCast"/>, for an audit.</summary>
    public static long LargestAudit { get; } = ((long)EntryTypes.Find(EntryTypes.BallotAudited)!.Limit * 4 / 3) + EntryLimits.Headroom;

    public static void MapBallots(this IEndpointRouteBuilder routes)
    {
        var meeting = routes.MapGroup("/api/meetings/{meeting}").AllowAnonymous().DisableAntiforgery().WithTags("attendees");
        meeting.MapPost("/card", CardAsync);
        meeting.MapPost("/cast", CastAsync).WithMetadata(new RequestSizeLimitAttribute(LargestCast));
        meeting.MapPost("/audit", AuditAsync).WithMetadata(new RequestSizeLimitAttribute(LargestAudit));
        meeting.MapGet("/audited/{tracker}", AuditedAsync);
        meeting.MapGet("/directory", DirectoryAsync);
        meeting.MapPost("/receipt", ReceiptAsync);
        meeting.MapPost("/counted", CountedAsync);
        meeting.MapPost("/consistency", ConsistencyAsync);
    }

    public static ReceiptReply? Reply(ReceiptAnswer answer) =>
        answer is { Receipt: { } receipt, Leaf: { } leaf } ? new ReceiptReply(receipt, new Bytes(leaf).ToString()) : null;

    private static async Task<Results<Ok<ReceiptReply>, ProblemHttpResult>> CastAsync(string meeting, CastRequest request, CastBallot cast)
    {
        var answer = await cast.RunAsync(meeting, request.Ballot);
        return Reply(answer) is { } reply ? TypedResults.Ok(reply) : new Refusal(answer.Code!).Problem();
    }

    private static async Task<Results<Ok<ReceiptReply>, ProblemHttpResult>> AuditAsync(string meeting, CastRequest request, AuditBallot audit)
    {
        var answer = await audit.RunAsync(meeting, request.Ballot);
        return Reply(answer) is { } reply ? TypedResults.Ok(reply) : new Refusal(answer.Code!).Problem();
    }

    private static async Task<Results<Ok<AuditedReply>, ProblemHttpResult>> AuditedAsync(string meeting, string tracker, IGrainFactory grains, LogStore store)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return new Refusal("meeting-unknown").Problem();
        var answer = await grains.GetGrain<IMeetingGrain>(meeting).AuditedAsync(tracker);
        if (answer.Code is { } code)
            return new Refusal(code).Problem();
        var entry = await store.ReadOneAsync(meeting, answer.Index);
        return TypedResults.Ok(new AuditedReply(new Bytes(entry).ToString(), answer.Index, answer.Size, answer.Proof, answer.Checkpoint));
    }

    /// <summary>The bytes whose hash stands in the manifest, as they are.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DirectoryAsync(string meeting, GetDirectory directory)
    {
        var outcome = await directory.RunAsync(meeting);
        return outcome.Ok ? TypedResults.File(outcome.Value, "application/json") : outcome.Refusal.Problem();
    }

    private static async Task<Results<Ok<CardReply>, ProblemHttpResult>> CardAsync(string meeting, CardRequest request, AskCard ask)
    {
        var (card, refusal) = await ask.ReadAsync(meeting, request.Card);
        if (refusal is not null)
            return refusal.Problem();
        var answer = await ask.Grain(meeting).CardAsync(card);
        return answer.Code is { } code
            ? new Refusal(code).Problem()
            : TypedResults.Ok(new CardReply(answer.Class, answer.Category, answer.Contests, answer.Status, answer.Tracker, answer.Index));
    }

    private static async Task<Results<Ok<ReceiptReply>, ProblemHttpResult>> ReceiptAsync(string meeting, CardRequest request, AskCard ask)
    {
        var (card, refusal) = await ask.ReadAsync(meeting, request.Card);
        if (refusal is not null)
            return refusal.Problem();
        var answer = await ask.Grain(meeting).ReceiptAsync(card);
        return Reply(answer) is { } reply ? TypedResults.Ok(reply) : new Refusal(answer.Code!).Problem();
    }

    private static async Task<Results<Ok<CountedReply>, ProblemHttpResult>> CountedAsync(string meeting, CardRequest request, AskCard ask)
    {
        var (card, refusal) = await ask.ReadAsync(meeting, request.Card);
        if (refusal is not null)
            return refusal.Problem();
        var answer = await ask.Grain(meeting).CountedAsync(card);
        if (answer.Code is { } code)
            return new Refusal(code).Problem();
        var closed = new ClosedPlace(answer.ClosedEntry, answer.ClosedIndex, answer.ClosedProof);
        return TypedResults.Ok(new CountedReply(answer.Tracker, answer.Index, answer.Size, answer.Proof, closed, answer.Checkpoint));
    }

    private static async Task<Results<Ok<ConsistencyReply>, ProblemHttpResult>> ConsistencyAsync(string meeting, ConsistencyRequest request, AskCard ask)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return new Refusal("meeting-unknown").Problem();
        var answer = await ask.Grain(meeting).ConsistencyAsync(request.From, request.To);
        return answer.Code is { } code ? new Refusal(code).Problem() : TypedResults.Ok(new ConsistencyReply(answer.Proof, answer.Checkpoint));
    }
}
