namespace RecommendVote.Crypto;

/// <summary>The values of a shuffle proof as a <c>mixed</c> entry carries them (docs/spec/shuffle.md, "Making").</summary>
/// <param name="C">N commitments to the permutation.</param>
/// <param name="CHat">N, the chain over the permuted weights.</param>
/// <param name="T1">For F1.</param>
/// <param name="T2">For F2.</param>
/// <param name="T3">For F3.</param>
/// <param name="T4">4J, for F4: per ciphertext its alpha part and its beta part.</param>
/// <param name="THat">N, for F5.</param>
/// <param name="S1">Response of F1.</param>
/// <param name="S2">Response of F2.</param>
/// <param name="S3">Response of F3.</param>
/// <param name="S4">2J responses of F4.</param>
/// <param name="SHat">N responses of F5.</param>
/// <param name="SPrime">N responses of F3, F4 and F5.</param>
public sealed record ShuffleProof(
    IReadOnlyList<Point> C, IReadOnlyList<Point> CHat, Point T1, Point T2, Point T3, IReadOnlyList<Point> T4, IReadOnlyList<Point> THat,
    Scalar S1, Scalar S2, Scalar S3, IReadOnlyList<Scalar> S4, IReadOnlyList<Scalar> SHat, IReadOnlyList<Scalar> SPrime)
{
    /// <summary>Whether all vectors have the lengths of the statement and every element is of its group and no identity.</summary>
    public bool Fits(ShuffleStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var (n, group) = (statement.Tuples, statement.Suite.Group);
        return C.Count == n && CHat.Count == n && THat.Count == n && SHat.Count == n && SPrime.Count == n
            && T4.Count == 2 * statement.Width && S4.Count == statement.Width
            && C.Concat(CHat).Concat(THat).Concat(T4).Append(T1).Append(T2).Append(T3).All(p => !p.IsIdentity && ReferenceEquals(p.Group, group))
            && S4.Concat(SHat).Concat(SPrime).Append(S1).Append(S2).Append(S3).All(s => s.BelongsTo(group));
    }
}

/// <summary>The first equation of a mix that does not hold.</summary>
public enum ShuffleFault
{
    None,

    /// <summary>A vector of another length, or an element of another group.</summary>
    Shape,
    F1,
    F2,
    F3,
    F4,
    F5,
}
