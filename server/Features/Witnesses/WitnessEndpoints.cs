using Microsoft.AspNetCore.Http.HttpResults;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Witnesses;

public sealed record CheckpointReply(string Checkpoint);

public sealed record CosignatureRequest(string Line, int Size);

/// <summary>What witnesses call. No account and no cookie: a cosignature says itself who sends it.</summary>
public static class WitnessEndpoints
{
    public static void MapWitnesses(this IEndpointRouteBuilder routes)
    {
        var witness = routes.MapGroup("/api/witness/{meeting}").AllowAnonymous().DisableAntiforgery().WithTags("witnesses");
        witness.MapGet("/checkpoint", CheckpointAsync);
        witness.MapPost("/cosignature", CosignAsync);
    }

    private static async Task<Results<Ok<CheckpointReply>, ProblemHttpResult>> CheckpointAsync(string meeting, IGrainFactory grains)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return new Refusal("meeting-unknown").Problem();
        var grain = grains.GetGrain<IMeetingGrain>(meeting);
        if (await grain.WitnessedCheckpointAsync() is { } note)
            return TypedResults.Ok(new CheckpointReply(note));
        return new Refusal((await grain.SnapshotAsync()).State == OpenMeetings.MeetingUnknown ? "meeting-unknown" : "manifest-missing").Problem();
    }

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> CosignAsync(string meeting, CosignatureRequest request, IGrainFactory grains)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return new Refusal("meeting-unknown").Problem();
        if (request.Line is null)
            return new Refusal("request-malformed").Problem();
        return await grains.GetGrain<IMeetingGrain>(meeting).CosignAsync(request.Line, request.Size) is { } code
            ? new Refusal(code).Problem()
            : TypedResults.Ok(Done.Yes);
    }
}
