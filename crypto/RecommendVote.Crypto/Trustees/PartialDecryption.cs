namespace RecommendVote.Crypto;

/// <summary>
/// One trustee's d_k = x_j alpha_k for a whole list, with one Chaum-Pedersen proof over the list under 128-bit weights.
/// D entries, Ta and the inputs alpha may be the identity (B19); D_k is the identity exactly where alpha_k is.
/// </summary>
public sealed record PartialDecryption(IReadOnlyList<Point> D, Point Tg, Point Ta, Scalar Z)
{
    /// <summary>Decrypts and proves. The share is x_j.</summary>
    public static PartialDecryption Prove(DecryptionContext context, Scalar share, IReadOnlyList<Point> alpha, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(alpha);
        var group = context.Suite.Group;
        var d = alpha.Select(a => a * share).ToArray();
        var transcript = Start(context, alpha, d);
        var weights = Weights.Expand(context.Suite, transcript.Challenge("y"), alpha.Count);
        var nonce = HedgedNonce.Derive(transcript, share, random);
        var tg = group.Generator * nonce;
        var ta = group.MultiScalarMultiply(alpha, weights) * nonce;
        transcript.Append("Tg", tg);
        transcript.Append("Ta", ta);
        return new PartialDecryption(d, tg, ta, nonce + (transcript.Challenge("e") * share));
    }

    /// <summary>Whether every D_k is x_j alpha_k for the x_j behind X_j; never throws on bad data.</summary>
    public bool Verify(DecryptionContext context, IReadOnlyList<Point> alpha)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(alpha);
        var group = context.Suite.Group;
        if (D.Count != alpha.Count || Tg.IsIdentity || context.ShareKey.IsIdentity
            || context.ManifestHash.Length != 32 || context.Phase < 0 || context.Size < 0 || context.Trustee < 1
            || D.Concat(alpha).Append(Tg).Append(Ta).Append(context.ShareKey).Any(p => !ReferenceEquals(p.Group, group))
            || !Z.BelongsTo(group))
            return false;
        for (var k = 0; k < D.Count; k++)
        {
            if (D[k].IsIdentity != alpha[k].IsIdentity)
                return false;
        }
        var transcript = Start(context, alpha, D);
        var weights = Weights.Expand(context.Suite, transcript.Challenge("y"), alpha.Count);
        transcript.Append("Tg", Tg);
        transcript.Append("Ta", Ta);
        var e = transcript.Challenge("e");
        if (group.MultiScalarMultiply([group.Generator, context.ShareKey], [Z, -e]) != Tg)
            return false;
        return group.MultiScalarMultiply(
            [.. alpha, .. D], [.. weights.Select(w => w * Z), .. weights.Select(w => -(w * e))]) == Ta;
    }

    /// <summary>
    /// The message point beta - sum lambda_j d_j from partial decryptions of at least t different trustees; the caller passes exactly the
    /// subset it counts with (the first t of the log).
    /// </summary>
    /// <exception cref="ArgumentException">No trustee, one twice, or an index below 1.</exception>
    public static Point Combine(Suite suite, Point beta, IReadOnlyList<(int Trustee, Point D)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return CombineAll(suite, [beta], [.. parts.Select(part => (part.Trustee, (IReadOnlyList<Point>)[part.D]))])[0];
    }

    /// <summary>As <see cref="Combine"/>, of a whole list: each trustee's d_k stand in the order of the betas.</summary>
    /// <exception cref="ArgumentException">No trustee, one twice, or an index below 1; a list of another length.</exception>
    public static IReadOnlyList<Point> CombineAll(Suite suite, IReadOnlyList<Point> betas, IReadOnlyList<(int Trustee, IReadOnlyList<Point> D)> parts)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(betas);
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Any(part => part.D.Count != betas.Count))
            throw new ArgumentException("a decryption for every ciphertext", nameof(parts));
        var interpolation = new Interpolation(suite, [.. parts.Select(part => part.Trustee)]);
        var (group, arithmetic) = (suite.Group, suite.Group.Arithmetic);
        return group.NormalizeAll([.. betas.Select((beta, k) =>
            arithmetic.Add(group.Lift(beta), arithmetic.Negate(interpolation.Sum([.. parts.Select(part => part.D[k])]))))]);
    }

    /// <summary>lambda_j = product over m != j of m / (m - j) mod q, in the order of the indices.</summary>
    /// <exception cref="ArgumentException">Empty, an index twice, or an index below 1.</exception>
    public static IReadOnlyList<Scalar> Lagrange(Suite suite, IReadOnlyList<int> trustees)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(trustees);
        return new Interpolation(suite, trustees).Coefficients;
    }

    private static Transcript Start(DecryptionContext context, IReadOnlyList<Point> alpha, IReadOnlyList<Point> d)
    {
        var transcript = new Transcript(context.Suite, "RV1-decryption", context.ManifestHash.Span);
        transcript.AppendInt("phase", context.Phase);
        transcript.AppendInt("size", context.Size);
        transcript.Append("root", context.Root.Span);
        transcript.AppendInt("trustee", context.Trustee);
        transcript.Append("X", context.ShareKey);
        transcript.Append("alpha", alpha);
        transcript.Append("d", d);
        return transcript;
    }
}
