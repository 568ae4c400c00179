using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Cards;

/// <param name="SmallClasses">Classes with fewer cards than the minimum group: such a card ties its ballot to a person, which the manifest must acknowledge.</param>
public sealed record CardPlanView(IReadOnlyList<CardClass> Classes, IReadOnlyList<CardClass> SmallClasses, int Prints);

/// <summary>Shows which cards would be printed.</summary>
public sealed class GetCardPlan(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<CardPlanView>> RunAsync(Actor actor, string id, IReadOnlyDictionary<string, int> spares)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Issuer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var classes = await CardPlan.MakeAsync(db, loaded.Value, spares);
        return new CardPlanView(
            classes,
            [.. classes.Where(item => item.Cards < loaded.Value.MinGroupSize)],
            loaded.Value.CardPrints);
    }
}
