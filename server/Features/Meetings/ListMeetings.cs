using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="PlannedStart">UTC.</param>
public sealed record MeetingLine(string Id, string Title, DateTime PlannedStart, string State, bool Practice, bool Demo, MeetingParts Parts);

/// <summary>The meetings in which the actor plays a part, newest start first.</summary>
public sealed class ListMeetings(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<IReadOnlyList<MeetingLine>> RunAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var meetings = await db.Meetings.AsNoTracking().Include(meeting => meeting.Officers).Include(meeting => meeting.Tellers).AsSplitQuery().OrderByDescending(meeting => meeting.PlannedStart).ToListAsync();
        var lines = new List<MeetingLine>();
        foreach (var meeting in meetings)
        {
            meeting.Officers.Sort((left, right) => left.Order.CompareTo(right.Order));
            if (MeetingAccess.PartsOf(meeting, actor) is not MeetingParts.None and var parts)
                lines.Add(new MeetingLine(
                    meeting.Id, meeting.Title, DateTime.SpecifyKind(meeting.PlannedStart, DateTimeKind.Utc),
                    (await grains.GetGrain<IMeetingGrain>(meeting.Id).SnapshotAsync()).State, meeting.Practice, meeting.Demo, parts));
        }
        return lines;
    }
}
