using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Trustees;

/// <summary>
/// Appends an entry that a trustee made and signed: it must be of a trustee's type and this trustee's own. A decryption whose proof does not hold
/// stays outside the record, but is kept in the audit log as evidence.
/// </summary>
public sealed class SendTrusteeEntry(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    /// <returns>The entry's index.</returns>
    public async Task<Outcome<int>> RunAsync(TrusteeCaller caller, string text)
    {
        if (!Bytes.TryParse(text, out var entry))
            return new Refusal("entry-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var name = await db.Meetings.AsNoTracking().Where(row => row.Id == caller.MeetingId).Select(row => row.Suite).SingleAsync();
        if (!EntryCodec.TryDecode(Suites.Named(name), entry, out var decoded, out var refusal))
            return new Refusal(refusal.Code, refusal.Detail);
        if (decoded is not EnvelopeEntry { Body: TrusteeBody body })
            return new Refusal("entry-not-for-trustees");
        if (body.Trustee != caller.Index)
            return new Refusal("trustee-mismatch");
        var answer = await grains.GetGrain<IMeetingGrain>(caller.MeetingId).AppendAsync(entry.ToArray());
        if (answer.Index is { } index)
            return index;
        if (answer.Code == Codes.DecryptionInvalid)
            await audit.WriteAsync("decryption-refused", meeting: caller.MeetingId, detail: text);
        return new Refusal(answer.Code!, answer.Detail);
    }
}
