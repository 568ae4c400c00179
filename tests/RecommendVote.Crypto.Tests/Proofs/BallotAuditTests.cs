using System.Text;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class BallotAuditTests
{
    private static readonly ContestChoice[] Choices = [new([0], ["张三"]), new([], [])];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void An_honest_audit_shows_the_marks(string name)
    {
        var (meeting, card, audited) = Audit(name);
        using var _ = card;
        Assert.Equal("ok", BallotVerifier.VerifyAudit(meeting.Statement, audited).Code);
        Assert.Equal([true, false, false, true, false, false, false, false, true], audited.Opening.Bits);
        Assert.Equal(["张三", ""], audited.Opening.Texts);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B2")]
    public void B2_an_opening_holds_bits_and_encryption_scalars_and_nothing_that_yields_the_nonce(string name)
    {
        var (meeting, card, audited) = Audit(name);
        using var _ = card;
        var suite = meeting.Suite;
        Assert.True(audited.Opening.TryGetCanonicalBytes(out var bytes));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("{\"b\":\"AQAAAQAAAAAB\",\"r\":\"", text);
        Assert.Contains("\"texts\":[\"张三\",\"\"],\"textR\":\"", text);
        var members = System.Text.Json.JsonDocument.Parse(bytes).RootElement.EnumerateObject().Select(m => m.Name);
        Assert.Equal(["b", "r", "texts", "textR"], members);
        // no published scalar is the logarithm of R, and none of them as a nonce gives the card's key
        foreach (var scalar in audited.Opening.Randomness.Concat(audited.Opening.TextRandomness))
        {
            Assert.NotEqual(audited.Ballot.R, suite.Group.Generator * scalar);
            Assert.NotEqual(card.Secret, scalar);
        }
        Assert.Equal(["Bits", "Randomness", "TextRandomness", "Texts"], typeof(BallotOpening).GetProperties().Select(p => p.Name)
            .Where(n => n != "EqualityContract").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A59")]
    public void A59_every_other_opening_is_refused(string name)
    {
        var (meeting, card, audited) = Audit(name);
        using var _ = card;
        var o = audited.Opening;
        var one = meeting.Suite.Group.One;
        (string Expected, BallotOpening Opening)[] cases =
        [
            ("E6", o with { Bits = [false, .. o.Bits.Skip(1)] }),
            ("E6", o with { Randomness = [o.Randomness[0] + one, .. o.Randomness.Skip(1)] }),
            ("E6", o with { Texts = ["李四", ""] }),
            ("E6", o with { TextRandomness = [o.TextRandomness[1], o.TextRandomness[0]] }),
            ("E6", o with { Bits = [.. o.Bits.Skip(1)] }),
            ("E6", o with { Randomness = [.. o.Randomness, one] }),
            ("E6", o with { Texts = ["张三"] }),
            ("opening", o with { Texts = ["张 三", ""] }),
            ("opening", o with { Texts = ["\"", ""] }),
            ("E6", o with { TextRandomness = [] }),
            ("shape", o with { Randomness = [default, .. o.Randomness.Skip(1)] }),
            ("shape", o with { Randomness = [Suites.Other(meeting.Suite).Group.One, .. o.Randomness.Skip(1)] }),
        ];
        foreach (var (expected, opening) in cases)
            Assert.Equal(expected, BallotVerifier.VerifyAudit(meeting.Statement, audited with { Opening = opening }).Code);
        // and one that the cheating client signs is caught by re-encryption
        Assert.Equal("opening", BallotVerifier.VerifyAudit(meeting.Statement, BallotFields.SignedLie(meeting, card, Choices)).Code);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B3")]
    [Trait("Attack", "A59")]
    public void B3_a_prepared_ballot_is_used_once_whatever_the_order(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        Action<PreparedBallot>[] uses = [p => p.Cast(card, meeting.Random), p => p.Audit(card, meeting.Random), p => p.Dispose()];
        foreach (var first in uses)
        {
            foreach (var second in uses.Take(2))
            {
                using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, Choices, meeting.Random);
                first(prepared);
                Assert.Throws<InvalidOperationException>(() => second(prepared));
            }
        }
        using var stranger = meeting.NewCard();
        using var foreign = BallotSealer.Prepare(meeting.Statement, card, null, Choices, meeting.Random);
        Assert.Throws<InvalidOperationException>(() => foreign.Cast(stranger, meeting.Random));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B3")]
    public void B3_two_ballots_of_one_card_share_no_point(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        SealedBallot[] ballots = [.. Enumerable.Range(0, 2).Select(_ => BallotSealer.Seal(meeting.Statement, card, null, Choices, SystemRandomSource.Instance))];
        var points = ballots.SelectMany(b => b.Ciphertexts.Alpha.Concat(b.Ciphertexts.TextAlpha).Append(b.Proof.B).Append(b.Proof.A).Append(b.Proof.T1).Append(b.R)).ToArray();
        Assert.Equal(points.Length, points.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_a_generator_that_repeats_itself_does_not_repeat_a_signature_nonce(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        using var card = meeting.NewCard();
        var stuck = new ConstantRandom(7);
        var nonces = new[] { 0, 1, 2 }.Select(option =>
        {
            using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, [ContestChoice.Of(option), ContestChoice.Of(option)], meeting.Random);
            return prepared.Cast(card, stuck);
        }).ToArray();
        Assert.Equal(3, nonces.Select(b => b.R).Distinct().Count());
        Assert.All(nonces, b => Assert.True(BallotVerifier.Verify(meeting.Statement, b).IsValid));
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, false)]
    [InlineData(new[] { 4 }, false)]
    [InlineData(new[] { -1 }, false)]
    [InlineData(new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { 0 }, true)]
    public void Choices_that_break_a_rule_cannot_be_sealed(int[] options, bool abstain)
    {
        var meeting = new Meeting(Suite.P256);
        using var card = meeting.NewCard();
        var bad = new ContestChoice(options, [], abstain);
        Assert.Throws<ArgumentException>(() => BallotSealer.Seal(meeting.Statement, card, null, [bad, ContestChoice.Of(0)], meeting.Random));
        Assert.Throws<ArgumentException>(() => BallotSealer.Seal(meeting.Statement, card, null, [ContestChoice.Of(0)], meeting.Random));
        Assert.Throws<ArgumentException>(() => BallotSealer.Seal(meeting.Statement, card, null, [new ContestChoice([0], ["张三"]), ContestChoice.Of(0)], meeting.Random));
        Assert.Throws<ArgumentException>(() => BallotSealer.Seal(meeting.Statement, card, new byte[5], [ContestChoice.Of(0), ContestChoice.Of(0)], meeting.Random));
    }

    private static (Meeting Meeting, CardKey Card, AuditedBallot Audited) Audit(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var card = meeting.NewCard();
        using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, Choices, meeting.Random);
        return (meeting, card, prepared.Audit(card, meeting.Random));
    }
}
