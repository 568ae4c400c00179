using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.LiveDisplay;

/// <summary>The snapshot with the entries that everyone may read.</summary>
public sealed record PublicReply(
    string Meeting, string Suite, string State, IReadOnlyList<string> Marks, bool Revoting, string Policy,
    string? Manifest, string? Contests, string? Opened, string? Closed, string? Checkpoint, Turnout Turnout, DateTimeOffset ServerTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClosesAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result);

/// <summary>What attendees' pages and big screens read first.</summary>
public static class PublicEndpoints
{
    public static void MapPublic(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/meetings/{meeting}/public", GetAsync).AllowAnonymous().WithTags("attendees");

    private static async Task<Results<Ok<PublicReply>, ProblemHttpResult>> GetAsync(string meeting, IGrainFactory grains)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return new Refusal("meeting-unknown").Problem();
        var grain = grains.GetGrain<IMeetingGrain>(meeting);
        var snapshot = await grain.SnapshotAsync();
        if (snapshot.State == OpenMeetings.MeetingUnknown)
            return new Refusal("meeting-unknown").Problem();
        var entries = await grain.PublicEntriesAsync();
        return TypedResults.Ok(new PublicReply(
            snapshot.Meeting, snapshot.Suite, snapshot.State, snapshot.Marks, snapshot.Revoting, snapshot.Policy,
            entries.Manifest, entries.Contests, entries.Opened, entries.Closed, snapshot.Checkpoint, snapshot.Turnout, snapshot.ServerTime,
            snapshot.ClosesAt, snapshot.Result));
    }
}
