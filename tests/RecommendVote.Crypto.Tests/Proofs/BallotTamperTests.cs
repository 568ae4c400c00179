using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>One changed field at a time: refused, alone and in a batch, and the equation named where only that one is touched.</summary>
public class BallotTamperTests
{
    private static readonly Dictionary<string, string> OnlyEquation = new()
    {
        ["f twice, sum kept"] = "E1",
        ["zA"] = "E1",
        ["zC"] = "E2",
        ["zT"] = "E3",
        ["zW"] = "E5",
        ["R"] = "E6",
        ["s"] = "E6",
    };

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A03")]
    public void Every_field_changed_alone_is_noticed_and_named(string name)
    {
        foreach (var shapes in new[] { Meeting.Plain, Meeting.WithWriteIns })
        {
            var meeting = new Meeting(Suites.Get(name), shapes);
            var ballot = shapes == Meeting.Plain ? meeting.SealPlain() : meeting.SealWriteIn();
            foreach (var (field, changed) in BallotFields.Tampered(ballot))
            {
                // anything absorbed before x moves x, and the exact contest sums see that first
                var expected = OnlyEquation.GetValueOrDefault(field, "contest-sum");
                Assert.Equal((field, expected), (field, BallotVerifier.Verify(meeting.Statement, changed).Code));
                Assert.Equal((field, expected), (field, InBatch(meeting, ballot, changed).Code));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A03")]
    [Trait("Attack", "A17")]
    public void A17_vectors_of_a_wrong_length_or_missing_fields_are_a_wrong_shape(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var ballot = meeting.SealWriteIn();
        var (c, p) = (ballot.Ciphertexts, ballot.Proof);
        var plain = new Meeting(Suites.Get(name));
        var plainBallot = plain.SealPlain();
        var (identity, other) = (meeting.Suite.Group.Identity, Suites.Other(meeting.Suite).Group);
        (BallotStatement Statement, SealedBallot Ballot)[] cases =
        [
            .. Resized(c.Alpha).Select(v => (meeting.Statement, ballot with { Ciphertexts = c with { Alpha = v } })),
            .. Resized(c.Beta).Select(v => (meeting.Statement, ballot with { Ciphertexts = c with { Beta = v } })),
            .. Resized(c.TextAlpha).Select(v => (meeting.Statement, ballot with { Ciphertexts = c with { TextAlpha = v } })),
            .. Resized(c.TextBeta).Select(v => (meeting.Statement, ballot with { Ciphertexts = c with { TextBeta = v } })),
            .. Resized(p.F).Select(v => (meeting.Statement, ballot with { Proof = p with { F = v } })),
            (meeting.Statement, ballot with { Proof = p with { T3 = null } }),
            (meeting.Statement, ballot with { Proof = p with { ZW = null } }),
            (plain.Statement, plainBallot with { Proof = plainBallot.Proof with { T3 = p.T3 } }),
            (plain.Statement, plainBallot with { Proof = plainBallot.Proof with { ZW = p.ZW } }),
            (plain.Statement, plainBallot with { Ciphertexts = plainBallot.Ciphertexts with { TextAlpha = c.TextAlpha } }),
            (meeting.Statement, ballot with { Supersedes = new byte[31] }),
            (meeting.Statement, ballot with { Card = identity }),
            (meeting.Statement, ballot with { R = identity }),
            (meeting.Statement, ballot with { Proof = p with { B = identity } }),
            (meeting.Statement, ballot with { Ciphertexts = c with { Beta = [identity, .. c.Beta.Skip(1)] } }),
            (meeting.Statement, ballot with { Ciphertexts = c with { TextBeta = [identity, .. c.TextBeta.Skip(1)] } }),
            (meeting.Statement, ballot with { R = other.Generator }),
            (meeting.Statement, ballot with { S = other.One }),
            (meeting.Statement, ballot with { S = default }),
            (meeting.Statement, ballot with { Proof = p with { F = [other.One, .. p.F.Skip(1)] } }),
            (plain.Statement, ballot),
            (meeting.Statement, plainBallot),
        ];
        foreach (var (statement, changed) in cases)
        {
            Assert.Equal("shape", BallotVerifier.Verify(statement, changed).Code);
            Assert.Null(BallotVerifier.ComputeTracker(statement, changed));
            Assert.Equal("shape", BallotVerifier.VerifyBatch([(statement, changed)], meeting.Random, 1, TestContext.Current.CancellationToken)[0].Code);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A14")]
    [Trait("Attack", "A07")]
    [Trait("Attack", "F-B8")]
    public void A07_a_signature_for_audit_does_not_cast_and_the_other_way_round(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        using var card = meeting.NewCard();
        var choices = new[] { ContestChoice.Of(1), ContestChoice.Of(2) };
        using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, choices, meeting.Random);
        var audited = prepared.Audit(card, meeting.Random);
        Assert.Equal("ok", BallotVerifier.VerifyAudit(meeting.Statement, audited).Code);
        Assert.Equal("E6", BallotVerifier.Verify(meeting.Statement, audited.Ballot).Code);
        var cast = meeting.SealPlain();
        Assert.Equal("E6", BallotVerifier.VerifyAudit(meeting.Statement, audited with { Ballot = cast }).Code);
    }

    private static BallotVerdict InBatch(Meeting meeting, SealedBallot good, SealedBallot bad)
    {
        var verdicts = BallotVerifier.VerifyBatch(
            [(meeting.Statement, good), (meeting.Statement, bad), (meeting.Statement, good)], meeting.Random, 1, TestContext.Current.CancellationToken);
        Assert.True(verdicts[0].IsValid && verdicts[2].IsValid);
        return verdicts[1];
    }

    private static IEnumerable<IReadOnlyList<T>> Resized<T>(IReadOnlyList<T> vector) => [[], [.. vector.Skip(1)], [.. vector, vector[0]]];
}
