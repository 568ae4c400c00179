using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Tally;

/// <param name="Contests">The signed contests; null before.</param>
/// <param name="Closed">Counts and attendance as signed at closing; null before.</param>
/// <param name="Result">The counts; null until t trustees have decrypted.</param>
public sealed record TallyView(
    string State, IReadOnlyList<TrusteeProgress> Trustees, int TallyQuorum, int Threshold, ManifestBody? Manifest, ContestsBody? Contests, ClosedBody? Closed, ResultBody? Result,
    string? Checkpoint, byte[]? ManifestHash);

/// <summary>How far the tally is, and the counts once they are there: for the organizer and the officers alone.</summary>
public sealed class GetTally(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    public async Task<Outcome<TallyView>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        var entries = await grain.PublicEntriesAsync();
        var manifest = SignedBodies.Of<ManifestBody>(null, entries.Manifest);
        var result = facts.State == MeetingStates.Tallied ? await ResultAsync(db, manifest!, id) : null;
        if (result is not null)
            await audit.WriteAsync("result-seen", actor, id);
        return new TallyView(
            facts.State, facts.Trustees, facts.TallyQuorum, facts.Threshold, manifest,
            SignedBodies.Of<ContestsBody>(manifest?.Suite, entries.Contests), SignedBodies.Of<ClosedBody>(manifest?.Suite, entries.Closed), result, facts.Checkpoint, facts.ManifestHash);
    }

    private static async Task<ResultBody?> ResultAsync(AppDb db, ManifestBody manifest, string id)
    {
        // The result is followed by attestations only, so it is near the end.
        await foreach (var bytes in db.LogEntries.AsNoTracking().Where(row => row.MeetingId == id).OrderByDescending(row => row.Index).Select(row => row.Bytes).AsAsyncEnumerable())
            if (EntryCodec.PeekType(bytes) == EntryTypes.Result)
                return SignedBodies.Of<ResultBody>(manifest.Suite, bytes);
        return null;
    }
}
