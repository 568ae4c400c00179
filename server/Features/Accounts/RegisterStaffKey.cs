using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Accounts;

/// <param name="Proof">Staff signature of type <c>staff-key</c> over the ASCII account name, manifest hash of 32 zero bytes.</param>
public sealed record NewStaffKey(string Suite, string Key, string Proof);

/// <summary>Registers the public half of a signing key that the account's own browser made.</summary>
public sealed class RegisterStaffKey(IDbContextFactory<AppDb> databases, TimeProvider clock, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, NewStaffKey request)
    {
        if (!Suite.TryParse(request.Suite, out var suite) || !Bytes.TryParse(request.Key, out var key) || !Bytes.TryParse(request.Proof, out var proof))
            return new Refusal("request-malformed");
        if (!suite.StaffSignatures.IsValidPublicKey(key))
            return new Refusal("key-invalid");
        var message = new UnsignedEntry("staff-key", System.Text.Encoding.ASCII.GetBytes(actor.UserName)).StaffMessage(new byte[FieldRules.HashLength]);
        if (!suite.StaffSignatures.Verify(key, message, proof))
            return new Refusal("signature-invalid");
        await using var db = await databases.CreateDbContextAsync();
        var bytes = key.ToArray();
        var sameKey = await db.StaffKeys.SingleOrDefaultAsync(k => k.Key == bytes);
        if (sameKey is not null)
            return sameKey.AccountId == actor.AccountId ? Done.Yes : new Refusal("key-already-registered");
        var row = await db.StaffKeys.SingleOrDefaultAsync(k => k.AccountId == actor.AccountId && k.Suite == suite.Name);
        if (row is null)
            db.StaffKeys.Add(row = new StaffKey { AccountId = actor.AccountId, Suite = suite.Name });
        // A lost key file is replaced by a new key; meetings whose manifest names the old one keep naming it.
        row.Key = bytes;
        row.RegisteredAt = clock.GetUtcNow();
        await db.SaveChangesAsync();
        await audit.WriteAsync("staff-key-registered", actor, detail: suite.Name);
        return Done.Yes;
    }
}
