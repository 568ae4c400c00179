using System.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Trustees;

/// <param name="Key">K, 65 bytes, base64url.</param>
/// <param name="Proof">Trustee signature of type <c>trustee-invitation</c> over the ASCII meeting id, manifest hash of 32 zero bytes.</param>
public sealed record NewTrusteeKey(string Key, string Proof);

/// <summary>Takes the identity key that a trustee's own device made. The same key again is fine; another is refused.</summary>
public sealed class RegisterTrusteeKey(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(TrusteeCaller caller, NewTrusteeKey request)
    {
        if (!Bytes.TryParse(request.Key, out var key) || !Bytes.TryParse(request.Proof, out var proof))
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var meeting = await db.Meetings.AsNoTracking().SingleAsync(row => row.Id == caller.MeetingId);
        var suite = meeting.SuiteOf();
        if (!Point.TryDecode(suite, key, out var point) || point.IsIdentity)
            return new Refusal("key-invalid");
        if (!TrusteeSignature.Verify(suite, new byte[FieldRules.HashLength], Record.Trustees.TrusteeSession.InvitationType, Encoding.ASCII.GetBytes(meeting.Id), point, proof))
            return new Refusal("signature-invalid");
        var rows = await db.TrusteeInvitations.Where(row => row.MeetingId == meeting.Id).ToListAsync();
        var own = rows.Single(row => row.Index == caller.Index);
        if (own.Key is not null)
            return key == own.Key ? Done.Yes : new Refusal("key-already-registered");
        if (rows.Exists(row => row.Key is not null && key == row.Key))
            return new Refusal("key-already-registered");
        own.Key = key.ToArray();
        await db.SaveChangesAsync();
        return Done.Yes;
    }
}
