using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

/// <summary>The people in scope, in the order of the imported list.</summary>
public sealed class ListAttendees(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<IReadOnlyList<Attendee>>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        return Outcome.Of<IReadOnlyList<Attendee>>(
            await db.Attendees.AsNoTracking().Where(attendee => attendee.MeetingId == id).OrderBy(attendee => attendee.FileOrder).ToListAsync());
    }
}
