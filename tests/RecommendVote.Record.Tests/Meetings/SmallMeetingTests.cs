using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Meetings;

public sealed class SmallMeetingTests
{
    [Theory]
    [MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    public void A_small_meeting_runs_through_and_its_totals_come_out(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).Run();
        Assert.True(sim.Record.IsComplete);
        var result = sim.Record.Result!;
        Assert.Equal([2, 0, 1], result.Contests[0].Groups[0].Options);
        Assert.Equal(0, result.Contests[0].Groups[0].Abstain);
        Assert.Equal([1, 1, 0], result.Contests[0].Groups[1].Options);
        Assert.Equal(1, result.Contests[0].Groups[1].Abstain);
        Assert.Equal([2, 1, 2], result.Contests[1].Groups[0].Options);
        Assert.Equal([0, 2, 1], result.Contests[1].Groups[1].Options);
        Assert.Null(result.Contests[1].Groups[1].Abstain);
    }
}
