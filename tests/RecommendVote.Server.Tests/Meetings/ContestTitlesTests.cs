using RecommendVote.Record;
using RecommendVote.Server.Features.Tally;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>Where contests are listed, nobody's numbers can be taken for those of another.</summary>
public sealed class ContestTitlesTests
{
    private static readonly ContestBody[] All =
    [
        new() { Id = "P1", Title = "办公室副主任", Options = [new("C1", "王示例", "人事科"), new("C2", "王示例", "业务二科"), new("C3", "李示例", "财务科")], Min = 1, Max = 1, Abstain = false },
        Judged("G-C1-1", ContestBody.Grade, "C1", "王示例", "人事科", "德"),
        Judged("G-C2-1", ContestBody.Grade, "C2", "王示例", "业务二科", "德"),
        Judged("G-C3", ContestBody.Grade, "C3", "李示例", "财务科", null),
        Judged("V-C3", ContestBody.Vote, "C3", "李示例", "财务科", null),
    ];

    [Fact]
    public void Titles_say_what_is_asked_and_of_whom()
    {
        Assert.Equal(
            ["办公室副主任", "民主测评 · 王示例（人事科） · 德", "民主测评 · 王示例（业务二科） · 德", "民主测评 · 李示例", "表决 · 李示例"],
            All.Select(contest => ContestTitles.Of(contest, All, ContestWords.Printed)));
        Assert.Equal(["王示例（人事科）", "王示例（业务二科）", "李示例"], Enumerable.Range(0, 3).Select(option => ContestTitles.OptionOf(All[0], option)));
    }

    [Fact]
    public void The_paper_count_is_told_in_these_words()
    {
        var paper = new PaperCountBody
        {
            Nonce = new byte[16],
            Forms = [new("A", 1, 1, 0)],
            Contests = [.. All.Select(contest => new PaperContest(contest.Id, 1, 0, [.. contest.Options.Select((_, i) => i == 0 ? 1 : 0)], null))],
        };
        var told = CountFormParts.Paper(paper, All, ContestWords.Printed);
        Assert.Equal(All.Select(contest => ContestTitles.Of(contest, All, ContestWords.Printed)), told.Contests.Select(contest => contest.Title));
        Assert.Equal(["王示例（人事科）", "王示例（业务二科）", "李示例"], told.Contests[0].Counts.Select(item => item.Text));
    }

    private static ContestBody Judged(string id, string kind, string subject, string name, string unit, string? dimension) => new()
    {
        Id = id,
        Title = name,
        Position = unit,
        Kind = kind,
        Subject = subject,
        Dimension = dimension,
        Options = [new("a1", "优秀"), new("a2", "称职")],
        Min = 1,
        Max = 1,
        Abstain = kind == ContestBody.Vote,
    };
}
