using Xunit;

namespace RecommendVote.Crypto.Tests;

public class PointColumnsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Columns_add_up_across_folds_and_subtraction_takes_out_again(string name)
    {
        var suite = Suites.Get(name);
        var g = suite.Group;
        var columns = new PointColumns(g, 5);
        var expected = new long[5];
        // far more than wait at a time; column 4 gets nothing
        for (var i = 0; i < 9000; i++)
        {
            var column = (i * 7) % 4;
            var factor = 1 + (i % 3);
            if (i % 10 == 9)
                columns.Subtract(column, suite.Generators[factor]);
            else
                columns.Add(column, suite.Generators[factor]);
            if (factor == 1)
                expected[column] += i % 10 == 9 ? -1 : 1;
        }
        // what is left after the other two generators are taken out is a multiple of the first
        for (var i = 0; i < 9000; i++)
        {
            var (column, factor) = ((i * 7) % 4, 1 + (i % 3));
            if (factor == 1)
                continue;
            if (i % 10 == 9)
                columns.Add(column, suite.Generators[factor]);
            else
                columns.Subtract(column, suite.Generators[factor]);
        }
        for (var column = 0; column < 4; column++)
            Assert.Equal(suite.Generators[1] * g.FromInt(expected[column]), columns[column]);
        Assert.True(columns[4].IsIdentity);
        columns.Add(4, g.Identity);
        Assert.True(columns[4].IsIdentity);
        columns.Add(4, g.Generator);
        columns.Subtract(4, g.Generator);
        Assert.True(columns[4].IsIdentity);
        Assert.Throws<ArgumentOutOfRangeException>(() => columns.Add(5, g.Generator));
        Assert.Throws<ArgumentException>(() => columns.Add(0, Suites.Other(suite).Group.Generator));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Tables_of_a_fixed_base_agree_with_the_secret_multiplication(string name)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("table");
        var one = suite.Group.One;
        Scalar[] scalars =
        [
            suite.Group.Zero, one, -one, suite.Group.FromInt(128), suite.Group.FromInt(129), suite.Group.FromInt(256), -suite.Group.FromInt(128),
            .. Enumerable.Range(0, 40).Select(_ => suite.Group.RandomScalar(random)),
        ];
        var point = suite.Generators[2];
        foreach (var width in new[] { 4, 8 })
        {
            var single = new FixedBases([point], width);
            Assert.Equal(scalars.Select(scalar => point * scalar), single.Sums([.. scalars.Select(scalar => (0, (IReadOnlyList<Scalar>)[scalar]))]));
            Assert.Empty(single.Sums([]));
        }
        var several = new FixedBases([point, suite.Group.Generator, -point], 5);
        Assert.Equal(
            [point * scalars[8] + suite.Group.Generator * scalars[9], suite.Group.Identity, suite.Group.Identity],
            several.Sums([(0, [scalars[8], scalars[9]]), (0, [scalars[8], suite.Group.Zero, scalars[8]]), (1, [])]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_sealer_of_simulations_makes_the_same_ballots(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        ContestChoice[] choices = [new ContestChoice([0], ["张三", ""]), new ContestChoice([], [])];
        using var card = meeting.NewCard();
        var slow = BallotSealer.Seal(meeting.Statement, card, null, choices, new SeededRandomSource("same"));
        var fast = new SimulatedBallotSealer([meeting.Statement]).Seal(meeting.Statement, card, null, choices, new SeededRandomSource("same"));
        Assert.Equal(slow.Ciphertexts.Alpha, fast.Ciphertexts.Alpha);
        Assert.Equal(slow.Ciphertexts.Beta, fast.Ciphertexts.Beta);
        Assert.Equal(slow.Ciphertexts.TextBeta, fast.Ciphertexts.TextBeta);
        Assert.Equal(slow.Proof.F, fast.Proof.F);
        Assert.Equal(slow.Proof with { F = [] }, fast.Proof with { F = [] });
        Assert.Equal((slow.R, slow.S), (fast.R, fast.S));
    }
}
