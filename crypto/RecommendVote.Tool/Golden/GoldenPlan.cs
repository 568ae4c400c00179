using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Order;

namespace RecommendVote.Tool.Golden;

/// <summary>
/// The golden meeting, full variant: a write-in slot in each contest, one audit before casting. Contests, categories and card classes follow from
/// the demo spreadsheets; one card per person in scope, those of the absent voided before the opening.
/// </summary>
public static class GoldenPlan
{
    /// <summary>Which variant this program writes.</summary>
    public const string Variant = "full";

    /// <summary>
    /// In the marks these rows stand for names that are not on the roster: P1's ninth and P2's eighth (the plain variant, without slots, marked
    /// those rows).
    /// </summary>
    private static readonly Dictionary<(string Contest, int Row), string> WrittenIn = new() { [("P1", 9)] = "张示例", [("P2", 8)] = "王示例" };

    /// <summary>People of a category who did not come.</summary>
    private static readonly Dictionary<string, int> Absent = new(StringComparer.Ordinal) { ["A"] = 0, ["B"] = 1, ["C"] = 3 };

    public static SimulationPlan Create(Suite suite, GoldenRosters rosters)
    {
        ArgumentNullException.ThrowIfNull(rosters);
        var contests = DemoData.Positions.Select(position => Contest(rosters, position)).ToList();
        var people = rosters.Attendees.Where(person => person.Expected).ToList();
        var categories = people.GroupBy(person => (person.CategoryId, person.CategoryName)).OrderBy(group => group.Key.CategoryId, StringComparer.Ordinal)
            .Select(group => new SimulatedCategory(group.Key.CategoryId, group.Key.CategoryName, group.Count(), group.Count() - Absent[group.Key.CategoryId]))
            .ToList();
        var casts = Casts(rosters, contests);
        return new SimulationPlan
        {
            Suite = suite,
            Meeting = "golden-2026",
            Title = "2026 年度民主推荐会（演示）",
            Marks = ["demo"],
            Categories = categories,
            Contests = contests,
            Classes = Classes(people, contests),
            Casts = casts,
            // What an audit opens is not what is cast afterwards: the first name of each ballot.
            Audits = [casts[0] with { Choices = [.. contests.Select(_ => ContestChoice.Of(0))] }],
            Trustees = 3,
            Threshold = 2,
            MinGroupSize = 5,
            AcknowledgedSmallClass = true,
            Revoting = true,
        };
    }

    /// <summary>The ballot is in stroke order; at most one name, listed or written in, or an abstention.</summary>
    private static ContestBody Contest(GoldenRosters rosters, RosterPosition position) => new()
    {
        Id = position.Id,
        Title = position.Title,
        Options = [.. BallotOrder.EligibleInStrokeOrder(rosters.Cadres, position.Id).Select(row => new OptionBody(row.Id, row.Name, BallotOrder.Detail(row)))],
        Slots = 1,
        Min = 1,
        Max = 1,
        Abstain = true,
    };

    /// <summary>
    /// A class is a category and the contests that its cards may vote in: whoever must sit out a position gets a card of its own class.
    /// In this meeting those people are among the absent, so their whole class is voided.
    /// </summary>
    private static List<SimulatedClass> Classes(List<AttendeeRow> people, List<ContestBody> contests)
    {
        var classes = new List<SimulatedClass>();
        foreach (var category in people.GroupBy(person => person.CategoryId).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var whole = category.Count(person => person.RecusedPositions.Count == 0);
            var recused = category.Where(person => person.RecusedPositions.Count > 0)
                .GroupBy(person => string.Join('-', contests.Select(contest => contest.Id).Except(person.RecusedPositions, StringComparer.Ordinal)))
                .ToList();
            var absentRecused = recused.Sum(group => group.Count());
            classes.Add(new SimulatedClass(category.Key, category.Key, [.. contests.Select(contest => contest.Id)], whole, Absent[category.Key] - absentRecused));
            classes.AddRange(recused.Select(group =>
                new SimulatedClass($"{category.Key}-{group.Key}", category.Key, group.Key.Split('-'), group.Count(), group.Count())));
        }
        return classes;
    }

    /// <summary>
    /// Every line of the marks is a card of its category that casts once, in the order of the file; a line with a first thought casts that
    /// first and is then replaced by its holder. A card without a line is handed out and never used.
    /// </summary>
    private static List<SimulatedCast> Casts(GoldenRosters rosters, List<ContestBody> contests)
    {
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        var casts = new List<SimulatedCast>();
        var replacing = new List<SimulatedCast>();
        foreach (var line in DemoMarks.Read())
        {
            var card = next.GetValueOrDefault(line.Category);
            next[line.Category] = card + 1;
            var cast = new SimulatedCast(line.Category, card, Choices(rosters, contests, line.Marks));
            casts.Add(line.FirstThought is { } first ? cast with { Choices = Choices(rosters, contests, first) } : cast);
            if (line.FirstThought is not null)
                replacing.Add(cast);
        }
        return [.. casts, .. replacing];
    }

    private static ContestChoice[] Choices(GoldenRosters rosters, List<ContestBody> contests, IReadOnlyList<int?> marks) =>
        [.. contests.Select((contest, i) => Choice(rosters, contest, marks[i]))];

    /// <summary>From the position among the eligible rows of the file to the position on the ballot.</summary>
    private static ContestChoice Choice(GoldenRosters rosters, ContestBody contest, int? mark)
    {
        if (mark is not { } row)
            return new ContestChoice([], [], Abstain: true);
        if (WrittenIn.TryGetValue((contest.Id, row), out var name))
            return new ContestChoice([], [name]);
        var id = BallotOrder.EligibleInFileOrder(rosters.Cadres, contest.Id)[row - 1].Id;
        return ContestChoice.Of(contest.Options.ToList().FindIndex(option => option.Id == id));
    }
}
