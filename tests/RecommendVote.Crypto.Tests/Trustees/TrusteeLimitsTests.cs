using System.Reflection;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>The edges of a ceremony: first and last trustee, elements that do not belong, and numbers that no trustee has.</summary>
public class TrusteeLimitsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_fifteenth_trustee_is_the_last_one(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 2);
        var last = TrusteeKeyBody.Prove(c.Suite, c.Manifest, 15, "x", c.Identities[0], c.Polynomials[0], c.Random);
        Assert.Null(last.Fault(c.Suite, c.Manifest, 15, c.Keys[0], 2));
        foreach (var index in new[] { 0, 16 })
        {
            // proved for this very number
            var body = TrusteeKeyBody.Prove(c.Suite, c.Manifest, index, "x", c.Identities[0], c.Polynomials[0], c.Random);
            Assert.Equal("index", body.Fault(c.Suite, c.Manifest, index, c.Keys[0], 2));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A29")]
    public void A29_a_key_body_with_a_vector_of_another_length_or_an_element_of_another_group_has_the_wrong_degree(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 2);
        var (body, group, other) = (c.Bodies[0], c.Suite.Group, Suites.Other(c.Suite).Group);
        TrusteeKeyBody[] bad =
        [
            body with { A = [.. body.A, body.A[0]] }, body with { A = [.. body.A.SkipLast(1)] }, body with { R = [.. body.R, body.R[0]] }, body with { R = [.. body.R.SkipLast(1)] },
            body with { Z = [.. body.Z, body.Z[0]] }, body with { Z = [.. body.Z.SkipLast(1)] },
            .. new[] { group.Identity, other.Generator }.SelectMany(point => new[] { 0, 1 }, (point, at) => body with { A = Put(body.A, at, point) }),
            .. new[] { group.Identity, other.Generator }.SelectMany(point => new[] { 0, 1, 2 }, (point, at) => body with { R = Put(body.R, at, point) }),
            .. new[] { other.One, default }.SelectMany(scalar => new[] { 0, 1, 2 }, (scalar, at) => body with { Z = Put(body.Z, at, scalar) }),
        ];
        Assert.All(bad, changed => Assert.Equal("degree", changed.Fault(c.Suite, c.Manifest, 1, c.Keys[0], 2)));
        // a key that the manifest has as well
        foreach (var key in new[] { group.Identity, other.Generator })
            Assert.Equal("degree", (body with { K = key }).Fault(c.Suite, c.Manifest, 1, key, 2));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A28")]
    public void A28_a_commitment_is_over_two_hashes_and_a_number_of_two_bytes(string name)
    {
        var suite = Suites.Get(name);
        var (m, nonce) = (suite.Hash("m"u8), suite.Hash("n"u8));
        Assert.Equal(suite.Hash([.. "RV1-trustee-commit"u8, .. m, 255, 255, .. nonce]), TrusteeKeyBody.Commit(suite, m, 65535, nonce, []));
        foreach (var index in new[] { -1, 65536 })
            Assert.Throws<OverflowException>(() => TrusteeKeyBody.Commit(suite, m, index, nonce, []));
        foreach (var length in new[] { 0, 31, 33 })
        {
            Assert.Throws<ArgumentException>(() => TrusteeKeyBody.Commit(suite, new byte[length], 1, nonce, []));
            Assert.Throws<ArgumentException>(() => TrusteeKeyBody.Commit(suite, m, 1, new byte[length], []));
        }
    }

    /// <summary>Everybody may complain, the last one too, and each formality is refused even where the proof was made for it.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B16")]
    public void B16_a_complaint_is_refused_for_another_dealer_an_unknown_recipient_and_elements_that_do_not_belong(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, shares, other) = (c.Suite, c.Manifest, c.Shares[0], Suites.Other(c.Suite).Group);
        TrusteeComplaint Raise(TrusteeShares about, int recipient, int by) => TrusteeComplaint.Prove(suite, m, about, recipient, c.Identities[by - 1], c.Random);
        ComplaintVerdict Judge(TrusteeComplaint complaint, TrusteeShares about, int by) => complaint.Judge(suite, m, about, c.Commitments[0], c.Keys[by - 1]);
        for (var j = 1; j <= 3; j++)
        {
            Assert.Equal(ComplaintVerdict.ComplainerAtFault, Judge(Raise(shares, j, j), shares, j));
            var spoiled = shares with { C = [.. shares.C.Select((sealedShare, i) => i == j - 1 ? sealedShare + suite.Group.One : sealedShare)] };
            Assert.Equal(ComplaintVerdict.DealerAtFault, Judge(Raise(spoiled, j, j), spoiled, j));
        }
        foreach (var recipient in new[] { 0, 4 })
            Assert.Equal(ComplaintVerdict.Refused, Judge(Raise(shares, recipient, 2), shares, 2));
        var elsewhere = Raise(shares with { Dealer = 2 }, 2, 2);
        Assert.Equal(ComplaintVerdict.ComplainerAtFault, elsewhere.Judge(suite, m, shares with { Dealer = 2, C = Sealed(2) }, c.Commitments[0], c.Keys[1]));
        Assert.Equal(ComplaintVerdict.Refused, Judge(elsewhere, shares, 2));
        var good = Raise(shares, 2, 2);
        TrusteeComplaint[] strange =
        [
            good with { S = other.Generator }, good with { S = suite.Group.Identity }, good with { C = other.One }, good with { C = default }, good with { Z = other.One }, good with { Z = default },
        ];
        Assert.All(strange, complaint => Assert.Equal(ComplaintVerdict.Refused, Judge(complaint, shares, 2)));
        // an E of the identity makes a true statement of S: the identity, and nobody's share follows from it
        var nothing = shares with { E = suite.Group.Identity };
        Assert.True(Raise(nothing, 2, 2).S.IsIdentity);
        Assert.Equal(ComplaintVerdict.Refused, Judge(Raise(nothing, 2, 2), nothing, 2));

        // the same shares as another dealer would seal them, to the same E
        Scalar[] Sealed(int dealer) => [.. shares.C.Select((_, i) => c.Polynomials[0].Share(i + 1) + PadOf(suite, m, dealer, i + 1, shares.E, c.Keys[i], shares.E * c.Identities[i].Secret))];
    }

    /// <summary>The pad as docs/spec/trustees.md words it, so that both implementations open the same shares.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_sealed_share_is_the_share_and_the_pad_of_the_specification(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        foreach (var dealer in new[] { 1, 3 })
        {
            var shares = c.Shares[dealer - 1];
            Assert.Equal((dealer, 3), (shares.Dealer, shares.C.Count));
            for (var j = 1; j <= 3; j++)
            {
                var pad = PadOf(c.Suite, c.Manifest, dealer, j, shares.E, c.Keys[j - 1], shares.E * c.Identities[j - 1].Secret);
                Assert.Equal(c.Polynomials[dealer - 1].Share(j), shares.C[j - 1] - pad);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B20")]
    public void B20_the_rehearsal_dummy_encrypts_g_with_the_scalar_of_the_root(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 2);
        var (g, root) = (c.Suite.Group.Generator, c.Suite.Hash("root"u8));
        var rho = c.Suite.HashToScalar(root, "rehearsal");
        Assert.Equal((g * rho, (c.H * rho) + g), Rehearsal.Dummy(c.Suite, root, c.H));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Polynomials_have_one_to_fifteen_coefficients_and_no_share_or_key_has_a_number_below_one(string name)
    {
        var (suite, random) = (Suites.Get(name), new SeededRandomSource("polynomials"));
        foreach (var count in new[] { 1, 15 })
        {
            using var polynomial = TrusteePolynomial.Generate(suite, count, random);
            Assert.Equal((count, count), (polynomial.Coefficients.Count, polynomial.Commitments.Count));
            // f(j), coefficient by coefficient
            var j = suite.Group.FromInt(7);
            var (value, power) = (suite.Group.Zero, suite.Group.One);
            foreach (var coefficient in polynomial.Coefficients)
                (value, power) = (value + (coefficient * power), power * j);
            Assert.Equal(value, polynomial.Share(7));
            Assert.True(TrusteeShares.IsShare(suite, polynomial.Commitments, 7, value));
        }
        foreach (var count in new[] { 0, 16 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => TrusteePolynomial.Generate(suite, count, random));
            Assert.Throws<ArgumentException>(() => new TrusteePolynomial([.. Enumerable.Repeat(suite.Group.One, count)]));
        }
        Assert.Throws<ArgumentException>(() => new TrusteePolynomial([suite.Group.Zero]));
        using var two = TrusteePolynomial.Generate(suite, 2, random);
        foreach (var j in new[] { 0, -1 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => two.Share(j));
            Assert.Throws<ArgumentOutOfRangeException>(() => TrusteeKeys.ShareKey(suite, [two.Commitments], j));
        }
        Assert.Equal(two.Commitments[0] + two.Commitments[1], TrusteeKeys.ShareKey(suite, [two.Commitments], 1));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A57")]
    public void A57_secrets_are_wiped_and_not_only_hidden(string name)
    {
        var (suite, random) = (Suites.Get(name), new SeededRandomSource("wiped"));
        var polynomial = TrusteePolynomial.Generate(suite, 3, random);
        var coefficients = polynomial.Coefficients;
        polynomial.Dispose();
        Assert.All(coefficients, coefficient => Assert.Equal(default, coefficient));
        var identity = TrusteeIdentity.Generate(suite, random);
        identity.Dispose();
        Assert.Equal(default(Scalar), typeof(TrusteeIdentity).GetField("secret", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(identity));
        var staff = suite.StaffSignatures.Generate(random);
        Assert.True(staff.PrivateKey.Span.ContainsAnyExcept((byte)0));
        staff.Dispose();
        Assert.False(staff.PrivateKey.Span.ContainsAnyExcept((byte)0));
    }

    private static Scalar PadOf(Suite suite, byte[] manifest, int dealer, int recipient, Point e, Point key, Point s)
    {
        var transcript = new AbsorbingTranscript(suite, "RV1-share", manifest, []);
        transcript.AddInt("dealer", dealer);
        transcript.AddInt("trustee", recipient);
        transcript.Add("E", () => e);
        transcript.Add("K", () => key);
        transcript.Add("S", () => s);
        return suite.HashToScalar(transcript.Digest(), "share");
    }

    private static T[] Put<T>(IReadOnlyList<T> items, int at, T value) => [.. items.Select((item, i) => i == at ? value : item)];
}
