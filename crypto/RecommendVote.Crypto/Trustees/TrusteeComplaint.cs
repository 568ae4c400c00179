namespace RecommendVote.Crypto;

/// <summary>Who is at fault after a complaint.</summary>
public enum ComplaintVerdict
{
    /// <summary>The proof is wrong: the complaint is refused and nothing follows from it.</summary>
    Refused,

    /// <summary>The revealed share fails Feldman's check.</summary>
    DealerAtFault,

    /// <summary>The revealed share is good.</summary>
    ComplainerAtFault,
}

/// <summary>
/// The values of a trustee-complaint by recipient j against dealer i: S = k_j E_i and a Chaum-Pedersen proof (c, z) that
/// log_g K_j = log_(E_i) S (B16). Revealing S harms nobody: E_i is single-use and the polynomials are dropped.
/// </summary>
public sealed record TrusteeComplaint(int Dealer, int Recipient, Point S, Scalar C, Scalar Z)
{
    public static TrusteeComplaint Prove(
        Suite suite, ReadOnlySpan<byte> manifestHash, TrusteeShares shares, int recipient, TrusteeIdentity identity, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(identity);
        var s = shares.E * identity.Secret;
        var nonce = suite.Group.RandomScalar(random);
        var c = Challenge(suite, manifestHash, shares.Dealer, recipient, shares.E, identity.PublicKey, s, suite.Group.Generator * nonce, shares.E * nonce);
        return new TrusteeComplaint(shares.Dealer, recipient, s, c, nonce + (c * identity.Secret));
    }

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="manifestHash">32 bytes.</param>
    /// <param name="shares">The dealer's shares.</param>
    /// <param name="commitments">The dealer's A_0 .. A_(t-1).</param>
    /// <param name="recipientKey">K_j of the manifest.</param>
    public ComplaintVerdict Judge(
        Suite suite, ReadOnlySpan<byte> manifestHash, TrusteeShares shares, IReadOnlyList<Point> commitments, Point recipientKey)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(recipientKey);
        if (Dealer != shares.Dealer || Recipient < 1 || Recipient > shares.C.Count || S.IsIdentity
            || !ReferenceEquals(S.Group, suite.Group) || !C.BelongsTo(suite.Group) || !Z.BelongsTo(suite.Group))
            return ComplaintVerdict.Refused;
        var group = suite.Group;
        var tg = group.MultiScalarMultiply([group.Generator, recipientKey], [Z, -C]);
        var te = group.MultiScalarMultiply([shares.E, S], [Z, -C]);
        if (Challenge(suite, manifestHash, Dealer, Recipient, shares.E, recipientKey, S, tg, te) != C)
            return ComplaintVerdict.Refused;
        var share = shares.OpenWith(suite, manifestHash, Recipient, recipientKey, S);
        return TrusteeShares.IsShare(suite, commitments, Recipient, share) ? ComplaintVerdict.ComplainerAtFault : ComplaintVerdict.DealerAtFault;
    }

    private static Scalar Challenge(
        Suite suite, ReadOnlySpan<byte> manifestHash, int i, int j, Point e, Point key, Point s, Point tg, Point te)
    {
        var transcript = new Transcript(suite, "RV1-trustee-complaint", manifestHash);
        transcript.AppendInt("dealer", i);
        transcript.AppendInt("trustee", j);
        transcript.Append("E", e);
        transcript.Append("K", key);
        transcript.Append("S", s);
        transcript.Append("Tg", tg);
        transcript.Append("TE", te);
        return transcript.Challenge("c");
    }
}
