using System.Buffers.Text;
using System.Text;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>What an audit may open and in which bytes. The cheating client holds the card and the proof, so its signature is always good.</summary>
public class BallotOpeningTests
{
    private static readonly ContestShape[] AtLeastTwo = [new(0, 3, 2, false, 2, 3)];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_bytes_of_an_opening_are_its_canonical_json(string name)
    {
        var group = Suites.Get(name).Group;
        var (one, two) = (group.One, group.FromInt(2));
        static string Vector(params Scalar[] scalars) => Base64Url.EncodeToString([.. scalars.SelectMany(scalar => scalar.ToBytes())]);
        static string Text(BallotOpening opening) => opening.TryGetCanonicalBytes(out var bytes) ? Encoding.UTF8.GetString(bytes) : throw new InvalidOperationException("refused");
        Assert.Equal(
            $$"""{"b":"AQAB","r":"{{Vector(one, two, -one)}}","texts":["张三","","b"],"textR":"{{Vector(two, one, two)}}"}""",
            Text(new BallotOpening([true, false, true], [one, two, -one], ["张三", "", "b"], [two, one, two])));
        Assert.Equal($$"""{"b":"AA","r":"{{Vector(two)}}"}""", Text(new BallotOpening([false], [two], [], [])));
        Assert.False(new BallotOpening([true], [one], ["a", "\""], [one, one]).TryGetCanonicalBytes(out var none));
        Assert.Empty(none);
    }

    /// <summary>The second verifier, written from the specification, agrees on what an audit's signature is over.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A02")]
    public void A02_an_audits_signature_absorbs_its_domain_and_its_opening(string name)
    {
        foreach (var shapes in new[] { Meeting.Plain, AtLeastTwo })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            using var card = meeting.NewCard();
            ContestChoice[] choices = shapes == AtLeastTwo ? [new([1], ["张三"])] : [ContestChoice.Of(1), ContestChoice.Of(2)];
            using var prepared = BallotSealer.Prepare(meeting.Statement, card, meeting.Suite.Hash("earlier"u8), choices, meeting.Random);
            var audited = prepared.Audit(card, meeting.Random);
            Assert.Equal("ok", BallotVerifier.VerifyAudit(meeting.Statement, audited).Code);
            Assert.True(audited.Opening.TryGetCanonicalBytes(out var bytes));
            var draft = BallotDraft.Of(meeting.Statement, audited.Ballot);
            (draft.Domain, draft.Opening) = ("audit", bytes);
            Assert.Equal("ok", draft.Verdict());
            Assert.Equal(["zW", "domain", "opening", "R", "*e"], draft.Absorbed[^5..]);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A59")]
    public void A59_a_signed_opening_that_is_not_the_ciphertexts_is_refused(string name)
    {
        var meeting = new Meeting(Suites.Get(name), AtLeastTwo);
        using var card = meeting.NewCard();
        var one = meeting.Suite.Group.One;
        // options 0 to 2, used bits 3 and 4, one slack bit
        bool[] bits = [false, true, false, false, true, false];
        string[] texts = ["", "张三"];
        bits[^1] = true;
        string Code(Func<BallotOpening, BallotOpening> change) => BallotVerifier.VerifyAudit(meeting.Statement, BallotFields.SignedAudit(meeting, card, bits, texts, change)).Code;
        Assert.Equal("ok", Code(o => o));
        (string What, Func<BallotOpening, BallotOpening> Change)[] lies =
        [
            ("a bit more", o => o with { Bits = [.. o.Bits, false] }),
            ("a bit less", o => o with { Bits = [.. o.Bits.SkipLast(1)] }),
            ("a scalar more", o => o with { Randomness = [.. o.Randomness, one] }),
            ("a scalar less", o => o with { Randomness = [.. o.Randomness.SkipLast(1)] }),
            ("a text more", o => o with { Texts = [.. o.Texts, ""] }),
            ("a text less", o => o with { Texts = [.. o.Texts.SkipLast(1)] }),
            ("a text's scalar more", o => o with { TextRandomness = [.. o.TextRandomness, one] }),
            ("a text's scalar less", o => o with { TextRandomness = [.. o.TextRandomness.SkipLast(1)] }),
            ("nothing", _ => new BallotOpening([], [], [], [])),
            ("the first bit", o => o with { Bits = [true, .. o.Bits.Skip(1)] }),
            ("the last bit", o => o with { Bits = [.. o.Bits.SkipLast(1), false] }),
            ("the last scalar", o => o with { Randomness = [.. o.Randomness.SkipLast(1), o.Randomness[^1] + one] }),
            ("another text", o => o with { Texts = ["", "李四"] }),
            ("a text's scalar", o => o with { TextRandomness = [o.TextRandomness[0], o.TextRandomness[1] + one] }),
            ("the empty text's scalar", o => o with { TextRandomness = [o.TextRandomness[0] + one, o.TextRandomness[1]] }),
        ];
        foreach (var (what, change) in lies)
            Assert.Equal((what, "opening"), (what, Code(change)));
    }

    /// <summary>The proof does not see texts: a slot that is used without one, or the other way round, is for the audit to notice.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A59")]
    public void A59_a_slot_is_opened_as_used_exactly_when_it_has_a_text(string name)
    {
        ContestShape[] shapes = [new(0, 2, 2, false, 0, 3), new(1, 1, 1, false, 0, 1)];
        var meeting = new Meeting(Suites.Get(name), shapes);
        using var card = meeting.NewCard();
        var layout = meeting.Statement.Layout;
        string Code(bool[] used, params string[] texts)
        {
            var bits = new bool[layout.Bits];
            (bits[0], bits[2], bits[3], bits[5]) = (true, used[0], used[1], used[2]);
            // the slack makes the sums right, whatever the texts are
            for (var i = 0; i < 3 - 1 - used.Take(2).Count(u => u); i++)
                bits[layout.SlackBit(0, i)] = true;
            bits[layout.SlackBit(1, 0)] = !used[2];
            return BallotVerifier.VerifyAudit(meeting.Statement, BallotFields.SignedAudit(meeting, card, bits, texts, o => o)).Code;
        }

        Assert.Equal("ok", Code([true, true, true], "a", "b", "c"));
        Assert.Equal("ok", Code([false, false, false], "", "", ""));
        Assert.Equal("ok", Code([false, true, false], "", "b", ""));
        Assert.Equal("opening", Code([true, false, false], "", "", ""));
        Assert.Equal("opening", Code([false, false, false], "a", "", ""));
        Assert.Equal("opening", Code([false, true, false], "", "", ""));
        Assert.Equal("opening", Code([false, true, false], "a", "", ""));
        Assert.Equal("opening", Code([false, false, true], "", "", ""));
        Assert.Equal("opening", Code([true, true, false], "a", "b", "c"));
    }
}
