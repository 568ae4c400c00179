using Xunit;
using static RecommendVote.Crypto.Tests.BallotDraft;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// Provers that know one weakness each. Every one of them convinces a verifier that has the weakness (so the forger works), of something false,
/// and none convinces the real one.
/// </summary>
public class BallotForgerTests
{
    /// <summary>Name and what the weakened transcript leaves out.</summary>
    private static readonly Dictionary<string, string[]> Weaknesses = new()
    {
        ["ciphertexts chosen after the weights"] = ["alpha", "beta"],
        ["beta chosen after the weights"] = ["beta"],
        ["h chosen last"] = ["h"],
        ["T2 solved for"] = ["T2"],
        ["another's ciphertexts, T1 and T2 solved for"] = ["T1", "T2"],
        ["D solved for"] = ["D"],
        ["C solved for"] = ["C"],
        ["a related text, T3 solved for"] = ["T3"],
        ["a related text, its neighbour solved for"] = ["textAlpha"],
        ["R solved for"] = ["R"],
        ["card key solved for"] = ["card"],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                foreach (var weakness in Weaknesses.Keys)
                    data.Add(suite, weakness);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "F-B4")]
    [Trait("Attack", "A39")]
    public void A01_A02_FB4_a_forger_convinces_the_weakened_verifier_and_never_the_real_one(string suite, string weakness)
    {
        var meeting = new Meeting(Suites.Get(suite), Meeting.WithWriteIns);
        using var card = meeting.NewCard();
        var forger = new BallotForger(meeting, card, Weaknesses[weakness]);
        Forge(meeting, forger, weakness);
        Assert.Equal("ok", forger.Draft.Verdict());
        Refuse(meeting, forger.Draft);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A04")]
    [Trait("Attack", "A36")]
    public void A04_generators_with_known_logarithms_prove_five_votes_to_a_verifier_that_accepts_them(string suite)
    {
        var meeting = new Meeting(Suites.Get(suite));
        using var card = meeting.NewCard();
        var forger = new BallotForger(meeting, card);
        var (draft, group, layout) = (forger.Draft, forger.Group, meeting.Statement.Layout);
        Scalar[] logs = [.. layout.BitWeights.Select(_ => forger.Draw())];
        draft.Bases = [.. logs.Select(t => meeting.Suite.Generators.U * t)];
        // five votes, minus three for the next: the contest sum holds
        (forger.Held[0], forger.Held[1]) = (group.FromInt(5), group.FromInt(-3));
        Scalar[] values = [.. forger.Bits];
        (values[0], values[1], values[2], values[3]) = (group.FromInt(5), group.FromInt(-3), group.Zero, group.Zero);
        (values[layout.SlackBit(0, 0)], values[layout.SlackBit(0, 1)]) = (group.Zero, group.Zero);
        values.AsSpan(0, layout.EncryptedBits).CopyTo(forger.Held);
        values.CopyTo(forger.Bits, 0);
        forger.Encrypt();
        // all four commitments are multiples of u, so E1 and E2 are one linear equation each and any f will do
        var (b, a, c, d) = (forger.Draw(), forger.Draw(), forger.Draw(), forger.Draw());
        var u = meeting.Suite.Generators.U;
        draft.B = u * b;
        forger.CommitRest();
        (draft.A, draft.C, draft.D) = (u * a, u * c, u * d);
        forger.Respond();
        var x = draft.X();
        draft.ZA = (b * x) + a - BallotForger.Inner(draft.F, logs);
        draft.ZC = (c * x) + d - BallotForger.Inner([.. draft.F.Select(f => f * (x - f))], logs);
        forger.Sign();
        Assert.Equal("ok", draft.Verdict());
        Assert.Equal("E1", BallotVerifier.Verify(meeting.Statement, draft.ToBallot()).Code);
        Refuse(meeting, draft);
        // the generators of the library are hashes of their numbers, whatever a record says, and nobody's multiples
        for (var i = 0; i <= layout.Bits; i++)
            Assert.Equal(meeting.Suite.HashToCurve([.. "RV1 generator"u8, 0, 0, 0, (byte)i], "generator"), meeting.Suite.Generators[i]);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A02")]
    public void A02_the_second_verifier_agrees_with_the_library_and_each_input_is_absorbed_once_before_its_challenge(string suite)
    {
        foreach (var shapes in new[] { Meeting.Plain, Meeting.WithWriteIns })
        {
            var meeting = new Meeting(Suites.Get(suite), shapes);
            var ballot = shapes == Meeting.Plain ? meeting.SealPlain() : meeting.SealWriteIn();
            var draft = Of(meeting.Statement, ballot);
            Assert.Equal("ok", draft.Verdict());
            string[] order =
            [
                "opened", "h", "class", "layout", "card", "supersedes", "alpha", "beta", "textAlpha", "textBeta", "B", "*y",
                "A", "C", "D", "T1", "T2", "T3", "*x", "f", "zA", "zC", "zT", "zW", "domain", "R", "*e",
            ];
            Assert.Equal(order, draft.Absorbed);
            // and both name the same equation for every changed field
            foreach (var (field, changed) in BallotFields.Tampered(ballot))
                Assert.Equal((field, Of(meeting.Statement, changed).Verdict()), (field, BallotVerifier.Verify(meeting.Statement, changed).Code));
        }
    }

    private static void Forge(Meeting meeting, BallotForger forger, string weakness)
    {
        var (draft, group) = (forger.Draft, forger.Group);
        var (g, n) = (group.Generator, meeting.Statement.Layout.EncryptedBits);
        switch (weakness)
        {
            case "ciphertexts chosen after the weights" or "beta chosen after the weights":
                forger.Encrypt();
                forger.CommitBits();
                ShiftHeld(forger, draft.Weights());
                Finish(forger);
                break;
            case "h chosen last":
                // arbitrary points for beta and T2; h is what makes E4 true. Its secret is unknown, so no count can ever be found
                forger.Encrypt();
                draft.Beta = [.. draft.Beta.Select(_ => forger.DrawPoint())];
                forger.CommitBits();
                forger.CommitRest();
                draft.T2 = forger.DrawPoint();
                forger.Respond();
                var h = Times(RightOfE4(draft) - Times(g, BallotForger.Inner(draft.F[..n], draft.Weights())), draft.ZT.Invert());
                var s = meeting.Statement;
                draft.Statement = new BallotStatement(s.Suite, s.ManifestHash.Span, s.OpenedHash.Span, h, s.ClassId, s.Layout);
                forger.Sign();
                break;
            case "T2 solved for":
                forger.Held[0] = group.FromInt(5);
                forger.Encrypt();
                forger.CommitBits();
                forger.CommitRest();
                forger.Respond();
                SolveT2(meeting, draft);
                forger.Sign();
                break;
            case "another's ciphertexts, T1 and T2 solved for":
                var victim = meeting.SealWriteIn();
                forger.Encrypt();
                (draft.Alpha, draft.Beta) = ([.. victim.Ciphertexts.Alpha], [.. victim.Ciphertexts.Beta]);
                forger.CommitBits();
                forger.CommitRest();
                forger.Respond();
                draft.T1 = Times(g, draft.ZT) - Times(Dot(draft.Alpha, draft.Weights()), draft.X());
                SolveT2(meeting, draft);
                forger.Sign();
                break;
            case "D solved for" or "C solved for":
                // two votes for one name and one less for another: the sum is right, the values are no bits
                forger.Bits[0] = forger.Held[0] = group.FromInt(3);
                forger.Bits[1] = forger.Held[1] = group.FromInt(-2);
                forger.Encrypt();
                forger.CommitBits();
                forger.CommitRest();
                forger.Respond();
                var x = draft.X();
                var right = Times(meeting.Suite.Generators.U, draft.ZC) + Dot(draft.Bases, [.. draft.F.Select(f => f * (x - f))]);
                if (weakness[0] == 'D')
                    draft.D = right - Times(draft.C, x);
                else
                    draft.C = Times(right - draft.D, x.Invert());
                forger.Sign();
                break;
            case "a related text, T3 solved for":
                var copied = meeting.SealWriteIn().Ciphertexts;
                forger.Encrypt();
                (draft.TextAlpha[0], draft.TextBeta[0]) = (copied.TextAlpha[0] + copied.TextAlpha[0], copied.TextBeta[0] + copied.TextBeta[0]);
                forger.CommitBits();
                forger.CommitRest();
                forger.Respond();
                draft.T3 = Times(g, draft.ZW!.Value) - Times(Dot(draft.TextAlpha, draft.Weights()[n..]), draft.X());
                forger.Sign();
                break;
            case "a related text, its neighbour solved for":
                var other = meeting.SealWriteIn().Ciphertexts;
                forger.Encrypt();
                draft.TextBeta[0] = other.TextBeta[0] + other.TextBeta[0];
                forger.CommitBits();
                var (w, before) = (draft.Weights(), draft.TextAlpha);
                // the sum under the weights stays what the forger knows the logarithm of
                var sum = Dot(before, w[n..]);
                var related = other.TextAlpha[0] + other.TextAlpha[0];
                draft.TextAlpha = [related, Times(sum - Times(related, w[n]), w[n + 1].Invert())];
                forger.CommitRest();
                forger.Respond();
                forger.Sign();
                break;
            case "R solved for":
                // votes with a card whose key it does not have
                using (var stranger = meeting.NewCard())
                    draft.Card = stranger.PublicKey;
                Prove(forger);
                draft.S = forger.Draw();
                draft.R = Times(g, draft.S) - Times(draft.Card, draft.E());
                break;
            case "card key solved for":
                Prove(forger);
                (draft.R, draft.S) = (forger.DrawPoint(), forger.Draw());
                draft.Card = Times(Times(g, draft.S) - draft.R, draft.E().Invert());
                break;
            default:
                throw new ArgumentException(weakness);
        }
    }

    /// <summary>Other values whose weighted sum is that of the proved bits.</summary>
    private static void ShiftHeld(BallotForger forger, Scalar[] w)
    {
        forger.Held[0] += w[1];
        forger.Held[1] -= w[0];
    }

    private static void Finish(BallotForger forger)
    {
        forger.Encrypt();
        forger.CommitRest();
        forger.Respond();
        forger.Sign();
    }

    private static void Prove(BallotForger forger)
    {
        forger.Encrypt();
        forger.CommitBits();
        forger.CommitRest();
        forger.Respond();
    }

    private static Point RightOfE4(BallotDraft draft) => draft.T2 + Times(Dot(draft.Beta, draft.Weights()), draft.X());

    private static void SolveT2(Meeting meeting, BallotDraft draft)
    {
        var weighted = BallotForger.Inner(draft.F[..meeting.Statement.Layout.EncryptedBits], draft.Weights());
        draft.T2 = Times(meeting.Key, draft.ZT) + Times(meeting.Suite.Group.Generator, weighted) - Times(Dot(draft.Beta, draft.Weights()), draft.X());
    }

    private static void Refuse(Meeting meeting, BallotDraft draft)
    {
        var ballot = draft.ToBallot();
        // by an equation, not by a formality
        Assert.InRange(BallotVerifier.Verify(draft.Statement, ballot).Fault, BallotFault.ContestSum, BallotFault.E6);
        var verdicts = BallotVerifier.VerifyBatch([(draft.Statement, ballot)], meeting.Random, 1, TestContext.Current.CancellationToken);
        Assert.InRange(verdicts[0].Fault, BallotFault.ContestSum, BallotFault.E6);
    }
}
