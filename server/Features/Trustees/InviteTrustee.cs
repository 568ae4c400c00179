using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

/// <param name="Link">The address with the token in its fragment; shown once and kept nowhere.</param>
public sealed record Invitation(int Index, string Name, string Link);

/// <summary>Adds a trustee to a draft and makes the invitation link.</summary>
public sealed class InviteTrustee(IDbContextFactory<AppDb> databases, PublicAddress address, AuditLog audit)
{
    public async Task<Outcome<Invitation>> RunAsync(Actor actor, string id, string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
            return new Refusal("name-missing");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        var count = await db.TrusteeInvitations.CountAsync(trustee => trustee.MeetingId == id);
        if (count >= 15)
            return new Refusal("draft-rule", "at most 15 trustees");
        var (token, hash) = TrusteeTokens.New();
        var row = new TrusteeInvitation { MeetingId = id, Index = count + 1, Name = name.Trim(), TokenHash = hash };
        db.TrusteeInvitations.Add(row);
        await db.SaveChangesAsync();
        await audit.WriteAsync("trustee-invited", actor, id, row.Name);
        return new Invitation(row.Index, row.Name, $"{address.Value}/trustee#{token}");
    }
}
