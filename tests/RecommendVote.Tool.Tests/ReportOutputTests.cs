using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Tool.Tests;

/// <summary>What <c>rv verify</c> shows beside the totals, as text and as JSON.</summary>
public sealed class ReportOutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("P256-SHA256"), InlineData("SM2-SM3")]
    public async Task People_audits_replacements_paper_and_cosignatures_stand_apart(string suite)
    {
        var path = Write(suite);
        var text = await Rv.RunAsync("verify", path, "--weights", "A=40,B=30,C=30");
        Assert.True(text.ExitCode == 0, text.Out + text.Error);
        foreach (var line in new[]
        {
            "被测评人 张三  科长", "总体 overall", "表决 vote", "验证加密 audits: 3, of these 2 with 1 cards of appointed challengers",
            "  20 %   36.00 %", "补发票卡 replaced cards: 1", "纸质票（单独列示，不计入以上电子结果）", "联签 cosigned by officer 1",
            "本地加权参考", "Local weighted reading",
        })
            Assert.Contains(line, text.Out, StringComparison.Ordinal);
        // Paper is in no total: 38 electronic ballots, 2 paper forms.
        Assert.Contains("P1 推荐人选 Recommendation: 38 ballots", text.Out, StringComparison.Ordinal);

        var json = (await Rv.RunAsync("verify", path, "--json", "--weights", "A=40,B=30,C=30")).Json;
        Assert.Equal(38, json.GetProperty("contests")[0].GetProperty("ballots").GetInt32());
        Assert.Equal(2, json.GetProperty("paper").GetProperty("contests")[0].GetProperty("ballots").GetInt32());
        var person = json.GetProperty("people")[0];
        Assert.Equal(38, person.GetProperty("grades")[0].GetProperty("ballots").GetInt32());
        Assert.Equal(38, person.GetProperty("vote").GetProperty("counts")[0].GetProperty("votes").GetInt32());
        Assert.Equal(0.0199, json.GetProperty("audits").GetProperty("detection")[0].GetProperty("chance").GetDouble());
        Assert.Equal("lost", json.GetProperty("replacements")[0].GetProperty("reason").GetString());
        Assert.Equal(1, json.GetProperty("cosignatures")[0].GetProperty("officer").GetInt32());
        // Everybody voted yes: whatever the weights, the share is 100 %.
        Assert.Equal(100m, json.GetProperty("weighted").GetProperty("contests")[2].GetProperty("percent")[0].GetDecimal());
    }

    [Fact]
    public async Task Weights_that_do_not_fit_are_refused()
    {
        var path = Write("P256-SHA256");
        foreach (var weights in new[] { "A=100", "A=40,B=30,C=31", "A=40,B=30,D=30", "A", "A=40,A=60", "A=-1,B=50,C=51" })
            Assert.Equal(2, (await Rv.RunAsync("verify", path, "--weights", weights)).ExitCode);
    }

    [Fact]
    public async Task Without_audits_by_challengers_no_chance_is_stated()
    {
        var text = await Rv.RunAsync("verify", Write("SM2-SM3", challenged: false));
        Assert.True(text.ExitCode == 0, text.Out + text.Error);
        Assert.Contains("audits: 3, of these 0 with 0 cards", text.Out, StringComparison.Ordinal);
        Assert.Contains("no audits by appointed challengers", text.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0.00 %", text.Out, StringComparison.Ordinal);
    }

    private string Write(string suiteName, bool challenged = true)
    {
        Assert.True(Suite.TryParse(suiteName, out var suite));
        var random = new SeededRandomSource("reports " + suiteName);
        var plan = SimplePlan.Create(suite, 40, 3, 1, random);
        string[] contests = ["P1", "G1", "V1"];
        var meeting = new MeetingSimulation(
            plan with
            {
                Contests =
                [
                    .. plan.Contests,
                    Judgement("G1", ContestBody.Grade, [new("a", "优秀"), new("b", "称职"), new("c", "不了解")]),
                    Judgement("V1", ContestBody.Vote, [new("yes", "同意"), new("no", "不同意")]),
                ],
                Classes = [.. plan.Classes.Select(item => item with { Contests = contests, Cards = item.Cards + 2 })],
                Casts = [.. plan.Casts.SkipLast(2).Select(cast => cast with { Choices = [.. cast.Choices, ContestChoice.Of(1), ContestChoice.Of(0)] })],
                Audits = [Audit("A", 5), Audit("A", 5), Audit("B", 0)],
                Challengers = challenged ? [("A", 5)] : [],
                Replaced = [("B", 15)],
                Officers = 2,
                WitnessQuorum = 1,
                TallyQuorum = "witnessed",
                Tellers = 2,
                Paper = new SimulatedPaper(
                    [new("A", 0, 0, 0), new("B", 0, 0, 0), new("C", 2, 2, 0)],
                    [new("P1", 2, 0, [1, 0, 0], 1), new("G1", 2, 0, [2, 0, 0], null), new("V1", 2, 0, [0, 1], 1)]),
            },
            random,
            TestContext.Current.CancellationToken).Run();
        var path = folder.File("record.zip");
        using var stream = File.Create(path);
        RecordFile.Write(stream, meeting.Entries, meeting.SignCheckpoint().ToString());
        return path;
    }

    private static SimulatedCast Audit(string cardClass, int card) =>
        new(cardClass, card, [ContestChoice.Of(0), ContestChoice.Of(2), ContestChoice.Of(1)]);

    private static ContestBody Judgement(string id, string kind, IReadOnlyList<OptionBody> options) => new()
    {
        Id = id,
        Title = "被测评人 张三",
        Position = "科长",
        Kind = kind,
        Subject = "S1",
        Options = options,
        Min = 1,
        Max = 1,
        Abstain = kind == ContestBody.Vote,
    };
}
