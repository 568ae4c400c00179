using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>The nonces of the proofs in trustee-key and trustee-complaint under a generator that gives the same bytes each time.</summary>
public class TrusteeProofNonceTests
{
    private readonly ConstantRandom stuck = new(5);

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_a_repeating_generator_does_not_repeat_a_commitment_of_a_key_proof(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, identity, polynomial) = (c.Suite, c.Manifest, c.Identities[0], c.Polynomials[0]);
        using var sharesOneCoefficient = new TrusteePolynomial([polynomial.Coefficients[0], c.Polynomials[1].Coefficients[1]]);
        var another = suite.Hash("another meeting"u8);
        TrusteeKeyBody Prove(byte[] manifest, int index, string title, TrusteePolynomial secret) =>
            TrusteeKeyBody.Prove(suite, manifest, index, title, identity, secret, stuck);

        var first = Prove(m, 1, "x", polynomial);
        (byte[] Manifest, TrusteeKeyBody Body)[] proofs =
        [
            (m, first), (another, Prove(another, 1, "x", polynomial)), (m, Prove(m, 2, "x", polynomial)),
            (m, Prove(m, 1, "y", polynomial)), (m, Prove(m, 1, "x", sharesOneCoefficient)),
        ];
        Assert.All(proofs, p => Assert.Null(p.Body.Fault(suite, p.Manifest, p.Body.Index, c.Keys[0], 2)));
        var commitments = proofs.SelectMany(p => p.Body.R).ToArray();
        Assert.Equal(commitments.Length, commitments.Distinct().Count());
        // nothing but the secret, the statement and the generator goes in; with a sound generator the same statement has another nonce
        Assert.Equal(first.R, Prove(m, 1, "x", polynomial).R);
        Assert.Empty(TrusteeKeyBody.Prove(suite, m, 1, "x", identity, polynomial, c.Random).R.Intersect(first.R));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_a_repeating_generator_does_not_repeat_a_commitment_of_a_complaint(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, identity, shares) = (c.Suite, c.Manifest, c.Identities[1], c.Shares[0]);
        var another = suite.Hash("another meeting"u8);
        TrusteeComplaint Prove(byte[] manifest, TrusteeShares about, int recipient) =>
            TrusteeComplaint.Prove(suite, manifest, about, recipient, identity, stuck);

        // a dealer that wants the key may send the same E twice: in a second meeting, or under another trustee's number
        var first = Prove(m, shares, 2);
        (byte[] Manifest, TrusteeShares Shares, TrusteeComplaint Complaint)[] proofs =
        [
            (m, shares, first), (another, shares, Prove(another, shares, 2)), (m, shares with { Dealer = 3 }, Prove(m, shares with { Dealer = 3 }, 2)),
            (m, shares, Prove(m, shares, 3)), (m, c.Shares[2], Prove(m, c.Shares[2], 2)),
        ];
        Assert.All(proofs, p => Assert.NotEqual(
            ComplaintVerdict.Refused, p.Complaint.Judge(suite, p.Manifest, p.Shares, c.Commitments[0], identity.PublicKey)));
        var commitments = proofs.Select(p => Commitment(p.Complaint)).ToArray();
        Assert.Equal(commitments.Length, commitments.Distinct().Count());
        Assert.Equal(first, Prove(m, shares, 2));
        Assert.NotEqual(Commitment(first), Commitment(TrusteeComplaint.Prove(suite, m, shares, 2, identity, c.Random)));

        Point Commitment(TrusteeComplaint complaint) => (suite.Group.Generator * complaint.Z) - (identity.PublicKey * complaint.C);
    }
}
