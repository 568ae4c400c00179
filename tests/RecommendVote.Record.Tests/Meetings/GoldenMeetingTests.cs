using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Meetings;

public sealed class GoldenMeetingTests
{
    [Theory]
    [MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    public void The_golden_totals_come_out(string suite)
    {
        var sim = Plans.Simulate(GoldenPlan.Create(Plans.SuiteOf(suite)), "golden").Run();
        var report = Gate.Verify(Gate.Zip(sim));
        Assert.Equal(0, report.ExitCode);
        Assert.StartsWith("[DEMO] ", report.HeadlineEn, StringComparison.Ordinal);

        var (first, second) = (report.Record.Result!.Contests[0], report.Record.Result.Contests[1]);
        Assert.Equal([19, 12, 7, 5, 3, 2, 1, 1, 1], Totals(first));
        Assert.Equal(4, first.Groups.Sum(group => group.Abstain));
        Assert.Equal([16, 14, 8, 5, 3, 2, 1, 1, 0], Totals(second));
        Assert.Equal(5, second.Groups.Sum(group => group.Abstain));
        Assert.Equal([(7, 3, 2, 2), (21, 7, 6, 2), (27, 9, 4, 3)], first.Groups.Select(group => (group.Ballots, group.Options[0], group.Options[1], group.Options[2])));

        var counts = report.Record.Closed!.Counts;
        Assert.Equal((60, 4, 56, 55), (counts.Sum(c => c.Cards), counts.Sum(c => c.Voided), counts.Sum(c => c.HandedOut), counts.Sum(c => c.Ballots)));
        Assert.Equal(56, report.Record.BallotEntries);
        Assert.Single(report.Record.UnusedCards());
    }

    /// <summary>What comes out is decrypted: one choice changed, and the totals change with it.</summary>
    [Fact]
    public void With_one_choice_changed_the_totals_change()
    {
        var plan = GoldenPlan.Create(Suite.P256);
        var casts = plan.Casts.ToList();
        casts[0] = casts[0] with { Choices = [ContestChoice.Of(8), casts[0].Choices[1]] };
        var sim = Plans.Simulate(plan with { Casts = casts }, "golden").Run();
        Assert.Equal([18, 12, 7, 5, 3, 2, 1, 1, 2], Totals(sim.Record.Result!.Contests[0]));
    }

    private static int[] Totals(ContestResult contest) =>
        [.. Enumerable.Range(0, 9).Select(option => contest.Groups.Sum(group => group.Options[option]))];
}
