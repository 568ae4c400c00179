using System.Text.Json;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Rosters.Order;

namespace RecommendVote.Tool.Tests;

/// <summary>The golden meeting, full variant: exactly these totals come out of the record, on both suites.</summary>
public sealed class GoldenMeetingTests(GoldenRecords records)
{
    private static readonly int[] FirstTotals = [19, 12, 7, 5, 3, 2, 1, 1];
    private static readonly int[] SecondTotals = [16, 14, 8, 5, 3, 2, 1, 0];

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task The_golden_totals_come_out_exactly(string suite)
    {
        var run = await Rv.RunAsync("verify", records.Of(suite), "--json");
        Assert.Equal(0, run.ExitCode);
        var contests = run.Json.GetProperty("contests").EnumerateArray().ToList();
        await AssertContest(contests[0], "P1", FirstTotals, abstain: 4);
        AssertWriteIns(contests[0], "张示例");
        await AssertContest(contests[1], "P2", SecondTotals, abstain: 5);
        AssertWriteIns(contests[1], "王示例");
        var text = (await Rv.RunAsync("verify", records.Of(suite))).Out;
        Assert.Equal(2, text.Split("名册以外 not on the roster").Length - 1);
        Assert.Contains("       1  张示例\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task The_first_position_has_its_counts_per_category(string suite)
    {
        var contest = (await Rv.RunAsync("verify", records.Of(suite), "--json")).Json.GetProperty("contests")[0];
        var names = await IndexesInFileOrder(contest, "P1");
        var groups = contest.GetProperty("groups").EnumerateArray().ToDictionary(
            group => Assert.Single(group.GetProperty("categories").EnumerateArray()).GetString()!,
            group => (Ballots: group.GetProperty("ballots").GetInt32(), Votes: Numbers(group.GetProperty("votes"))));
        int[] Of(string category) => [.. names.Take(3).Select(index => groups[category].Votes[index])];
        Assert.Equal((7, 21, 27), (groups["A"].Ballots, groups["B"].Ballots, groups["C"].Ballots));
        Assert.Equal([3, 2, 2], Of("A"));
        Assert.Equal([7, 6, 2], Of("B"));
        Assert.Equal([9, 4, 3], Of("C"));
    }

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task The_record_says_what_happened_in_the_room(string suite)
    {
        Assert.Contains("full variant", records.Said(suite), StringComparison.Ordinal);
        var json = (await Rv.RunAsync("verify", records.Of(suite), "--json")).Json;
        Assert.Equal("demo", Assert.Single(json.GetProperty("marks").EnumerateArray()).GetString());
        Assert.Equal(suite, json.GetProperty("meeting").GetProperty("suite").GetString());
        Assert.Equal((56, 55), (json.GetProperty("ballots").GetProperty("entries").GetInt32(), json.GetProperty("ballots").GetProperty("counted").GetInt32()));

        var closed = JsonDocument.Parse((await Rv.RunAsync("inspect", records.Of(suite), "--entry", (await IndexOf(suite, "closed")).ToString(System.Globalization.CultureInfo.InvariantCulture))).Out)
            .RootElement.GetProperty("body").GetProperty("counts").EnumerateArray().ToList();
        var lines = (await Rv.RunAsync("inspect", records.Of(suite))).Out.Split('\n');
        int Entries(string type) => lines.Count(line => line.Contains(" " + type + " ", StringComparison.Ordinal));
        Assert.Equal((1, 4, 4), (Entries("ballot-audited"), Entries("mixed"), Entries("decryption")));
        int Sum(string member) => closed.Sum(count => count.GetProperty(member).GetInt32());
        Assert.Equal((60, 4, 56, 55), (Sum("cards"), Sum("voided"), Sum("handedOut"), Sum("ballots")));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_record_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        await Rv.RunAsync("simulate", "--golden", "--suite", "SM2-SM3", "--seed", "golden test", "--out", folder.File("again.zip"));
        Assert.Equal(await File.ReadAllBytesAsync(records.Of("SM2-SM3"), Token), await File.ReadAllBytesAsync(folder.File("again.zip"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task AssertContest(JsonElement contest, string position, int[] totals, int abstain)
    {
        Assert.Equal(position, contest.GetProperty("id").GetString());
        Assert.Equal(55, contest.GetProperty("ballots").GetInt32());
        Assert.Equal(abstain, contest.GetProperty("abstain").GetInt32());
        var votes = contest.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("votes").GetInt32()).ToList();
        var inFileOrder = (await IndexesInFileOrder(contest, position)).Select(index => votes[index]).ToList();
        Assert.Equal(totals, inFileOrder.Take(totals.Length));
        Assert.All(inFileOrder.Skip(totals.Length), count => Assert.Equal(0, count));
    }

    /// <summary>One name, once, apart from the listed ones; the form that carries it is valid.</summary>
    private static void AssertWriteIns(JsonElement contest, string name)
    {
        var writeIns = contest.GetProperty("writeIns");
        var only = Assert.Single(writeIns.GetProperty("texts").EnumerateArray());
        Assert.Equal((name, 1), (only.GetProperty("text").GetString(), only.GetProperty("count").GetInt32()));
        Assert.Equal([1, 0, 0, 0], new[] { "used", "other", "void", "unreadable" }.Select(member => writeIns.GetProperty(member).GetInt32()));
    }

    /// <summary>Where n1, n2, ... of the roster file stand on the ballot.</summary>
    private static async Task<List<int>> IndexesInFileOrder(JsonElement contest, string position)
    {
        await using var stream = DemoData.Open(DemoData.CadreRosterCsv);
        var roster = await CadreRosterReader.ReadAsync(stream, new ImportOptions { ReferenceDate = DemoData.ReferenceDate, Positions = DemoData.Positions }, Token);
        var ids = contest.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("id").GetString()).ToList();
        return [.. BallotOrder.EligibleInFileOrder(roster.GoodRows, position).Select(row => ids.IndexOf(row.Id))];
    }

    private async Task<int> IndexOf(string suite, string type)
    {
        var lines = (await Rv.RunAsync("inspect", records.Of(suite))).Out.Split('\n');
        return Array.FindIndex(lines, line => line.Contains(" " + type + " ", StringComparison.Ordinal));
    }

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];
}
