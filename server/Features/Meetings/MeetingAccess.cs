using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>The parts that members of staff play in one meeting.</summary>
[Flags]
public enum MeetingParts
{
    None = 0,
    Organizer = 1,
    Issuer = 2,
    Officer = 4,
    Teller = 8,
    Anyone = Organizer | Issuer | Officer | Teller,
}

/// <summary>Loads a meeting for an actor who plays one of the parts asked for. A role alone opens no meeting.</summary>
public static class MeetingAccess
{
    public static MeetingParts PartsOf(Meeting meeting, Actor actor) =>
        (meeting.OrganizerId == actor.AccountId && actor.Is(Roles.Organizer) ? MeetingParts.Organizer : 0)
        | (meeting.IssuerId == actor.AccountId && actor.Is(Roles.Issuer) ? MeetingParts.Issuer : 0)
        | (meeting.Officers.Exists(officer => officer.AccountId == actor.AccountId) && actor.Is(Roles.Officer) ? MeetingParts.Officer : 0)
        | (meeting.Tellers.Exists(teller => teller.AccountId == actor.AccountId) && actor.Is(Roles.Teller) ? MeetingParts.Teller : 0);

    /// <summary>The tracked meeting with categories, positions, officers and tellers, or <c>meeting-unknown</c> / <c>not-allowed</c>.</summary>
    public static async Task<Outcome<Meeting>> LoadAsync(AppDb db, Actor actor, string id, MeetingParts parts)
    {
        var meeting = await FindAsync(db, id);
        if (meeting is null)
            return new Refusal("meeting-unknown");
        return (PartsOf(meeting, actor) & parts) == 0 ? new Refusal("not-allowed") : meeting;
    }

    public static async Task<Meeting?> FindAsync(AppDb db, string id)
    {
        var meeting = await db.Meetings.Include(m => m.Categories).Include(m => m.Positions).Include(m => m.Officers).Include(m => m.Tellers)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id);
        meeting?.Categories.Sort((left, right) => left.Order.CompareTo(right.Order));
        meeting?.Positions.Sort((left, right) => left.Order.CompareTo(right.Order));
        meeting?.Officers.Sort((left, right) => left.Order.CompareTo(right.Order));
        meeting?.Tellers.Sort((left, right) => left.Order.CompareTo(right.Order));
        return meeting;
    }
}
