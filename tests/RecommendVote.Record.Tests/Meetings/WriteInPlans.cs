using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>Small meetings in which names are written in.</summary>
internal static class WriteInPlans
{
    /// <summary>
    /// P1 has one slot, P2 two; six voters in two categories. What must come out: P1 张示例 2; P2 王示例 2, 李示例 1 and three void ones (a name
    /// twice in one form, a listed name, a listed id).
    /// </summary>
    public static SimulationPlan Small(Suite suite) => Plans.Small(suite) with
    {
        Contests =
        [
            Plans.Contest("P1", options: 3, min: 1, max: 1, abstain: true) with { Slots = 1 },
            Plans.Contest("P2", options: 2, min: 0, max: 2, abstain: false) with { Slots = 2 },
        ],
        Casts =
        [
            new("A", 0, [WriteIn("张示例"), WriteIn("王示例", "王示例")]),
            new("B", 0, [WriteIn("张示例"), ContestChoice.Of()]),
            new("A", 1, [ContestChoice.Of(0), WriteIn("李示例")]),
            new("B", 1, [ContestChoice.Of(1), WriteIn("#n2")]),
            new("A", 2, [new ContestChoice([], [], Abstain: true), new ContestChoice([0], ["人选1"])]),
            new("B", 2, [ContestChoice.Of(2), WriteIn("", "王示例")]),
        ],
    };

    public static ContestChoice WriteIn(params string[] texts) => new([], texts);

    public static MeetingSimulation Until(string suite, string type, int skip = 0) =>
        Plans.Simulate(Small(Plans.SuiteOf(suite))).RunUntil(type, skip);
}
