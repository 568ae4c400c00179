using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

/// <summary>Replaces a lost or leaked invitation link; the old one stops working. The trustee's key, in its own file, stays.</summary>
public sealed class RenewInvitation(IDbContextFactory<AppDb> databases, PublicAddress address, AuditLog audit)
{
    public async Task<Outcome<Invitation>> RunAsync(Actor actor, string id, int index)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (await db.TrusteeInvitations.SingleOrDefaultAsync(trustee => trustee.MeetingId == id && trustee.Index == index) is not { } row)
            return new Refusal("trustee-unknown");
        var (token, hash) = TrusteeTokens.New();
        row.TokenHash = hash;
        await db.SaveChangesAsync();
        await audit.WriteAsync("invitation-renewed", actor, id, row.Name);
        return new Invitation(row.Index, row.Name, $"{address.Value}/trustee#{token}");
    }
}
