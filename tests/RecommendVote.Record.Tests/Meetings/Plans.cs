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
