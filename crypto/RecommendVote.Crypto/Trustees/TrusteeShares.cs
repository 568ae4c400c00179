namespace RecommendVote.Crypto;

/// <summary>
/// The values of a trustee-shares body: dealer i, a fresh E_i, and c_ij = f_i(j) + pad(i, j) for all j = 1..n, the dealer included.
/// pad = hash_to_scalar(digest of RV1-share over i, j, E_i, K_j, S = K_j^(e_i), DST("share")).
/// </summary>
public sealed record TrusteeShares(int Dealer, Point E, IReadOnlyList<Scalar> C)
{
    /// <param name="suite">The meeting's suite.</param>
    /// <param name="manifestHash">32 bytes.</param>
    /// <param name="dealer">i, from 1.</param>
    /// <param name="polynomial">f_i.</param>
    /// <param name="recipients">K_1 .. K_n.</param>
    /// <param name="random">E_i must be fresh in every ceremony.</param>
    public static TrusteeShares Seal(
        Suite suite, ReadOnlySpan<byte> manifestHash, int dealer, TrusteePolynomial polynomial, IReadOnlyList<Point> recipients, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(polynomial);
        ArgumentNullException.ThrowIfNull(recipients);
        var ephemeral = suite.Group.RandomScalar(random);
        var point = suite.Group.Generator * ephemeral;
        var sealedShares = new Scalar[recipients.Count];
        for (var j = 1; j <= recipients.Count; j++)
        {
            var key = recipients[j - 1];
            sealedShares[j - 1] = polynomial.Share(j) + Pad(suite, manifestHash, dealer, j, point, key, key * ephemeral);
        }
        return new TrusteeShares(dealer, point, sealedShares);
    }

    /// <summary>Opens the share for recipient j with its identity; check it with <see cref="IsShare"/>.</summary>
    public Scalar Open(Suite suite, ReadOnlySpan<byte> manifestHash, int recipient, TrusteeIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return OpenWith(suite, manifestHash, recipient, identity.PublicKey, E * identity.Secret);
    }

    /// <summary>Feldman's check: share * g = sum over m of recipient^m A_m.</summary>
    public static bool IsShare(Suite suite, IReadOnlyList<Point> commitments, int recipient, Scalar share)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return suite.Group.Generator * share == TrusteeKeys.Evaluate(suite, commitments, recipient);
    }

    /// <summary>The share as anybody recomputes it once S is revealed.</summary>
    internal Scalar OpenWith(Suite suite, ReadOnlySpan<byte> manifestHash, int recipient, Point recipientKey, Point s)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (recipient < 1 || recipient > C.Count)
            throw new ArgumentOutOfRangeException(nameof(recipient));
        return C[recipient - 1] - Pad(suite, manifestHash, Dealer, recipient, E, recipientKey, s);
    }

    private static Scalar Pad(Suite suite, ReadOnlySpan<byte> manifestHash, int i, int j, Point e, Point key, Point s)
    {
        var transcript = new Transcript(suite, "RV1-share", manifestHash);
        transcript.AppendInt("dealer", i);
        transcript.AppendInt("trustee", j);
        transcript.Append("E", e);
        transcript.Append("K", key);
        transcript.Append("S", s);
        return suite.HashToScalar(transcript.Digest(), "share");
    }
}
