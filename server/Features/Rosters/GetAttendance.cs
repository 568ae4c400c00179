using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

public sealed record CategoryAttendance(string Id, string Name, int Expected, int Present);

public sealed record AttendanceView(IReadOnlyList<CategoryAttendance> Categories, int Expected, int Present, int QuorumNeed, int QuorumOf)
{
    public bool QuorumMet => Expected > 0 && (long)Present * QuorumOf >= (long)Expected * QuorumNeed;
}

/// <summary>Expected and present people per category, and whether the quorum is met. Those not expected do not count.</summary>
public sealed class GetAttendance(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<AttendanceView>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        return loaded.Ok ? await OfAsync(db, loaded.Value) : loaded.Refusal;
    }

    internal static async Task<AttendanceView> OfAsync(AppDb db, Meeting meeting)
    {
        var counts = await db.Attendees.Where(attendee => attendee.MeetingId == meeting.Id && attendee.Expected)
            .GroupBy(attendee => attendee.CategoryId)
            .Select(group => new { group.Key, Expected = group.Count(), Present = group.Count(attendee => attendee.Present) })
            .ToDictionaryAsync(group => group.Key);
        var categories = meeting.Categories
            .Select(category => counts.TryGetValue(category.Id, out var count)
                ? new CategoryAttendance(category.Id, category.Name, count.Expected, count.Present)
                : new CategoryAttendance(category.Id, category.Name, 0, 0))
            .ToList();
        return new AttendanceView(categories, categories.Sum(c => c.Expected), categories.Sum(c => c.Present), meeting.QuorumNeed, meeting.QuorumOf);
    }
}
