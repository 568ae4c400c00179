using System.Collections;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Small batches: classes of different sizes, every number of threads, a generator that fails for a while, and cancellation.</summary>
public class BallotBatchLimitsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_bad_ballot_of_a_small_batch_is_named_in_every_place_and_by_any_number_of_threads(string name)
    {
        var suite = Suites.Get(name);
        var (plain, writeIn, tiny) = (new Meeting(suite), new Meeting(suite, Meeting.WithWriteIns, "another key"), new Meeting(suite, [new(0, 1, 0, false, 1, 1)], "a third key"));
        (BallotStatement Statement, SealedBallot Ballot)[] good =
            [(tiny.Statement, tiny.Seal(ContestChoice.Of(0))), (writeIn.Statement, writeIn.SealWriteIn()), (plain.Statement, plain.SealPlain()), (plain.Statement, plain.SealPlain())];
        foreach (var threads in new[] { 0, 1, 2, 3, 4, 9 })
        {
            Assert.All(Verify(good, threads), verdict => Assert.Equal("ok", verdict.Code));
            for (var bad = 0; bad < good.Length; bad++)
            {
                var proof = good[bad].Ballot.Proof;
                var items = ((BallotStatement, SealedBallot)[])good.Clone();
                items[bad] = (good[bad].Statement, good[bad].Ballot with { Proof = proof with { ZC = proof.ZC + suite.Group.One } });
                Assert.Equal(Enumerable.Range(0, 4).Select(i => i == bad ? "E2" : "ok"), Verify(items, threads).Select(verdict => verdict.Code));
            }
        }
    }

    /// <summary>A weight of zero would leave an equation out, so zeros are drawn again, and not for ever.</summary>
    [Fact]
    public void Weights_of_zero_are_drawn_again()
    {
        var meeting = new Meeting(Suite.P256);
        var good = (meeting.Statement, meeting.SealPlain());
        var bad = (meeting.Statement, good.Item2 with { S = good.Item2.S + meeting.Suite.Group.One });
        foreach (var zeros in new[] { 1, 5 })
        {
            Assert.Equal("ok", BallotVerifier.VerifyBatch([good], new ZerosFirst(zeros), 1, TestContext.Current.CancellationToken)[0].Code);
            Assert.Equal("E6", BallotVerifier.VerifyBatch([bad], new ZerosFirst(zeros), 1, TestContext.Current.CancellationToken)[0].Code);
        }
        Assert.Throws<InvalidOperationException>(() => BallotVerifier.VerifyBatch([good], new ZerosFirst(100), 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Verification_stops_when_it_is_cancelled_before_and_between_the_sums()
    {
        var meeting = new Meeting(Suite.P256);
        var ballot = meeting.SealPlain();
        (BallotStatement, SealedBallot)[] items = [.. Enumerable.Range(0, 4).Select(i => (meeting.Statement, i == 0 ? ballot with { S = ballot.S + meeting.Suite.Group.One } : ballot))];
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => BallotVerifier.VerifyBatch(items, meeting.Random, 1, before.Token));
        // weights, replay and the division by suites look at every item; after that the first sum does
        var looks = (items.Length * BallotEquations.Count) + (2 * items.Length);
        using var between = new CancellationTokenSource();
        var list = new Watched(items, look =>
        {
            if (look == looks + 1)
                between.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => BallotVerifier.VerifyBatch(list, meeting.Random, 1, between.Token));
    }

    private static IReadOnlyList<BallotVerdict> Verify(IReadOnlyList<(BallotStatement, SealedBallot)> items, int threads) =>
        BallotVerifier.VerifyBatch(items, SystemRandomSource.Instance, threads, TestContext.Current.CancellationToken);

    private sealed class ZerosFirst(int zeros) : IRandomSource
    {
        private int left = zeros;

        public void Fill(Span<byte> destination)
        {
            if (left-- > 0)
                destination.Clear();
            else
                SystemRandomSource.Instance.Fill(destination);
        }
    }

    /// <summary>A list that tells how often it was looked at.</summary>
    private sealed class Watched((BallotStatement, SealedBallot)[] items, Action<int> looked) : IReadOnlyList<(BallotStatement, SealedBallot)>
    {
        private int looks;

        public int Count => items.Length;

        public (BallotStatement, SealedBallot) this[int index]
        {
            get
            {
                looked(Interlocked.Increment(ref looks));
                return items[index];
            }
        }

        public IEnumerator<(BallotStatement, SealedBallot)> GetEnumerator() => ((IEnumerable<(BallotStatement, SealedBallot)>)items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
