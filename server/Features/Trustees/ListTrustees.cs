using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

/// <param name="Stage">The last step done, see <see cref="TrusteeProgress"/>.</param>
public sealed record TrusteeLine(int Index, string Name, bool HasKey, string Stage);

/// <summary>The trustees of a meeting and how far each is.</summary>
public sealed class ListTrustees(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<IReadOnlyList<TrusteeLine>>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        var rows = await db.TrusteeInvitations.AsNoTracking().Where(trustee => trustee.MeetingId == id).OrderBy(trustee => trustee.Index).ToListAsync();
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        return Outcome.Of<IReadOnlyList<TrusteeLine>>([.. rows.Select(row => new TrusteeLine(
            row.Index, row.Name, row.Key is not null, facts.Trustees.FirstOrDefault(trustee => trustee.Index == row.Index)?.Stage ?? "none"))]);
    }
}
