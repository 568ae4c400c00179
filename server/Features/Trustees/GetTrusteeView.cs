using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

public sealed record TrusteePeer(int Index, string Name, bool HasKey);

/// <param name="OrganizerFingerprint">First 12 bytes of the suite's hash of the organizer's public key, base64url; empty while the organizer has no key.</param>
/// <param name="Due">What the server sees this trustee can do now; a client believes only the record.</param>
/// <param name="TallyCheckpoint">The note that is decrypted under, with officers' lines; null until the tally may begin.</param>
public sealed record TrusteeView(
    string Meeting, string Title, string Suite, IReadOnlyList<string> Marks, int Index, string Name, IReadOnlyList<TrusteePeer> Trustees,
    int Threshold, string State, bool KeyRegistered, int Size, string? Checkpoint, string OrganizerFingerprint,
    string Due, string? TallyCheckpoint);

/// <summary>What a trustee's page shows first.</summary>
public sealed class GetTrusteeView(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<TrusteeView>> RunAsync(TrusteeCaller caller)
    {
        await using var db = await databases.CreateDbContextAsync();
        var meeting = await db.Meetings.AsNoTracking().SingleAsync(row => row.Id == caller.MeetingId);
        var rows = await db.TrusteeInvitations.AsNoTracking().Where(row => row.MeetingId == meeting.Id).OrderBy(row => row.Index).ToListAsync();
        var own = rows.Single(row => row.Index == caller.Index);
        var grain = grains.GetGrain<IMeetingGrain>(meeting.Id);
        var snapshot = await grain.SnapshotAsync();
        var facts = await grain.FactsAsync();
        var organizerKey = await db.StaffKeys.AsNoTracking().Where(key => key.AccountId == meeting.OrganizerId && key.Suite == meeting.Suite).Select(key => key.Key).SingleOrDefaultAsync();
        return new TrusteeView(
            meeting.Id, meeting.Title, meeting.Suite, snapshot.Marks, own.Index, own.Name,
            [.. rows.Select(row => new TrusteePeer(row.Index, row.Name, row.Key is not null))],
            meeting.Threshold, facts.State, own.Key is not null, facts.Size, facts.Checkpoint,
            organizerKey is null ? "" : Base64Url.EncodeToString(CardLink.Fingerprint(meeting.SuiteOf(), organizerKey)),
            own.Key is null ? TrusteeDue.Key : facts.Due.ElementAtOrDefault(own.Index - 1) ?? TrusteeDue.Nothing,
            facts.TallyCheckpoint);
    }
}
