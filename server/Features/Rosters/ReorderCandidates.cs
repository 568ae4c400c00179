using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

/// <summary>Overrides the ballot order with one chosen by the organizer.</summary>
public sealed class ReorderCandidates(IDbContextFactory<AppDb> databases, AuditLog audit)
{
    /// <param name="order">Every candidate's id, once.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyList<string> order)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var candidates = await db.Candidates.Where(candidate => candidate.MeetingId == id).ToDictionaryAsync(candidate => candidate.Id);
        if (order.Count != candidates.Count || order.Distinct().Count() != order.Count || order.Any(row => !candidates.ContainsKey(row)))
            return new Refusal("order-incomplete");
        for (var place = 0; place < order.Count; place++)
            candidates[order[place]].BallotOrder = place;
        await db.SaveChangesAsync();
        await audit.WriteAsync("roster-reordered", actor, id);
        return Done.Yes;
    }
}
