using RecommendVote.Record.Reports;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Reports;

/// <summary>Numbers that reports compute from public totals.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(1, 0.2, 0.2)]
    [InlineData(10, 0.1, 0.6513215599)]
    [InlineData(30, 0.05, 0.7853612361)]
    [InlineData(5, 0, 0)]
    [InlineData(5, 1, 1)]
    public void The_chance_that_challengers_notice(int audits, double rate, double chance) =>
        Assert.Equal(chance, DetectionChance.Of(audits, rate), 9);

    [Fact]
    public void Impossible_rates_are_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectionChance.Of(-1, 0.1));
        foreach (var rate in new[] { -0.1, 1.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => DetectionChance.Of(1, rate));
    }

    [Fact]
    public void Weighted_shares_are_exact_and_only_where_every_category_stands_alone()
    {
        var manifest = Plans.Simulate(Plans.Full(Crypto.Suite.P256)).Bodies.Manifest();
        var contests = new ContestsBody
        {
            Nonce = new byte[16],
            Contests = [Plans.Contest("P1", 2, 1, 1, true), Plans.Contest("P2", 1, 0, 1, false), Plans.Contest("P3", 1, 0, 1, false), Plans.Contest("P4", 1, 0, 1, false)],
            Announcement = new Announcement("", "", "", "", ""),
        };
        ResultBody Result(params GroupResult[][] groups) => new()
        {
            Salt = new byte[32],
            Contests = [.. groups.Select((items, i) => new ContestResult(contests.Contests[i].Id, items))],
        };
        var result = Result(
            [new(["A"], 3, [1, 1], 1), new(["B"], 8, [5, 3], 0)],
            [new(["A", "B"], 11, [4], null)],
            [],
            [new(["B"], 8, [8], null)]);
        var weights = new Dictionary<string, int> { ["A"] = 40, ["B"] = 60 };
        var report = WeightedReport.Of(manifest, contests, result, weights);
        // 40/3 + 60 * 5/8 = 50.8333..; 40/3 + 60 * 3/8 = 35.8333..
        Assert.Equal([50.83m, 35.83m], report[0].Options!);
        Assert.Equal(13.33m, report[0].Abstain);
        Assert.All(report.Skip(1), item =>
        {
            Assert.Null(item.Options);
            Assert.False(string.IsNullOrEmpty(item.WhyNotZh));
            Assert.False(string.IsNullOrEmpty(item.WhyNotEn));
        });
        Assert.Contains("A+B", report[1].WhyNotEn, StringComparison.Ordinal);
        // A category without weight is not missed.
        Assert.Equal([100m], WeightedReport.Of(manifest, contests, result, new Dictionary<string, int> { ["A"] = 0, ["B"] = 100 })[3].Options!);
        foreach (var wrong in new Dictionary<string, int>[]
        {
            new() { ["A"] = 100 }, new() { ["A"] = 50, ["C"] = 50 }, new() { ["A"] = 50, ["B"] = 51 }, new() { ["A"] = 101, ["B"] = -1 },
        })
        {
            Assert.NotNull(WeightedReport.Fault(manifest, wrong));
            Assert.Throws<ArgumentException>(() => WeightedReport.Of(manifest, contests, result, wrong));
        }
    }
}
