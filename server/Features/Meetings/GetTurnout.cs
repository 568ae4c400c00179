using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Ballots">Null while voting is open: per category, single casts could be told.</param>
public sealed record CategoryTurnoutLine(string Id, string Name, int Expected, int Present, int Cards, int Voided, int Challengers, int HandedOut, int? Ballots);

/// <param name="Returned">In steps while voting is open, exact afterwards.</param>
public sealed record TurnoutView(string State, IReadOnlyList<CategoryTurnoutLine> Categories, int HandedOut, int Returned);

/// <summary>Heads, cards and ballots for the live page of the console.</summary>
public sealed class GetTurnout(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<TurnoutView>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        var snapshot = await grain.SnapshotAsync();
        var attendance = await GetAttendance.OfAsync(db, loaded.Value);
        var isOpen = facts.State is MeetingStates.Open or MeetingStates.Paused;
        var challengers = await ProposeClosing.ChallengersAsync(grain, loaded.Value);
        var lines = attendance.Categories.Select(category =>
        {
            var cards = facts.Categories.FirstOrDefault(item => item.Category == category.Id) ?? new CategoryCards(category.Id, 0, 0, 0);
            return new CategoryTurnoutLine(
                category.Id, category.Name, category.Expected, category.Present, cards.Cards, cards.Voided, challengers.In(category.Id),
                ProposeClosing.HandedOutIn(loaded.Value, cards, challengers.In(category.Id)), isOpen ? null : cards.Ballots);
        }).ToList();
        return new TurnoutView(facts.State, lines, snapshot.Turnout.HandedOut, snapshot.Turnout.Returned);
    }
}
