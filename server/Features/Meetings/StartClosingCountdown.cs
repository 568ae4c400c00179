using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Shows on every screen when voting will be closed. It closes nothing: the organizer proposes the closing when it has run out.</summary>
public sealed class StartClosingCountdown(IDbContextFactory<AppDb> databases, IGrainFactory grains, TimeProvider clock)
{
    /// <param name="seconds">1..3600, or 0 to take the countdown back.</param>
    /// <returns>When voting will be closed.</returns>
    public async Task<Outcome<DateTimeOffset>> RunAsync(Actor actor, string id, int seconds)
    {
        if (seconds is < 0 or > 3600)
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        if ((await grain.SnapshotAsync()).State is not (MeetingStates.Open or MeetingStates.Paused))
            return new Refusal("meeting-not-open");
        var at = clock.GetUtcNow().AddSeconds(seconds);
        loaded.Value.ClosesAt = seconds == 0 ? null : at;
        await db.SaveChangesAsync();
        await grain.RefreshAsync();
        return at;
    }
}
