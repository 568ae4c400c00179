using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>Small meetings for tests.</summary>
internal static class Plans
{
    public static TheoryData<string> Suites => [Suite.P256.Name, Suite.Sm2.Name];

    public static Suite SuiteOf(string name) => Suite.TryParse(name, out var suite) ? suite : throw new ArgumentException(name);

    /// <summary>Two contests of three options; six voters in two categories, one card voided, one voter abstains in both.</summary>
    public static SimulationPlan Small(Suite suite) => new()
    {
        Suite = suite,
        Meeting = "small-meeting",
        Categories = [new("A", "领导班子", 3, 3), new("B", "其他人员", 4, 4)],
        Contests =
        [
            Contest("P1", options: 3, min: 1, max: 1, abstain: true),
            Contest("P2", options: 3, min: 0, max: 2, abstain: false),
        ],
        Classes = [new("A", "A", ["P1", "P2"], 3, 0), new("B", "B", ["P1", "P2"], 4, 1)],
        Casts =
        [
            new("A", 0, [ContestChoice.Of(0), ContestChoice.Of(0, 1)]),
            new("B", 0, [ContestChoice.Of(1), ContestChoice.Of()]),
            new("A", 1, [ContestChoice.Of(0), ContestChoice.Of(2)]),
            new("B", 1, [new ContestChoice([], [], Abstain: true), ContestChoice.Of(1, 2)]),
            new("A", 2, [ContestChoice.Of(2), ContestChoice.Of(0, 2)]),
            new("B", 2, [ContestChoice.Of(0), ContestChoice.Of(1)]),
        ],
        MinGroupSize = 3,
    };

    /// <summary>
    /// The small meeting with everything around it: a grade in two dimensions and a vote in which category A does not take part (回避), audits,
    /// a challenger, a replaced card, paper forms with tellers, a second officer, and a tally that an officer must cosign.
    /// </summary>
    public static SimulationPlan Full(Suite suite)
    {
        var small = Small(suite);
        string[] forA = ["P1", "P2", "G1", "G2"];
        return small with
        {
            Meeting = "full-meeting",
            Kind = "assessment",
            Categories = [new("A", "领导班子", 5, 5), new("B", "其他人员", 4, 4)],
            Contests = [.. small.Contests, Grade("G1", "S1", null), Grade("G2", "S1", "德"), Vote("V1", "S1")],
            Classes = [new("A", "A", forA, 5, 0), new("B", "B", [.. forA, "V1"], 4, 1)],
            Casts = [.. small.Casts.Select((cast, i) => cast with
            {
                Choices = [.. cast.Choices, ContestChoice.Of(i % 5), ContestChoice.Of(0), .. cast.Class == "B" ? new[] { ContestChoice.Of(i % 2) } : []],
            })],
            Audits = [.. new[] { ("A", 3), ("B", 1), ("A", 3) }.Select(card => new SimulatedCast(card.Item1, card.Item2,
                [ContestChoice.Of(1), ContestChoice.Of(0, 2), ContestChoice.Of(4), ContestChoice.Of(1), .. card.Item1 == "B" ? new[] { new ContestChoice([], [], Abstain: true) } : []]))],
            Challengers = [("A", 3)],
            Replaced = [("A", 4)],
            Tellers = 3,
            Officers = 2,
            TallyQuorum = "witnessed",
            WitnessQuorum = 1,
            Paper = new SimulatedPaper(
                [new("A", 2, 2, 0), new("B", 1, 1, 1)],
                [
                    new("P1", 2, 0, [1, 0, 0], 1), new("P2", 2, 0, [2, 1, 0], null), new("G1", 2, 0, [1, 1, 0, 0, 0], null),
                    new("G2", 1, 1, [1, 0, 0, 0, 0], null), new("V1", 2, 0, [1, 0], 1),
                ]),
        };
    }

    public static ContestBody Grade(string id, string subject, string? dimension) => new()
    {
        Id = id,
        Title = "被测评人 " + subject,
        Position = "科长",
        Kind = ContestBody.Grade,
        Subject = subject,
        Dimension = dimension,
        Options = [new("a", "优秀"), new("b", "称职"), new("c", "基本称职"), new("d", "不称职"), new("e", "不了解")],
        Min = 1,
        Max = 1,
        Abstain = false,
    };

    public static ContestBody Vote(string id, string subject) => new()
    {
        Id = id,
        Title = "拟任人选 " + subject,
        Position = "处长",
        Kind = ContestBody.Vote,
        Subject = subject,
        Options = [new("yes", "同意"), new("no", "不同意")],
        Min = 1,
        Max = 1,
        Abstain = true,
    };

    public static ContestBody Contest(string id, int options, int min, int max, bool abstain) => new()
    {
        Id = id,
        Title = "职位 " + id,
        Options = [.. Enumerable.Range(1, options).Select(i => new OptionBody($"n{i}", $"人选{i}"))],
        Min = min,
        Max = max,
        Abstain = abstain,
    };

    public static MeetingSimulation Simulate(SimulationPlan plan, string seed = "record tests") =>
        new(plan, new SeededRandomSource(seed), TestContext.Current.CancellationToken);
}
