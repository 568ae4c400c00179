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
    /// <summary>Reveals S and proves it, under a hedged nonce: a dealer who sends one E in two meetings learns nothing from a repeating generator.</summary>
    public static TrusteeComplaint Prove(
        Suite suite, ReadOnlySpan<byte> manifestHash, TrusteeShares shares, int recipient, TrusteeIdentity identity, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(identity);
        var s = shares.E * identity.Secret;
        var transcript = Start(suite, manifestHash, shares.Dealer, recipient, shares.E, identity.PublicKey, s);
        var nonce = HedgedNonce.Derive(transcript, identity.Secret, random);
        var c = Challenge(transcript, suite.Group.Generator * nonce, shares.E * nonce);
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
        if (Challenge(Start(suite, manifestHash, Dealer, Recipient, shares.E, recipientKey, S), tg, te) != C)
            return ComplaintVerdict.Refused;
        var share = shares.OpenWith(suite, manifestHash, Recipient, recipientKey, S);
        return TrusteeShares.IsShare(suite, commitments, Recipient, share) ? ComplaintVerdict.ComplainerAtFault : ComplaintVerdict.DealerAtFault;
    }

    private static Transcript Start(Suite suite, ReadOnlySpan<byte> manifestHash, int i, int j, Point e, Point key, Point s)
    {
        var transcript = new Transcript(suite, "RV1-trustee-complaint", manifestHash);
        transcript.AppendInt("dealer", i);
        transcript.AppendInt("trustee", j);
        transcript.Append("E", e);
        transcript.Append("K", key);
        transcript.Append("S", s);
        return transcript;
    }

    private static Scalar Challenge(Transcript transcript, Point tg, Point te)
    {
        transcript.Append("Tg", tg);
        transcript.Append("TE", te);
        return transcript.Challenge("c");
    }
}
