using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Rosters;

/// <summary>The roster of a meeting in ballot order.</summary>
public sealed class ListCandidates(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<IReadOnlyList<Candidate>>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        return Outcome.Of<IReadOnlyList<Candidate>>(
            await db.Candidates.AsNoTracking().Where(candidate => candidate.MeetingId == id).OrderBy(candidate => candidate.BallotOrder).ToListAsync());
    }
}
