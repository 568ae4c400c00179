using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Choices become bits and texts, or are refused with a reason.</summary>
public class BallotMarksTests
{
    /// <summary>Two of three options or write-ins at most and one at least, with an abstain bit; then up to two of two options.</summary>
    private static readonly BallotLayout Layout = new([new(0, 3, 2, true, 1, 3), new(1, 2, 0, false, 0, 2)]);

    [Fact]
    public void Options_write_ins_abstention_and_slack_have_their_bits()
    {
        // contest 0: options 0 to 2, used 3 and 4, abstain 5, slack 8 and 9; contest 1: options 6 and 7, slack 10 and 11
        Assert.Equal("100000 00 11 11", Bits(out var texts, ContestChoice.Of(0), ContestChoice.Of()));
        Assert.Equal(["", ""], texts);
        Assert.Equal("011000 01 10 10", Bits(out _, ContestChoice.Of(2, 1), ContestChoice.Of(1)));
        Assert.Equal("001110 11 00 00", Bits(out texts, new ContestChoice([2], ["a", "b"]), ContestChoice.Of(0, 1)));
        Assert.Equal(["a", "b"], texts);
        Assert.Equal("000010 00 11 11", Bits(out texts, new ContestChoice([], ["", "b"]), ContestChoice.Of()));
        Assert.Equal(["", "b"], texts);
        Assert.Equal("010100 00 10 11", Bits(out texts, new ContestChoice([1], ["张三"]), ContestChoice.Of()));
        Assert.Equal(["张三", ""], texts);
        Assert.Equal("000001 00 00 11", Bits(out _, new ContestChoice([], [], true), ContestChoice.Of()));
        // an empty form abstains where that can be marked (B21)
        Assert.Equal("000001 00 00 11", Bits(out texts, new ContestChoice([], ["", ""]), ContestChoice.Of()));
        Assert.Equal(["", ""], texts);
    }

    [Fact]
    public void What_breaks_a_rule_is_refused_with_a_reason()
    {
        var (fine, none) = (ContestChoice.Of(0), ContestChoice.Of());
        ContestChoice[]?[] bad =
        [
            null, [], [fine], [fine, none, none], [ContestChoice.Of(-1), none], [ContestChoice.Of(3), none], [ContestChoice.Of(0, 0), none], [ContestChoice.Of(0, 1, 2, 3), none],
            [new([0], ["", "", ""]), none], [new([0], [" "]), none], [new([0], ["", "é"]), none], [new([0], [], true), none], [new([], ["a"], true), none],
            [new([0, 1], ["a", "b"]), none], [fine, new([], [], true)], [fine, new([], [""])], [fine, ContestChoice.Of(2)], [fine, ContestChoice.Of(0, 1, 0)],
        ];
        foreach (var choices in bad)
        {
            Assert.False(BallotMarks.TryCreate(Layout, choices, out var marks, out var fault));
            Assert.Null(marks);
            Assert.False(string.IsNullOrEmpty(fault));
        }
        Assert.True(BallotMarks.TryCreate(Layout, [fine, none], out _, out var nothing));
        Assert.Null(nothing);
        // neither fewer marks than two nor more
        var exact = new BallotLayout([new(0, 4, 0, false, 2, 2)]);
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(count => BallotMarks.TryCreate(exact, [ContestChoice.Of([.. Enumerable.Range(0, count)])], out _, out _)));
    }

    private static string Bits(out IReadOnlyList<string> texts, params ContestChoice[] choices)
    {
        Assert.True(BallotMarks.TryCreate(Layout, choices, out var marks, out var fault), fault);
        texts = marks.Texts;
        var bits = string.Concat(marks.Bits.Select(bit => bit ? '1' : '0'));
        return $"{bits[..6]} {bits[6..8]} {bits[8..10]} {bits[10..]}";
    }
}
