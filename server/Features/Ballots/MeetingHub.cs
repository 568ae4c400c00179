using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Trustees;
using Receipt = RecommendVote.Server.Features.BulletinLog.Receipt;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>Messages that the hub sends to those who watch.</summary>
public interface IMeetingHubClient
{
    Task MeetingChanged(MeetingSnapshot snapshot);

    Task LogChanged(LogChange change);
}

/// <summary>To trustees: the log has grown, or the meeting's state changed.</summary>
public sealed record LogChange(int Size, string State);

public sealed record RefusalReply(string Code, string Zh, string En)
{
    public static RefusalReply Of(string code)
    {
        var refusal = new Refusal(code);
        return new RefusalReply(code, refusal.Zh, refusal.En);
    }
}

/// <summary>A receipt with its leaf hash, or a refusal.</summary>
public sealed record HubCastReply(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Receipt? Receipt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Leaf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RefusalReply? Refusal);

/// <summary>
/// The hub of attendees, trustees and screens. It needs no sign-in: a cast carries the card's signature, a trustee's watch its token,
/// and everything else here is public.
/// </summary>
[AllowAnonymous]
public sealed class MeetingHub(CastBallot cast, IGrainFactory grains, TrusteeTokens tokens) : Hub<IMeetingHubClient>
{
    public async Task<HubCastReply> Cast(string meeting, string ballot)
    {
        var answer = await cast.RunAsync(meeting, ballot);
        return BallotsEndpoints.Reply(answer) is { } reply
            ? new HubCastReply(reply.Receipt, reply.Leaf, null)
            : new HubCastReply(null, null, RefusalReply.Of(answer.Code!));
    }

    /// <summary>The snapshot now, then <see cref="IMeetingHubClient.MeetingChanged"/> whenever it changes.</summary>
    public async Task<MeetingSnapshot> Watch(string meeting)
    {
        if (meeting is null || !FieldRules.IsMeetingId(meeting))
            throw new HubException("meeting-unknown");
        var snapshot = await grains.GetGrain<IMeetingGrain>(meeting).SnapshotAsync();
        if (snapshot.State == OpenMeetings.MeetingUnknown)
            throw new HubException("meeting-unknown");
        await Groups.AddToGroupAsync(Context.ConnectionId, MeetingFeed.WatchersOf(meeting));
        return snapshot;
    }

    /// <summary>From now on <see cref="IMeetingHubClient.LogChanged"/> whenever the log grows.</summary>
    public async Task WatchTrustee(string token)
    {
        if (await tokens.FindAsync(token) is not { } trustee)
            throw new HubException("token-invalid");
        await Groups.AddToGroupAsync(Context.ConnectionId, MeetingFeed.TrusteesOf(trustee.MeetingId));
    }
}
