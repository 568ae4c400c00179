using System.Collections.Concurrent;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>
/// What checking a ballot needs of each opened meeting, shared by the grain with the checkers of its process. It never changes after
/// <c>opened</c>, so that checkers need not ask the one writer.
/// </summary>
public sealed class OpenMeetings(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, OpenMeeting> open = new(StringComparer.Ordinal);

    public void Share(string meeting, OpenMeeting opened) => open[meeting] = opened;

    public void Forget(string meeting) => open.TryRemove(meeting, out _);

    /// <summary>The opened meeting, or null with the state that says why not.</summary>
    public async Task<(OpenMeeting? Meeting, string State)> FindAsync(string meeting)
    {
        if (open.TryGetValue(meeting, out var opened))
            return (opened, "");
        if (!FieldRules.IsMeetingId(meeting))
            return (null, MeetingUnknown);
        // Activating the writer replays the log, and shares what it finds.
        var snapshot = await grains.GetGrain<IMeetingGrain>(meeting).SnapshotAsync();
        return open.TryGetValue(meeting, out opened) ? (opened, snapshot.State) : (null, snapshot.State);
    }

    /// <summary>The state of a snapshot of a meeting that does not exist.</summary>
    public const string MeetingUnknown = "unknown";
}
