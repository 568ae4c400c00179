using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>The proof is bound to everything it is about.</summary>
public class BallotStatementTests
{
    public static TheoryData<string, string> Labels
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                foreach (var label in SpecifiedOrder.Where(l => l[0] != '*'))
                    data.Add(suite, label);
            }
            return data;
        }
    }

    private static readonly string[] SpecifiedOrder =
    [
        "opened", "h", "class", "layout", "card", "supersedes", "alpha", "beta", "textAlpha", "textBeta", "B", "*y",
        "A", "C", "D", "T1", "T2", "T3", "*x", "f", "zA", "zC", "zT", "zW", "domain", "R", "*e",
    ];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A02")]
    public void A02_a_prover_written_from_the_text_alone_absorbs_each_item_once_and_convinces(string name)
    {
        foreach (var shapes in new[] { Meeting.Plain, Meeting.WithWriteIns })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            var prover = new ForgingProver(meeting.Statement);
            using var card = meeting.NewCard();
            var ballot = prover.Seal(card, HonestBits(meeting), HonestTexts(meeting), meeting.Random);
            Assert.Equal("ok", BallotVerifier.Verify(meeting.Statement, ballot).Code);
            Assert.Equal(SpecifiedOrder, prover.Absorbed);
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "F-B4")]
    public void A01_A02_B4_a_proof_whose_challenges_leave_one_item_out_is_refused(string suite, string label)
    {
        var meeting = new Meeting(Suites.Get(suite), Meeting.WithWriteIns);
        var prover = new ForgingProver(meeting.Statement) { Omit = { label } };
        using var card = meeting.NewCard();
        var ballot = prover.Seal(card, HonestBits(meeting), HonestTexts(meeting), meeting.Random);
        Assert.False(BallotVerifier.Verify(meeting.Statement, ballot).IsValid);
        Assert.False(BallotVerifier.VerifyBatch([(meeting.Statement, ballot)], meeting.Random, 1, TestContext.Current.CancellationToken)[0].IsValid);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    [Trait("Attack", "A11")]
    public void A07_A11_a_ballot_moved_to_another_meeting_class_layout_key_card_or_place_is_refused(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        var ballot = meeting.SealPlain();
        var s = meeting.Statement;
        byte[] other = meeting.Suite.Hash("other"u8);
        var (m, o) = (s.ManifestHash.ToArray(), s.OpenedHash.ToArray());
        using var stranger = meeting.NewCard();
        (string What, BallotStatement Statement, SealedBallot Ballot)[] moved =
        [
            ("manifest", new(s.Suite, other, o, s.Key, s.ClassId, s.Layout), ballot),
            ("opened", new(s.Suite, m, other, s.Key, s.ClassId, s.Layout), ballot),
            ("h", new(s.Suite, m, o, s.Key + s.Suite.Group.Generator, s.ClassId, s.Layout), ballot),
            ("class", new(s.Suite, m, o, s.Key, "class-2", s.Layout), ballot),
            ("layout index", new(s.Suite, m, o, s.Key, s.ClassId, new([new(0, 4, 0, false, 0, 2), new(2, 3, 0, true, 1, 1)])), ballot),
            ("layout slack", new(s.Suite, m, o, s.Key, s.ClassId, new([new(0, 4, 0, false, 1, 2), new(1, 3, 0, true, 1, 1)])), ballot),
            ("layout split", new(s.Suite, m, o, s.Key, s.ClassId, new([new(0, 3, 0, false, 0, 2), new(1, 4, 0, true, 1, 1)])), ballot),
            ("card", s, ballot with { Card = stranger.PublicKey }),
            ("supersedes added", s, ballot with { Supersedes = other }),
        ];
        foreach (var (what, statement, changed) in moved)
            Assert.False(BallotVerifier.Verify(statement, changed).IsValid, what);
        var suite2 = new Meeting(Suites.Other(meeting.Suite));
        Assert.Equal("shape", BallotVerifier.Verify(suite2.Statement, ballot).Code);
        Assert.Equal("shape", BallotVerifier.VerifyBatch([(suite2.Statement, ballot)], meeting.Random, 1, TestContext.Current.CancellationToken)[0].Code);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A11")]
    public void A11_copied_ciphertexts_cannot_be_signed_by_another_card(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        var victim = meeting.SealPlain();
        using var thief = meeting.NewCard();
        // the thief keeps ciphertexts and proof, replays the transcript for its own card and signs that correctly
        var p = victim.Proof;
        var transcript = new BallotTranscript(meeting.Statement, thief.PublicKey, null, victim.Ciphertexts, p.B);
        transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW);
        transcript.Choose(BallotDomain.Cast, []);
        var nonce = meeting.Suite.Group.RandomScalar(meeting.Random);
        var r = meeting.Suite.Group.Generator * nonce;
        var stolen = victim with { Card = thief.PublicKey, R = r, S = nonce + (transcript.Sign(r) * thief.Secret) };
        Assert.False(BallotVerifier.Verify(meeting.Statement, stolen).IsValid);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A14")]
    public void A14_two_cards_with_the_same_random_stream_and_marks_get_different_trackers(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        using var first = meeting.NewCard();
        using var second = meeting.NewCard();
        var choices = new[] { ContestChoice.Of(1), ContestChoice.Of(0) };
        var a = BallotSealer.Seal(meeting.Statement, first, null, choices, new SeededRandomSource("same"));
        var b = BallotSealer.Seal(meeting.Statement, second, null, choices, new SeededRandomSource("same"));
        Assert.NotEqual(BallotVerifier.ComputeTracker(meeting.Statement, a), BallotVerifier.ComputeTracker(meeting.Statement, b));
        // and the repeated points are plain to see for whoever compares them (B3)
        Assert.Equal(a.Ciphertexts.Alpha, b.Ciphertexts.Alpha);
        Assert.NotEqual(a.R, b.R);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B8")]
    public void The_tracker_is_known_before_the_choice_and_the_same_after_either(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        var choices = new[] { new ContestChoice([0], ["张三"]), ContestChoice.Of(1) };
        using var toCast = BallotSealer.Prepare(meeting.Statement, card, null, choices, meeting.Random);
        var ballot = toCast.Cast(card, meeting.Random);
        Assert.Equal(toCast.Tracker.ToArray(), BallotVerifier.ComputeTracker(meeting.Statement, ballot));
        Assert.Equal(toCast.Tracker.ToArray(), BallotVerifier.Verify(meeting.Statement, ballot).Tracker!.Value.ToArray());
        using var toAudit = BallotSealer.Prepare(meeting.Statement, card, null, choices, meeting.Random);
        var audited = toAudit.Audit(card, meeting.Random);
        Assert.Equal(toAudit.Tracker.ToArray(), BallotVerifier.VerifyAudit(meeting.Statement, audited).Tracker!.Value.ToArray());
    }

    internal static Scalar[] HonestBits(Meeting meeting)
    {
        var group = meeting.Suite.Group;
        var layout = meeting.Statement.Layout;
        var choices = layout.Slots > 0
            ? new[] { new ContestChoice([0], ["张三"]), new ContestChoice([], []) }
            : [ContestChoice.Of(1, 3), ContestChoice.Of(2)];
        Assert.True(BallotMarks.TryCreate(layout, choices, out var marks, out _));
        return [.. marks.Bits.Select(bit => bit ? group.One : group.Zero)];
    }

    internal static Point[] HonestTexts(Meeting meeting) =>
    [
        .. new[] { "张三", "" }.Take(meeting.Statement.Layout.Slots).Select(
            text => WriteInText.TryEncode(meeting.Suite, text, out var point) ? point : throw new InvalidOperationException()),
    ];
}
