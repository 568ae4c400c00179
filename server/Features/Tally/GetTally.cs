using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Tally;

/// <param name="Contests">The signed contests; null before.</param>
/// <param name="Closed">Counts and attendance as signed at closing; null before.</param>
/// <param name="Result">The counts; null until t trustees have decrypted.</param>
public sealed record TallyView(
    string State, IReadOnlyList<TrusteeProgress> Trustees, int TallyQuorum, int Threshold, ManifestBody? Manifest, ContestsBody? Contests, ClosedBody? Closed, ResultBody? Result,
    string? Checkpoint, byte[]? ManifestHash)
{
    /// <summary>Mixes, readiness and phases; no count of votes.</summary>
    public TallyFacts Progress { get; init; } = TallyFacts.None;

    /// <summary>Under "witnessed" whether trustees still wait for an officer.</summary>
    public bool WaitsForWitness { get; init; }

    /// <summary>The paper count, shown with the result.</summary>
    public PaperCountBody? Paper { get; init; }
    public int Replacements { get; init; }
    public int Audits { get; init; }

    /// <summary>See <see cref="WriteInDirectory.PeopleByWriteIn"/>; empty where nobody can be written in from a directory.</summary>
    public IReadOnlyDictionary<string, string> People { get; init; } = new Dictionary<string, string>();
}

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
        var result = facts.State == MeetingStates.Tallied ? await LastAsync<ResultBody>(db, manifest!, id, EntryTypes.Result) : null;
        if (result is not null)
            await audit.WriteAsync("result-seen", actor, id);
        return new TallyView(
            facts.State, facts.Trustees, facts.TallyQuorum, facts.Threshold, manifest,
            SignedBodies.Of<ContestsBody>(manifest?.Suite, entries.Contests), SignedBodies.Of<ClosedBody>(manifest?.Suite, entries.Closed), result, facts.Checkpoint, facts.ManifestHash)
        {
            Progress = facts.Tally,
            WaitsForWitness = facts.Witnessed && !facts.TallyCosigned,
            Paper = result is not null && facts.PaperCounted ? await LastAsync<PaperCountBody>(db, manifest!, id, EntryTypes.PaperCount) : null,
            Replacements = facts.Replacements,
            Audits = facts.Audits,
            People = result is not null && loaded.Value.Directory is { } directory && manifest!.Directory == (Bytes)manifest.Suite.Hash(directory)
                ? WriteInDirectory.PeopleByWriteIn(directory) : new Dictionary<string, string>(),
        };
    }

    private static async Task<T?> LastAsync<T>(AppDb db, ManifestBody manifest, string id, string type)
        where T : EntryBody
    {
        // What is sought stands after the closing, so it is near the end.
        await foreach (var bytes in db.LogEntries.AsNoTracking().Where(row => row.MeetingId == id).OrderByDescending(row => row.Index).Select(row => row.Bytes).AsAsyncEnumerable())
            if (EntryCodec.PeekType(bytes) == type)
                return SignedBodies.Of<T>(manifest.Suite, bytes);
        return null;
    }
}
