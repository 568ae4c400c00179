using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Making ballots: what is drawn, what is refused, and the fast prover for made-up votes.</summary>
public class BallotMakingTests
{
    private static readonly ContestChoice[] Choices = [new([0], ["张三"]), ContestChoice.Of(1)];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Every_choice_of_every_kind_makes_a_ballot_that_both_verifiers_accept(string name)
    {
        foreach (var (shapes, choices) in new (ContestShape[] Shapes, ContestChoice[] Choices)[]
        {
            (Meeting.WithWriteIns, Choices),
            (Meeting.WithWriteIns, [new([1, 2], ["", "b"]), new([], [], true)]),
            (Meeting.WithWriteIns, [new([], []), ContestChoice.Of(0)]),
            ([new(0, 1, 0, false, 1, 1)], [ContestChoice.Of(0)]),
            ([new(0, 1, 1, true, 1, 2), new(7, 1, 3, false, 0, 4)], [new([], [], true), new([0], ["a", "b", "c"])]),
        })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            using var card = meeting.NewCard();
            foreach (var supersedes in new ReadOnlyMemory<byte>?[] { null, meeting.Suite.Hash("earlier"u8) })
            {
                var ballot = BallotSealer.Seal(meeting.Statement, card, supersedes, choices, meeting.Random);
                Assert.Equal("ok", BallotVerifier.Verify(meeting.Statement, ballot).Code);
                Assert.Equal("ok", BallotDraft.Of(meeting.Statement, ballot).Verdict());
                Assert.Equal(card.PublicKey, ballot.Card);
                Assert.Equal(supersedes?.ToArray(), ballot.Supersedes?.ToArray());
                // decrypted with the key that the test knows, the ciphertexts hold the marks and the texts
                Assert.True(BallotMarks.TryCreate(meeting.Statement.Layout, choices, out var marks, out _));
                var (c, g) = (ballot.Ciphertexts, meeting.Suite.Group.Generator);
                Assert.Equal(
                    marks.Bits.Take(c.Beta.Count).Select(bit => bit ? g : meeting.Suite.Group.Identity), c.Beta.Select((beta, i) => beta - (c.Alpha[i] * meeting.Secret)));
                Assert.Equal(marks.Texts, c.TextBeta.Select((beta, j) => WriteInText.Decode(meeting.Suite, beta - (c.TextAlpha[j] * meeting.Secret))));
            }
        }
    }

    /// <summary>No two values of a ballot come from the same draw: every point differs, and a second ballot shares none of them.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B3")]
    public void B3_all_points_of_two_ballots_differ(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        var points = Enumerable.Range(0, 2).Select(_ => BallotSealer.Seal(meeting.Statement, card, null, Choices, meeting.Random)).SelectMany(b =>
        {
            var (c, p) = (b.Ciphertexts, b.Proof);
            Point[] single = [p.B, p.A, p.C, p.D, p.T1, p.T2, p.T3!, b.R];
            return single.Concat(c.Alpha).Concat(c.Beta).Concat(c.TextAlpha).Concat(c.TextBeta);
        }).ToList();
        Assert.Equal(points.Count, points.Distinct().Count());
        Assert.Equal(2 * (8 + 18 + 4), points.Count);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_fast_prover_makes_the_same_ballot_from_the_same_bytes(string name)
    {
        foreach (var (shapes, choices) in new (ContestShape[] Shapes, ContestChoice[] Choices)[] { (Meeting.WithWriteIns, Choices), (Meeting.Plain, [ContestChoice.Of(1, 3), ContestChoice.Of(2)]) })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            var small = new BallotStatement(
                meeting.Suite, meeting.Statement.ManifestHash.Span, meeting.Statement.OpenedHash.Span, meeting.Key, "small", new BallotLayout([new(0, 1, 0, false, 1, 1)]));
            using var card = meeting.NewCard();
            var sealer = new SimulatedBallotSealer([small, meeting.Statement]);
            foreach (var (statement, marked) in new[] { (meeting.Statement, choices), (small, [ContestChoice.Of(0)]) })
            {
                var slow = BallotSealer.Seal(statement, card, new byte[32], marked, new SeededRandomSource("same"));
                var fast = sealer.Seal(statement, card, new byte[32], marked, new SeededRandomSource("same"));
                Assert.Equal((slow.R, slow.S, slow.Proof.ZA, slow.Proof.T1), (fast.R, fast.S, fast.Proof.ZA, fast.Proof.T1));
                Assert.Equal(BallotVerifier.ComputeTracker(statement, slow), BallotVerifier.ComputeTracker(statement, fast));
                Assert.Equal("ok", BallotVerifier.Verify(statement, fast).Code);
            }
            // its tables are for g and the meeting's key
            var arithmetic = new SimulatedArithmetic(meeting.Suite, meeting.Key, 4);
            Assert.Equal(meeting.Key * meeting.Secret, arithmetic.Multiply(meeting.Key, meeting.Secret));
            Assert.Throws<ArgumentException>(() => arithmetic.Multiply(meeting.Suite.Generators[1], meeting.Secret));
        }
    }

    [Fact]
    public void A_prepared_ballot_belongs_to_its_card_and_is_used_once()
    {
        var meeting = new Meeting(Suite.P256, Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        using var stranger = meeting.NewCard();
        PreparedBallot Prepare() => BallotSealer.Prepare(meeting.Statement, card, null, Choices, meeting.Random);
        using (var cast = Prepare())
        {
            Assert.Equal(32, cast.Tracker.Length);
            Assert.True(BallotVerifier.Verify(meeting.Statement, cast.Cast(card, meeting.Random)).IsValid);
            Assert.Throws<InvalidOperationException>(() => cast.Cast(card, meeting.Random));
            Assert.Throws<InvalidOperationException>(() => cast.Audit(card, meeting.Random));
        }
        using (var audit = Prepare())
        {
            Assert.True(BallotVerifier.VerifyAudit(meeting.Statement, audit.Audit(card, meeting.Random)).IsValid);
            Assert.Throws<InvalidOperationException>(() => audit.Cast(card, meeting.Random));
            Assert.Throws<InvalidOperationException>(() => audit.Audit(card, meeting.Random));
        }
        foreach (var use in new Action<PreparedBallot, CardKey>[] { (ballot, key) => ballot.Cast(key, meeting.Random), (ballot, key) => ballot.Audit(key, meeting.Random) })
        {
            var disposed = Prepare();
            disposed.Dispose();
            Assert.Throws<InvalidOperationException>(() => use(disposed, card));
            using var foreign = Prepare();
            Assert.Throws<InvalidOperationException>(() => use(foreign, stranger));
            // the attempt has used it up
            Assert.Throws<InvalidOperationException>(() => use(foreign, card));
        }
        using var named = Prepare();
        Assert.Equal("PreparedBallot", $"{named}");
        var one = meeting.Suite.Group.One;
        Assert.Equal("BallotWitness", $"{new BallotWitness([one], [one], [], [])}");
    }

    /// <summary>The prover proves whatever it is given, also values that are no bits: that is what forgers in tests live on.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A17")]
    public void A17_a_witness_holds_any_scalar_and_the_verifier_names_what_is_wrong_with_it(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 3, 0, false, 2, 2)]);
        var group = meeting.Suite.Group;
        using var card = meeting.NewCard();
        foreach (var (values, expected) in new (long[], string)[] { ([1, 1, 0], "ok"), ([2, 0, 0], "E2"), ([1, 1, 1], "contest-sum"), ([3, -1, 0], "E2") })
        {
            var witness = BallotWitness.Create(meeting.Statement, [.. values.Select(group.FromInt)], [], meeting.Random);
            var ciphertexts = witness.Encrypt(meeting.Statement);
            Assert.Equal(values.Select(value => group.Generator * group.FromInt(value)), ciphertexts.Beta.Select((beta, i) => beta - (ciphertexts.Alpha[i] * meeting.Secret)));
            var (proof, transcript, tracker) = BallotProver.Prove(meeting.Statement, card.PublicKey, null, witness, ciphertexts, meeting.Random);
            transcript.Choose(BallotDomain.Cast, []);
            var k = transcript.Nonce(card.Secret, meeting.Random);
            var r = group.Generator * k;
            var ballot = new SealedBallot(card.PublicKey, null, ciphertexts, proof, r, k + (transcript.Sign(r) * card.Secret));
            Assert.Equal(expected, BallotVerifier.Verify(meeting.Statement, ballot).Code);
            Assert.Equal(tracker, BallotVerifier.ComputeTracker(meeting.Statement, ballot));
        }
    }
}
