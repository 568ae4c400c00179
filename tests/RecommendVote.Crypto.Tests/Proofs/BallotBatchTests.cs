using Xunit;

namespace RecommendVote.Crypto.Tests;

public class BallotBatchTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_bad_ballots_of_a_batch_are_named_and_no_others(string name)
    {
        var suite = Suites.Get(name);
        var (plain, writeIn) = (new Meeting(suite), new Meeting(suite, Meeting.WithWriteIns, "another key and class"));
        var good = Enumerable.Range(0, 4).Select(_ => (plain.Statement, plain.SealPlain()))
            .Concat(Enumerable.Range(0, 3).Select(_ => (writeIn.Statement, writeIn.SealWriteIn()))).ToArray();
        var one = suite.Group.One;
        var items = Enumerable.Range(0, 41).Select(i => good[i % good.Length]).ToArray();
        Assert.All(Verify(items, plain.Random), v => Assert.True(v.IsValid));

        foreach (var bad in new int[][] { [0], [40], [7, 8], [1, 13, 22, 40], [.. Enumerable.Range(0, 41)] })
        {
            var mixed = ((BallotStatement, SealedBallot Ballot)[])items.Clone();
            foreach (var i in bad)
                mixed[i] = (items[i].Item1, items[i].Item2 with { S = items[i].Item2.S + one });
            var verdicts = Verify(mixed, plain.Random);
            Assert.Equal(bad, Enumerable.Range(0, 41).Where(i => !verdicts[i].IsValid));
            Assert.All(bad, i => Assert.Equal("E6", verdicts[i].Code));
            foreach (var (i, verdict) in verdicts.Index())
                Assert.Equal(BallotVerifier.ComputeTracker(mixed[i].Item1, mixed[i].Ballot), verdict.Tracker!.Value.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Errors_of_two_ballots_or_two_equations_that_cancel_in_a_plain_sum_are_found(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        var one = meeting.Suite.Group.One;
        var (a, b) = (meeting.SealPlain(), meeting.SealPlain());
        var pair = new[]
        {
            (meeting.Statement, a with { S = a.S + one }),
            (meeting.Statement, b with { S = b.S - one }),
        };
        Assert.All(Verify(pair, meeting.Random), v => Assert.Equal("E6", v.Code));
        // zA and zC both multiply u: +1 and -1 cancel unless each equation has its own weight
        var inOne = a with { Proof = a.Proof with { ZA = a.Proof.ZA + one, ZC = a.Proof.ZC - one } };
        Assert.Equal("E1", Verify([(meeting.Statement, inOne)], meeting.Random)[0].Code);
    }

    [Fact]
    public void A_batch_of_none_is_empty_and_a_dead_generator_is_noticed()
    {
        var meeting = new Meeting(Suite.P256);
        Assert.Empty(Verify([], meeting.Random));
        Assert.Throws<InvalidOperationException>(() => Verify([(meeting.Statement, meeting.SealPlain())], new ConstantRandom(0)));
    }

    [Fact]
    public void Both_suites_can_stand_in_one_batch()
    {
        var (p, s) = (new Meeting(Suite.P256), new Meeting(Suite.Sm2));
        var verdicts = Verify([(p.Statement, p.SealPlain()), (s.Statement, s.SealPlain()), (p.Statement, s.SealPlain())], p.Random);
        Assert.Equal(["ok", "ok", "shape"], verdicts.Select(v => v.Code));
    }

    [Fact]
    public void Weights_are_fresh_in_every_run()
    {
        var meeting = new Meeting(Suite.P256);
        var first = new CountingRandom();
        Verify([(meeting.Statement, meeting.SealPlain())], first);
        Assert.Equal(BallotEquations.Count * 16, first.Bytes);
    }

    private static IReadOnlyList<BallotVerdict> Verify(IReadOnlyList<(BallotStatement, SealedBallot)> items, IRandomSource random) =>
        BallotVerifier.VerifyBatch(items, random, 0, TestContext.Current.CancellationToken);

    private sealed class CountingRandom : IRandomSource
    {
        public int Bytes { get; private set; }

        public void Fill(Span<byte> destination)
        {
            Bytes += destination.Length;
            SystemRandomSource.Instance.Fill(destination);
        }
    }
}
