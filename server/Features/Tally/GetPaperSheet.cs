using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Tally;

/// <summary>What tellers fill in: categories and contests as signed. It holds no count.</summary>
public sealed record PaperSheet(IReadOnlyList<NamedId> Categories, IReadOnlyList<ContestBody> Contests);

/// <summary>The empty sheet for the paper count.</summary>
public sealed class GetPaperSheet(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<PaperSheet>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        var entries = await grains.GetGrain<IMeetingGrain>(id).PublicEntriesAsync();
        var manifest = SignedBodies.Of<ManifestBody>(null, entries.Manifest);
        if (manifest is null || manifest.Tellers.Count == 0)
            return new Refusal("paper-not-used");
        return SignedBodies.Of<ContestsBody>(manifest.Suite, entries.Contests) is { } contests
            ? new PaperSheet(manifest.Categories, contests.Contests)
            : new Refusal("contests-missing");
    }
}
