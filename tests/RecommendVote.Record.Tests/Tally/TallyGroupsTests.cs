using CsCheck;

namespace RecommendVote.Record.Tests.Tally;

/// <summary>Which categories are opened together (docs/spec/record.md, "Groups").</summary>
public sealed class TallyGroupsTests
{
    [Theory]
    [InlineData("7,21,27", 5, false, "0:7 1:21 2:27")]
    [InlineData("4,21,27", 5, false, "0+1:25 2:27")]
    [InlineData("21,4,27", 5, false, "0+1:25 2:27")]
    [InlineData("27,21,4", 5, false, "0:27 1+2:25")]
    [InlineData("4,4,4", 5, false, "0+1+2:12")]
    [InlineData("2,2,2,9", 5, false, "0+1+2:6 3:9")]
    [InlineData("3,2,9", 5, false, "0+1:5 2:9")]
    [InlineData("0,9,0", 5, false, "1:9")]
    [InlineData("0,4,0", 5, false, "")]
    [InlineData("0,4,0", 5, true, "1:4")]
    [InlineData("1,1,1", 5, false, "")]
    [InlineData("1,1,1", 5, true, "0+1+2:3")]
    [InlineData("0,0", 5, true, "")]
    [InlineData("5", 5, false, "0:5")]
    [InlineData("4,5,5", 5, false, "0+1:9 2:5")]
    [InlineData("9,4,3,9", 5, false, "0:9 1+2:7 3:9")]
    public void Groups(string ballots, int minimum, bool allowSmall, string expected)
    {
        var groups = TallyGroups.Form([.. ballots.Split(',').Select(int.Parse)], minimum, allowSmall);
        Assert.Equal(expected, string.Join(' ', groups.Select(group => $"{string.Join('+', group.Categories)}:{group.Ballots}")));
    }

    /// <summary>A62: no group below the minimum, every ballot in exactly one group, keys ascending.</summary>
    [Fact]
    [Trait("Attack", "A62")]
    public void No_group_is_small_and_no_ballot_is_lost() => Gen.Select(Gen.Int[0, 12].Array[1, 26], Gen.Int[3, 20]).Sample((ballots, minimum) =>
    {
        var groups = TallyGroups.Form(ballots, minimum, allowSmall: false);
        if (ballots.Sum() < minimum)
            return groups.Count == 0;
        return groups.All(group => group.Ballots >= minimum)
            && groups.SelectMany(group => group.Categories).Order().SequenceEqual(Enumerable.Range(0, ballots.Length).Where(i => ballots[i] > 0))
            && groups.All(group => group.Ballots == group.Categories.Sum(category => ballots[category]))
            && groups.Zip(groups.Skip(1)).All(pair => pair.First.Key < pair.Second.Key);
    });
}
