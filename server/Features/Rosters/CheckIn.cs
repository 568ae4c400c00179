using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

/// <summary>
/// Notes that a person is present, or takes it back. No time and no card is kept: a row that said when someone came in
/// could be joined with the order in which cards were drawn.
/// </summary>
public sealed class CheckIn(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, string attendeeId, bool present)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (await db.Attendees.SingleOrDefaultAsync(attendee => attendee.MeetingId == id && attendee.Id == attendeeId) is not { } row)
            return new Refusal("row-unknown");
        row.Present = present;
        await db.SaveChangesAsync();
        return Done.Yes;
    }
}
