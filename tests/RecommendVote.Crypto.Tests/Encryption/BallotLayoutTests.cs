using Xunit;

namespace RecommendVote.Crypto.Tests;

public class BallotLayoutTests
{
    [Fact]
    public void Bits_lie_as_the_specification_says()
    {
        var layout = new BallotLayout([new(0, 3, 2, true, 1, 3), new(4, 2, 0, false, 0, 1)]);
        Assert.Equal((8, 11, 2), (layout.EncryptedBits, layout.Bits, layout.Slots));
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(o => layout.OptionBit(0, o)));
        Assert.Equal([3, 4], Enumerable.Range(0, 2).Select(s => layout.UsedBit(0, s)));
        Assert.Equal(5, layout.AbstainBit(0));
        Assert.Equal(-1, layout.AbstainBit(1));
        Assert.Equal([6, 7], Enumerable.Range(0, 2).Select(o => layout.OptionBit(1, o)));
        Assert.Equal([8, 9], Enumerable.Range(0, 2).Select(i => layout.SlackBit(0, i)));
        Assert.Equal(10, layout.SlackBit(1, 0));
        Assert.Equal([1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1], layout.BitWeights);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1], Enumerable.Range(0, 11).Select(layout.ContestOfBit));
        Assert.Equal("0000000300020100010003" + "0004000200000000000001", Hex.Text(layout.LayoutBytes.Span));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.OptionBit(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.SlackBit(1, 1));
    }

    public static TheoryData<ContestShape> BadShapes =>
    [
        new ContestShape(0, 0, 1, false, 0, 1),
        new ContestShape(-1, 1, 0, false, 0, 1),
        new ContestShape(65536, 1, 0, false, 0, 1),
        new ContestShape(0, 3, 0, false, 0, 0),
        new ContestShape(0, 3, 0, false, 0, 4),
        new ContestShape(0, 3, 1, false, 0, 5),
        new ContestShape(0, 3, 0, false, -1, 1),
        new ContestShape(0, 3, 0, false, 2, 1),
        new ContestShape(0, 3, -1, false, 0, 1),
        new ContestShape(0, 5000, 0, false, 0, 1),
        new ContestShape(0, 3000, 0, false, 0, 3000),
    ];

    [Theory]
    [MemberData(nameof(BadShapes))]
    public void Shapes_that_break_a_manifest_rule_are_refused(ContestShape shape)
    {
        Assert.False(BallotLayout.TryCreate([shape], out var layout, out var fault));
        Assert.Null(layout);
        Assert.NotNull(fault);
        Assert.Throws<ArgumentException>(() => new BallotLayout([shape]));
    }

    [Fact]
    [Trait("Attack", "F-B21")]
    public void B21_an_abstain_slot_needs_min_of_at_least_one()
    {
        Assert.False(BallotLayout.TryCreate([new(0, 3, 0, true, 0, 2)], out _, out _));
        Assert.True(BallotLayout.TryCreate([new(0, 3, 0, true, 1, 2)], out _, out _));
    }

    [Fact]
    public void Contests_are_present_ascending_and_within_4096_bits_together()
    {
        Assert.False(BallotLayout.TryCreate(null, out _, out _));
        Assert.False(BallotLayout.TryCreate([], out _, out _));
        var shape = new ContestShape(3, 2, 0, false, 0, 1);
        Assert.False(BallotLayout.TryCreate([shape, shape], out _, out _));
        Assert.False(BallotLayout.TryCreate([shape, shape with { IndexInContests = 2 }], out _, out _));
        Assert.True(BallotLayout.TryCreate([shape with { Options = 4095, Min = 1, Max = 1 }], out _, out _));
        Assert.False(BallotLayout.TryCreate([shape with { Options = 4095, Min = 1, Max = 1 }, shape with { IndexInContests = 5 }], out _, out _));
    }
}
