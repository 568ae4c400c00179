using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

/// <summary>Takes a trustee out of a draft; those after it move up by one.</summary>
public sealed class RemoveTrustee(IDbContextFactory<AppDb> databases, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, int index)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        var rows = await db.TrusteeInvitations.AsNoTracking().Where(trustee => trustee.MeetingId == id).OrderBy(trustee => trustee.Index).ToListAsync();
        if (!rows.Exists(row => row.Index == index))
            return new Refusal("trustee-unknown");
        db.TrusteeInvitations.RemoveRange(rows);
        await db.SaveChangesAsync();
        rows.RemoveAll(row => row.Index == index);
        db.ChangeTracker.Clear();
        for (var i = 0; i < rows.Count; i++)
            rows[i].Index = i + 1;
        db.TrusteeInvitations.AddRange(rows);
        await db.SaveChangesAsync();
        await audit.WriteAsync("trustee-removed", actor, id);
        return Done.Yes;
    }
}
