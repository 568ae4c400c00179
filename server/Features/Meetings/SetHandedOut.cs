using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Notes how many cards of each category people in the room counted as handed out.</summary>
public sealed class SetHandedOut(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyDictionary<string, int> counts)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        var challengers = await Proposals.ProposeClosing.ChallengersAsync(grain, loaded.Value);
        foreach (var (category, count) in counts)
        {
            if (facts.Categories.FirstOrDefault(item => item.Category == category) is not { } known)
                return new Refusal("category-unknown", category);
            var most = known.Cards - known.Voided - challengers.In(category);
            if (count < known.Ballots || count > most)
                return new Refusal("handed-out-missing", $"{category}: {known.Ballots}..{most}");
        }
        loaded.Value.HandedOut = [.. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new HandedOut { Category = pair.Key, Count = pair.Value })];
        await db.SaveChangesAsync();
        await grain.RefreshAsync();
        await audit.WriteAsync("handed-out-counted", actor, id, $"{counts.Values.Sum()}");
        return Done.Yes;
    }
}
