namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary>The demonstration: the golden totals come out of the record, and its links work.</summary>
[Collection(SharedDemonstration.Name)]
public sealed class DemoTests(DemoFixture demo)
{
    private static readonly int[] FirstTotals = [19, 12, 7, 5, 3, 2, 1, 1];
    private static readonly int[] SecondTotals = [16, 14, 8, 5, 3, 2, 1];

    [Fact]
    public void The_printed_totals_are_the_golden_ones()
    {
        Assert.Equal((56, 55), demo.Output.Turnout);
        Assert.Equal(["P1", "P2"], demo.Output.Positions.Select(position => position.Id));
        Assert.Equal(FirstTotals, demo.Output.Positions[0].Ranking);
        Assert.Equal(4, demo.Output.Positions[0].Abstain);
        Assert.Equal(SecondTotals, demo.Output.Positions[1].Ranking);
        Assert.Equal(5, demo.Output.Positions[1].Abstain);
        Assert.Contains("名册以外 / not on the roster：张示例 1\n", demo.Output.Text, StringComparison.Ordinal);
        Assert.Contains("名册以外 / not on the roster：王示例 1\n", demo.Output.Text, StringComparison.Ordinal);
        Assert.Contains("投票前验证加密 1 次", demo.Output.Text, StringComparison.Ordinal);
        Assert.All(demo.Output.Positions, position => Assert.Equal(55, position.Ballots));
    }

    [Fact]
    public void Every_check_holds_but_those_that_had_nothing_to_compare()
    {
        Assert.Equal(40, demo.Output.Checks.Count);
        Assert.Equal(["V06"], demo.Output.Checks.Where(check => check.State != "passed").Select(check => check.Number));
    }

    [Fact]
    public async Task The_record_verifies_offline_with_the_same_totals()
    {
        var run = await Rv.RunAsync("verify", demo.Run.Record, "--json");
        Assert.Equal(0, run.ExitCode);
        foreach (var (contest, printed) in run.Json.GetProperty("contests").EnumerateArray().Zip(demo.Output.Positions))
        {
            Assert.Equal(printed.Id, contest.GetProperty("id").GetString());
            Assert.Equal(printed.Votes.Values, contest.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("votes").GetInt32()));
            Assert.Equal(printed.Abstain, contest.GetProperty("abstain").GetInt32());
        }
    }

    [Fact]
    public async Task The_printed_practice_card_opens_in_a_browser_and_can_be_cast()
    {
        await using var phone = await demo.Chromium.DeviceAsync(Chromium.Phone);
        var attendee = new AttendeePage(phone);
        await attendee.OpenAsync(demo.Output.PracticeCard);
        Assert.DoesNotContain("#", phone.Page.Url, StringComparison.Ordinal);
        await phone.PictureAsync("demo-practice-ballot");
        await attendee.MarkAsync("P1", 2);
        await attendee.AbstainAsync("P2");
        await attendee.ReviewAsync();
        await attendee.CastAsync();
        await phone.PictureAsync("demo-practice-received");
        Assert.Equal("received", await demo.Cards.StatusAsync(demo.Output.PracticeCard));
        Assert.Empty(phone.Errors);
    }
}
