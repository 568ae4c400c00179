using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.Cards;

/// <summary>A class of cards to make: a voter category with the positions it may vote on.</summary>
/// <param name="Class">Id in the record: the category's, or with <c>-R1</c>, <c>-R2</c>, ... for those who sit out positions.</param>
/// <param name="Title">The category in words.</param>
/// <param name="Recused">The rows of the plan that its people sit out.</param>
/// <param name="Positions">The rows of the plan that it may vote on.</param>
/// <param name="Contests">Their contests, in the order of the contests entry.</param>
/// <param name="People">Expected people of the class.</param>
/// <param name="Spares">Cards on top of those.</param>
public sealed record CardClass(
    string Class, string Category, string Title, IReadOnlyList<string> Recused, IReadOnlyList<string> Positions, IReadOnlyList<string> Contests, int People, int Spares)
{
    /// <summary>In words, as printed on the cards.</summary>
    public string Name => Recused.Count == 0 ? Title : $"{Title}（回避 {string.Join("、", Recused)}）";

    public int Cards => People + Spares;
}

/// <summary>Which cards a meeting needs: one per expected person, and spares for the full class of each category.</summary>
public static class CardPlan
{
    public static async Task<IReadOnlyList<CardClass>> MakeAsync(AppDb db, Meeting meeting, IReadOnlyDictionary<string, int> spares)
    {
        var attendees = await db.Attendees.AsNoTracking().Where(attendee => attendee.MeetingId == meeting.Id && attendee.Expected).ToListAsync();
        var positions = meeting.Positions.Select(position => position.Id).ToList();
        var candidates = await db.Candidates.AsNoTracking().Where(candidate => candidate.MeetingId == meeting.Id).OrderBy(candidate => candidate.BallotOrder).ToListAsync();
        var planned = ContestPlan.Of(meeting, candidates);
        var classes = new List<CardClass>();
        foreach (var category in meeting.Categories)
        {
            var title = $"{category.Id} {category.Name}";
            var bySet = attendees.Where(attendee => attendee.CategoryId == category.Id)
                .GroupBy(attendee => string.Join(' ', positions.Where(attendee.RecusedPositions.Contains)))
                .OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
            var full = bySet.Find(group => group.Key.Length == 0)?.Count() ?? 0;
            var extra = Math.Clamp(spares.GetValueOrDefault(category.Id), 0, 1000);
            if (full + extra > 0)
                classes.Add(new CardClass(category.Id, category.Id, title, [], positions, ContestsOf(positions), full, extra));
            var number = 0;
            foreach (var group in bySet.Where(group => group.Key.Length > 0))
            {
                var recused = group.Key.Split(' ');
                var left = positions.Except(recused).ToList();
                // Someone who sits out every position needs no card.
                if (left.Count == 0)
                    continue;
                number++;
                classes.Add(new CardClass($"{category.Id}-R{number}", category.Id, title, recused, left, ContestsOf(left), group.Count(), 0));
            }
        }
        return classes;

        IReadOnlyList<string> ContestsOf(List<string> chosen) => [.. planned.Where(contest => chosen.Contains(contest.Position)).Select(contest => contest.Body.Id)];
    }
}
