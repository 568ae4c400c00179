using Xunit;
using static RecommendVote.Crypto.Tests.BallotDraft;

namespace RecommendVote.Crypto.Tests;

/// <summary>Forgers of the trustees' proofs: each convinces a verifier with its weakness of something false, and never the real one.</summary>
public class TrusteeForgerTests
{
    private static readonly byte[] Body = [.. "{\"trustee\":1}"u8];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A02")]
    public void A02_each_input_of_each_trustee_proof_is_absorbed_once_before_its_challenge(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m) = (c.Suite, c.Manifest);
        Point[] alpha = [c.Encrypt(1).Alpha, c.Encrypt(2).Alpha];
        var part = c.Decrypt(1, alpha);
        Assert.True(PlainVerifiers.Decryption(c.Context(1), alpha, part));
        Assert.Equal(
            ["phase", "size", "root", "trustee", "X", "alpha", "d", "*y", "Tg", "Ta", "*e"],
            PlainVerifiers.Decryption(c.Context(1), alpha, () => part.D, () => part.Tg, () => part.Ta, null).Absorbed);
        var body = c.Bodies[0];
        Assert.True(PlainVerifiers.TrusteeKey(suite, m, body));
        Assert.Equal(
            ["trustee", "name", "K", "A", "R", "*e"],
            PlainVerifiers.TrusteeKey(suite, m, 1, body.Name, () => body.K, () => body.A, () => body.R).Absorbed);
        var complaint = TrusteeComplaint.Prove(suite, m, c.Shares[0], 2, c.Identities[1], c.Random);
        Assert.True(PlainVerifiers.Complaint(suite, m, complaint, c.Shares[0].E, c.Keys[1]));
        Assert.Equal(
            ["dealer", "trustee", "E", "K", "S", "Tg", "TE", "*c"],
            PlainVerifiers.Complaint(suite, m, 1, 2, c.Shares[0].E, c.Keys[1], () => complaint.S, () => c.H, () => c.H).Absorbed);
        var signature = TrusteeSignature.Sign(suite, m, "trustee-key", Body, c.Identities[0].Secret, c.Random);
        Assert.True(PlainVerifiers.Signature(suite, m, "trustee-key", Body, c.Keys[0], signature));
        Assert.Equal(
            ["type", "body", "key", "R", "*e"],
            PlainVerifiers.Signature(suite, m, "trustee-key", Body, () => c.Keys[0], () => c.H).Absorbed);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "A33")]
    public void A33_false_decryptions_convince_weakened_verifiers_only(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (group, g) = (c.Suite.Group, c.Suite.Group.Generator);
        var (one, two) = (c.Encrypt(1), c.Encrypt(2));
        Point[] alpha = [one.Alpha, two.Alpha];
        var at = c.Context(1);
        var x = c.Secrets[0];
        var honest = new[] { alpha[0] * x, alpha[1] * x };
        var (v1, v2) = (group.RandomScalar(c.Random), group.RandomScalar(c.Random));

        // d left out (the fault found in the Swiss system of 2019): commitments first, then d for a false count
        var (w, e, _) = PlainVerifiers.Decryption(at, alpha, null!, () => g * v1, () => Dot(alpha, Weights(at, alpha, "d")) * v2, null, "d");
        var ta = Dot(alpha, w) * v2;
        var z = v1 + (e * x);
        var first = honest[0] + g;
        Point[] solved = [first, Times(Times(Dot(alpha, w), z) - ta - Times(first, e * w[0]), (e * w[1]).Invert())];
        Check(new PartialDecryption(solved, g * v1, ta, z), at, "d");

        // d left out of y alone would be enough: two errors that cancel under known weights
        Point[] cancelled = [honest[0] + (g * w[1]), honest[1] - (g * w[0])];
        Check(Prove(cancelled, "d"), at, "d");

        // Ta left out: any d, Ta solved for
        Point[] wrong = [honest[0] + g, honest[1]];
        var (w2, e2, _) = PlainVerifiers.Decryption(at, alpha, () => wrong, () => g * v1, null!, null, "Ta");
        var z2 = v1 + (e2 * x);
        Check(new PartialDecryption(wrong, g * v1, Times(Dot(alpha, w2), z2) - Times(Dot(wrong, w2), e2), z2), at, "Ta");

        // Tg left out: decrypts with a share that is not the one behind X
        var stranger = group.RandomScalar(c.Random);
        Point[] foreign = [alpha[0] * stranger, alpha[1] * stranger];
        var taForeign = Dot(alpha, Weights(at, alpha, "d", foreign)) * v1;
        var (_, e3, _) = PlainVerifiers.Decryption(at, alpha, () => foreign, null!, () => taForeign, null, "Tg");
        var z3 = v1 + (e3 * stranger);
        Check(new PartialDecryption(foreign, Times(g, z3) - Times(at.ShareKey, e3), taForeign, z3), at, "Tg");

        // X left out: a share key for which the false decryption is true
        var (w4, e4, _) = PlainVerifiers.Decryption(at, alpha, () => foreign, () => g * v2, () => Dot(alpha, Weights(at, alpha, "X", foreign)) * v1, null, "X");
        var z4 = v1 + (e4 * stranger);
        var other = at with { ShareKey = Times(Times(g, z4) - (g * v2), e4.Invert()) };
        Check(new PartialDecryption(foreign, g * v2, Dot(alpha, w4) * v1, z4), other, "X");

        PartialDecryption Prove(Point[] d, string omit)
        {
            var (weights, challenge, _) = PlainVerifiers.Decryption(at, alpha, () => d, () => g * v1, () => Dot(alpha, Weights(at, alpha, omit)) * v1, null, omit);
            return new PartialDecryption(d, g * v1, Dot(alpha, weights) * v1, v1 + (challenge * x));
        }

        void Check(PartialDecryption forged, DecryptionContext context, string omit)
        {
            Assert.True(PlainVerifiers.Decryption(context, alpha, forged, omit), omit);
            Assert.NotEqual(honest, forged.D);
            Assert.False(forged.Verify(context, alpha), omit);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "A27")]
    public void A27_a_rogue_key_convinces_a_verifier_that_leaves_R_or_A_out_and_never_the_real_one(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, g) = (c.Suite, c.Manifest, c.Suite.Group.Generator);
        Scalar Draw() => suite.Group.RandomScalar(c.Random);
        using var target = TrusteePolynomial.Generate(suite, 2, c.Random);
        // the last trustee wants the sum of all keys to be its own
        Point[] rogue = [target.Commitments[0] - c.Commitments[0][0] - c.Commitments[1][0], target.Commitments[1]];
        Scalar[] z = [Draw(), Draw(), Draw()];
        var (e, _) = PlainVerifiers.TrusteeKey(suite, m, 3, "x", () => c.Keys[2], () => rogue, null!, "R");
        Point[] keys = [c.Keys[2], .. rogue];
        var withoutR = new TrusteeKeyBody(3, "x", c.Keys[2], rogue, [.. keys.Select((k, i) => Times(g, z[i]) - Times(k, e))], z);
        Assert.True(PlainVerifiers.TrusteeKey(suite, m, withoutR, "R"));
        Assert.Equal("proof", withoutR.Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal(target.Commitments[0], TrusteeKeys.JointKey(suite, [c.Commitments[0], c.Commitments[1], withoutR.A]));

        // A, or K, left out: keys that nobody knows the logarithm of
        foreach (var omit in new[] { "A", "K" })
        {
            Point[] r = [g * Draw(), g * Draw(), g * Draw()];
            Scalar[] nonces = [Draw(), Draw(), Draw()];
            Point[] known = [.. nonces.Select(n => g * n)];
            Point[] commitments = omit == "A" ? [known[0], r[1], r[2]] : [r[0], known[1], known[2]];
            var (e2, _) = PlainVerifiers.TrusteeKey(suite, m, 3, "x", () => c.Keys[2], () => target.Commitments, () => commitments, omit);
            Scalar[] secrets = [c.Identities[2].Secret, .. target.Coefficients];
            Scalar[] responses = [.. secrets.Select((s, i) => (omit == "A") == (i > 0) ? z[i] : nonces[i] + (e2 * s))];
            Point Solve(int i) => Times(Times(g, responses[i]) - commitments[i], e2.Invert());
            var forged = omit == "A"
                ? new TrusteeKeyBody(3, "x", c.Keys[2], [Solve(1), Solve(2)], commitments, responses)
                : new TrusteeKeyBody(3, "x", Solve(0), target.Commitments, commitments, responses);
            Assert.True(PlainVerifiers.TrusteeKey(suite, m, forged, omit), omit);
            Assert.Equal("proof", forged.Fault(suite, m, 3, forged.K, 2));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "F-B16")]
    public void FB16_a_framing_complaint_convinces_weakened_verifiers_only(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, group, g) = (c.Suite, c.Manifest, c.Suite.Group, c.Suite.Group.Generator);
        var (shares, key, k) = (c.Shares[0], c.Keys[1], c.Identities[1].Secret);
        Scalar Draw() => group.RandomScalar(c.Random);
        var (v1, v2) = (Draw(), Draw());

        // S left out: commitments with different nonces, S solved for
        var (c1, _) = PlainVerifiers.Complaint(suite, m, 1, 2, shares.E, key, null!, () => g * v1, () => shares.E * v2, "S");
        var z1 = v1 + (c1 * k);
        Check(new TrusteeComplaint(1, 2, Times(Times(shares.E, z1) - (shares.E * v2), c1.Invert()), c1, z1), "S");

        // TE left out: any S
        var wrong = (shares.E * k) + g;
        var (c2, _) = PlainVerifiers.Complaint(suite, m, 1, 2, shares.E, key, () => wrong, () => g * v1, null!, "TE");
        Check(new TrusteeComplaint(1, 2, wrong, c2, v1 + (c2 * k)), "TE");

        // Tg left out: a complaint by somebody without the recipient's key
        var stranger = Draw();
        var (c3, _) = PlainVerifiers.Complaint(suite, m, 1, 2, shares.E, key, () => shares.E * stranger, null!, () => shares.E * v1, "Tg");
        Check(new TrusteeComplaint(1, 2, shares.E * stranger, c3, v1 + (c3 * stranger)), "Tg");

        void Check(TrusteeComplaint forged, string omit)
        {
            Assert.True(PlainVerifiers.Complaint(suite, m, forged, shares.E, key, omit), omit);
            // believed, it would condemn an honest dealer
            Assert.False(TrusteeShares.IsShare(suite, c.Commitments[0], 2, shares.OpenWith(suite, m, 2, key, forged.S)));
            Assert.Equal(ComplaintVerdict.Refused, forged.Judge(suite, m, shares, c.Commitments[0], key));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    [Trait("Attack", "A05")]
    public void A05_key_substitution_and_forged_signatures_convince_weakened_verifiers_only(string name)
    {
        var suite = Suites.Get(name);
        var (g, m, random) = (suite.Group.Generator, suite.Hash("manifest"u8), new SeededRandomSource("substitution"));
        using var trustee = TrusteeIdentity.Generate(suite, random);
        Scalar Draw() => suite.Group.RandomScalar(random);

        // R left out: no key at all is needed
        var s = Draw();
        var (e, _) = PlainVerifiers.Signature(suite, m, "t", Body, () => trustee.PublicKey, null!, "R");
        Check(trustee.PublicKey, Body, [.. (Times(g, s) - Times(trustee.PublicKey, e)).Encode(), .. s.ToBytes()], "R");

        // the key left out: somebody else's key under which a genuine signature holds as well
        var genuine = TrusteeSignature.Sign(suite, m, "t", Body, trustee.Secret, random);
        Assert.True(Point.TryDecode(suite, genuine.AsSpan(0, 65), out var r));
        Assert.True(Scalar.TryDecode(suite, genuine.AsSpan(65), out var response));
        var (e2, _) = PlainVerifiers.Signature(suite, m, "t", Body, null!, () => r, "key");
        Check(Times(Times(g, response) - r, e2.Invert()), Body, genuine, "key");

        // the body left out: one signature for every body
        var nonce = Draw();
        var (e3, _) = PlainVerifiers.Signature(suite, m, "t", Body, () => trustee.PublicKey, () => g * nonce, "body");
        Check(trustee.PublicKey, [.. "{\"trustee\":2}"u8], [.. (g * nonce).Encode(), .. (nonce + (e3 * trustee.Secret)).ToBytes()], "body");

        void Check(Point key, byte[] body, byte[] signature, string omit)
        {
            Assert.True(PlainVerifiers.Signature(suite, m, "t", body, key, signature, omit), omit);
            Assert.False(TrusteeSignature.Verify(suite, m, "t", body, key, signature), omit);
        }
    }

    [Fact]
    [Trait("Attack", "A05")]
    public void A05_an_SM2_signature_without_the_key_in_its_hash_has_a_second_key_and_with_it_has_none()
    {
        var suite = Suite.Sm2;
        var scheme = (Sm2StaffSignatures)suite.StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("sm2 substitution"));
        var signature = scheme.Sign(pair.PrivateKey.Span, Body);
        Assert.True(Scalar.TryDecode(suite, signature.AsSpan(0, 32), out var r));
        Assert.True(Scalar.TryDecode(suite, signature.AsSpan(32), out var s));
        Assert.True(Point.TryDecode(suite, pair.PublicKey.Span, out var key));
        // -([s]G + [t]P) has the same x: P' = (-(s G + t P) - s G) / t
        var g = suite.Group.Generator;
        var commitment = Times(g, s) + Times(key, r + s);
        var second = Times(-commitment - Times(g, s), (r + s).Invert());
        Assert.NotEqual(key, second);
        Assert.Equal(commitment.Encode()[1..33], (Times(g, s) + Times(second, r + s)).Encode()[1..33]);
        Assert.True(scheme.Verify(pair.PublicKey.Span, Body, signature));
        Assert.False(scheme.Verify(second.Encode(), Body, signature));
    }

    private static Scalar[] Weights(DecryptionContext at, IReadOnlyList<Point> alpha, string omit, IReadOnlyList<Point>? d = null) =>
        PlainVerifiers.Decryption(at, alpha, () => d!, () => at.ShareKey, () => at.ShareKey, null, d is null || omit != "d" ? [omit] : []).Weights;
}
