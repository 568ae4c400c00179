using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// The equations as one sum. A verdict would not show a sum that never holds: each ballot is then judged alone, and verifying only takes longer.
/// </summary>
public class BallotEquationsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A03")]
    public void A03_an_equation_counts_in_a_sum_exactly_when_it_has_a_weight(string name)
    {
        foreach (var shapes in new[] { Meeting.Plain, Meeting.WithWriteIns })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            var ballot = shapes == Meeting.Plain ? meeting.SealPlain() : meeting.SealWriteIn();
            var (p, one) = (ballot.Proof, meeting.Suite.Group.One);
            // the responses are absorbed before the card signs, so E6 breaks with them
            (int Broken, SealedBallot Ballot)[] cases =
            [
                (0, ballot), (0b100001, ballot with { Proof = p with { ZA = p.ZA + one } }), (0b100010, ballot with { Proof = p with { ZC = p.ZC + one } }), (0b100000, ballot with { S = ballot.S + one }),
                (0b101100, ballot with { Proof = p with { ZT = p.ZT + one } }),
                .. p.ZW is { } zW ? [(0b110000, ballot with { Proof = p with { ZW = zW + one } })] : Array.Empty<(int, SealedBallot)>(),
            ];
            foreach (var (broken, changed) in cases)
            {
                var equations = BallotEquations.Replay(meeting.Statement, changed, BallotDomain.Cast, []);
                for (var chosen = 0; chosen < 64; chosen++)
                    Assert.Equal((chosen, (chosen & broken) == 0), (chosen, Holds(meeting, chosen, equations)));
            }
        }
    }

    /// <summary>Common bases of several ballots and classes are collapsed, and sums are joined.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Ballots_of_several_classes_and_keys_are_one_sum(string name)
    {
        var suite = Suites.Get(name);
        var (plain, writeIn) = (new Meeting(suite), new Meeting(suite, Meeting.WithWriteIns, "another key"));
        BallotEquations Of(Meeting meeting, SealedBallot ballot) => BallotEquations.Replay(meeting.Statement, ballot, BallotDomain.Cast, []);
        BallotEquations[] good = [Of(writeIn, writeIn.SealWriteIn()), Of(plain, plain.SealPlain()), Of(plain, plain.SealPlain()), Of(writeIn, writeIn.SealWriteIn())];
        Assert.True(Holds(writeIn, 63, good));
        var bad = plain.SealPlain();
        Assert.False(Holds(writeIn, 63, [.. good, Of(plain, bad with { S = bad.S + suite.Group.One })]));
        // in two parts that hold by themselves, and in two whose errors cancel only together
        var (first, second) = (Sum(writeIn, 63, good[..2]), Sum(writeIn, 63, good[2..]));
        first.Add(second);
        Assert.True(first.IsIdentity(1));
        var (left, right) = (Sum(writeIn, 63, good), Sum(writeIn, 63, good));
        left.AddU(suite.Group.FromInt(5).Plain);
        right.AddU((-suite.Group.FromInt(5)).Plain);
        left.AddBit(3, suite.Group.FromInt(7).Plain);
        right.AddBit(3, (-suite.Group.FromInt(7)).Plain);
        left.AddKey(plain.Key, suite.Group.FromInt(9).Plain);
        right.AddKey(plain.Key, (-suite.Group.FromInt(9)).Plain);
        left.Add(right);
        Assert.True(left.IsIdentity(2));
    }

    private static bool Holds(Meeting meeting, int chosen, params BallotEquations[] all) => Sum(meeting, chosen, all).IsIdentity(1);

    /// <param name="meeting">One with as many bits as any.</param>
    /// <param name="chosen">The equations with a weight, a bit each.</param>
    /// <param name="all">The ballots.</param>
    private static BallotSum Sum(Meeting meeting, int chosen, params BallotEquations[] all)
    {
        var sum = new BallotSum(meeting.Suite, meeting.Statement.Layout.Bits, 100);
        Span<U256> rho = stackalloc U256[BallotEquations.Count];
        foreach (var equations in all)
        {
            for (var i = 0; i < rho.Length; i++)
                rho[i] = (chosen >> i & 1) == 1 ? Weights.NonZero(meeting.Suite.Group, SystemRandomSource.Instance).Plain : U256.Zero;
            equations.AddTo(sum, rho);
        }
        return sum;
    }
}
