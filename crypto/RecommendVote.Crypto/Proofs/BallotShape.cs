namespace RecommendVote.Crypto;

/// <summary>Whether a ballot's vectors have exactly the lengths of the class and all elements are of the suite's group.</summary>
internal static class BallotShape
{
    public static bool Fits(BallotStatement statement, SealedBallot ballot)
    {
        var (n, m, slots) = (statement.Layout.EncryptedBits, statement.Layout.Bits, statement.Layout.Slots);
        var (ciphertexts, proof) = (ballot.Ciphertexts, ballot.Proof);
        return ciphertexts.Alpha.Count == n
            && ciphertexts.Beta.Count == n
            && ciphertexts.TextAlpha.Count == slots
            && ciphertexts.TextBeta.Count == slots
            && proof.F.Count == m
            && (proof.T3 is not null) == (slots > 0)
            && (proof.ZW is not null) == (slots > 0)
            && (ballot.Supersedes is null || ballot.Supersedes.Value.Length == 32)
            && Points(ballot).All(point => !point.IsIdentity && ReferenceEquals(point.Group, statement.Suite.Group))
            && Scalars(ballot).All(scalar => scalar.BelongsTo(statement.Suite.Group));
    }

    private static IEnumerable<Point> Points(SealedBallot ballot)
    {
        var (c, p) = (ballot.Ciphertexts, ballot.Proof);
        Point[] single = [ballot.Card, ballot.R, p.B, p.A, p.C, p.D, p.T1, p.T2];
        return single.Concat(p.T3 is null ? [] : [p.T3]).Concat(c.Alpha).Concat(c.Beta).Concat(c.TextAlpha).Concat(c.TextBeta);
    }

    private static IEnumerable<Scalar> Scalars(SealedBallot ballot)
    {
        var p = ballot.Proof;
        Scalar[] single = [ballot.S, p.ZA, p.ZC, p.ZT];
        return single.Concat(p.ZW is { } zW ? [zW] : []).Concat(p.F);
    }
}
