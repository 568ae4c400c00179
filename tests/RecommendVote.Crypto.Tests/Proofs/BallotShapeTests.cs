using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Every point and every scalar of a ballot is of the suite's group, and no point is the identity.</summary>
public class BallotShapeTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A24")]
    public void A22_A24_the_identity_and_elements_of_the_other_group_are_a_wrong_shape_in_every_place(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var (ballot, other) = (meeting.SealWriteIn(), Suites.Other(meeting.Suite).Group);
        foreach (var point in new[] { meeting.Suite.Group.Identity, other.Generator, other.Identity })
            Refused(WithPoint(ballot, point));
        foreach (var scalar in new[] { other.One, default })
            Refused(WithScalar(ballot, scalar));

        void Refused(IEnumerable<(string What, SealedBallot Ballot)> changed)
        {
            foreach (var (what, bad) in changed)
            {
                Assert.Equal((what, "shape"), (what, BallotVerifier.Verify(meeting.Statement, bad).Code));
                Assert.Null(BallotVerifier.ComputeTracker(meeting.Statement, bad));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A24")]
    public void A24_an_opening_with_scalars_of_the_other_group_is_a_wrong_shape(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, [new([0], ["张三"]), ContestChoice.Of(1)], meeting.Random);
        var audited = prepared.Audit(card, meeting.Random);
        var (o, last) = (audited.Opening, audited.Opening.Randomness.Count - 1);
        foreach (var scalar in new[] { Suites.Other(meeting.Suite).Group.One, default })
        {
            BallotOpening[] bad =
            [
                o with { Randomness = Put(o.Randomness, 0, scalar) }, o with { Randomness = Put(o.Randomness, last, scalar) },
                o with { TextRandomness = Put(o.TextRandomness, 0, scalar) }, o with { TextRandomness = Put(o.TextRandomness, 1, scalar) },
            ];
            foreach (var opening in bad)
            {
                var verdict = BallotVerifier.VerifyAudit(meeting.Statement, audited with { Opening = opening });
                Assert.Equal(("shape", null), (verdict.Code, verdict.Tracker));
            }
        }
        var shapeless = BallotVerifier.VerifyAudit(meeting.Statement, audited with { Ballot = audited.Ballot with { S = default } });
        Assert.Equal(("shape", null), (shapeless.Code, shapeless.Tracker));
    }

    /// <summary>An abstention weighs as much as all the marks that a form may have.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A17")]
    public void A17_an_abstention_weighs_as_many_marks_as_the_contest_has(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 4, 0, true, 1, 3), new(1, 2, 0, true, 2, 2)]);
        foreach (var choices in new ContestChoice[][] { [new([], [], true), ContestChoice.Of(0, 1)], [ContestChoice.Of(0, 2, 3), new([], [])], [ContestChoice.Of(1), ContestChoice.Of(0, 1)] })
        {
            var ballot = meeting.Seal(choices);
            var verdict = BallotVerifier.Verify(meeting.Statement, ballot);
            Assert.Equal("ok", verdict.Code);
            Assert.Equal(verdict.Tracker!.Value.ToArray(), BallotVerifier.ComputeTracker(meeting.Statement, ballot));
            Assert.Equal("ok", BallotDraft.Of(meeting.Statement, ballot).Verdict());
        }
    }

    private static IEnumerable<(string, SealedBallot)> WithPoint(SealedBallot b, Point point)
    {
        var (c, p) = (b.Ciphertexts, b.Proof);
        yield return ("card", b with { Card = point });
        yield return ("R", b with { R = point });
        yield return ("B", b with { Proof = p with { B = point } });
        yield return ("A", b with { Proof = p with { A = point } });
        yield return ("C", b with { Proof = p with { C = point } });
        yield return ("D", b with { Proof = p with { D = point } });
        yield return ("T1", b with { Proof = p with { T1 = point } });
        yield return ("T2", b with { Proof = p with { T2 = point } });
        yield return ("T3", b with { Proof = p with { T3 = point } });
        foreach (var i in new[] { 0, c.Alpha.Count - 1 })
        {
            yield return ("alpha", b with { Ciphertexts = c with { Alpha = Put(c.Alpha, i, point) } });
            yield return ("beta", b with { Ciphertexts = c with { Beta = Put(c.Beta, i, point) } });
        }
        foreach (var j in new[] { 0, 1 })
        {
            yield return ("textAlpha", b with { Ciphertexts = c with { TextAlpha = Put(c.TextAlpha, j, point) } });
            yield return ("textBeta", b with { Ciphertexts = c with { TextBeta = Put(c.TextBeta, j, point) } });
        }
    }

    private static IEnumerable<(string, SealedBallot)> WithScalar(SealedBallot b, Scalar scalar)
    {
        var p = b.Proof;
        yield return ("s", b with { S = scalar });
        yield return ("zA", b with { Proof = p with { ZA = scalar } });
        yield return ("zC", b with { Proof = p with { ZC = scalar } });
        yield return ("zT", b with { Proof = p with { ZT = scalar } });
        yield return ("zW", b with { Proof = p with { ZW = scalar } });
        yield return ("f", b with { Proof = p with { F = Put(p.F, 0, scalar) } });
        yield return ("last f", b with { Proof = p with { F = Put(p.F, p.F.Count - 1, scalar) } });
    }

    private static T[] Put<T>(IReadOnlyList<T> items, int at, T value) => [.. items.Select((item, i) => i == at ? value : item)];
}
