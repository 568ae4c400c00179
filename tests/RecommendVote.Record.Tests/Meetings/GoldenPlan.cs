using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>
/// The golden meeting, plain variant, with generic names: two contests of nine names, at most one mark, an abstain bit; 60 cards of which 4 are
/// voided, 55 counted ballots of which one replaces an earlier one.
/// </summary>
internal static class GoldenPlan
{
    /// <summary>Marks of P1 per category: n1..n9, abstain. The document fixes n1..n3; the rest fills the totals.</summary>
    public static readonly int[][] First =
    [
        [3, 2, 2, 0, 0, 0, 0, 0, 0, 0],
        [7, 6, 2, 3, 1, 0, 0, 0, 0, 2],
        [9, 4, 3, 2, 2, 2, 1, 1, 1, 2],
    ];

    /// <summary>Marks of P2 over all, n1..n9, abstain: they may fall anywhere.</summary>
    public static readonly int[] Second = [16, 14, 8, 5, 3, 2, 1, 1, 0, 5];

    private static readonly string[] Ids = ["A", "B", "C"];
    private static readonly int[] Expected = [7, 23, 30];
    private static readonly int[] Present = [7, 22, 27];

    public static SimulationPlan Create(Suite suite)
    {
        var second = new Queue<int>(Second.SelectMany((count, option) => Enumerable.Repeat(option, count)));
        var casts = new List<SimulatedCast>();
        for (var category = 0; category < 3; category++)
        {
            var marks = First[category].SelectMany((count, option) => Enumerable.Repeat(option, count)).ToList();
            casts.AddRange(marks.Select((mark, card) => new SimulatedCast(Ids[category], card, [Choice(mark), Choice(second.Dequeue())])));
        }
        // One voter first casts something else and replaces it.
        casts.Insert(10, casts[30] with { Choices = [Choice(8), Choice(8)] });
        return new SimulationPlan
        {
            Suite = suite,
            Meeting = "golden-2026",
            Title = "会议推荐（演示）",
            Marks = ["demo"],
            Categories = [.. Ids.Select((id, i) => new SimulatedCategory(id, "类别" + id, Expected[i], Present[i]))],
            Contests = [Plans.Contest("P1", 9, 1, 1, abstain: true), Plans.Contest("P2", 9, 1, 1, abstain: true)],
            Classes = [.. Ids.Select((id, i) => new SimulatedClass(id, id, ["P1", "P2"], Expected[i], Expected[i] - Present[i]))],
            Casts = casts,
            Revoting = true,
            MinGroupSize = 5,
        };
    }

    private static ContestChoice Choice(int option) => option == 9 ? new ContestChoice([], [], Abstain: true) : ContestChoice.Of(option);
}
