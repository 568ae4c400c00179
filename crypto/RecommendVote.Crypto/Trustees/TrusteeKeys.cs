namespace RecommendVote.Crypto;

/// <summary>Public keys that follow from all dealers' commitments.</summary>
public static class TrusteeKeys
{
    /// <summary>h = sum of A_(i,0). The caller refuses the identity.</summary>
    public static Point JointKey(Suite suite, IReadOnlyList<IReadOnlyList<Point>> commitments)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return suite.Group.Sum(commitments.Select(a => a[0]));
    }

    /// <summary>X_j = sum over i and m of j^m A_(i,m). The caller refuses the identity.</summary>
    public static Point ShareKey(Suite suite, IReadOnlyList<IReadOnlyList<Point>> commitments, int j)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return suite.Group.Sum(commitments.Select(a => Evaluate(suite, a, j)));
    }

    /// <summary>X_1 .. X_n.</summary>
    public static IReadOnlyList<Point> ShareKeys(Suite suite, IReadOnlyList<IReadOnlyList<Point>> commitments)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        return [.. Enumerable.Range(1, commitments.Count).Select(j => ShareKey(suite, commitments, j))];
    }

    /// <summary>x_j = sum of the opened shares f_i(j).</summary>
    public static Scalar CombineShares(IReadOnlyList<Scalar> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return shares.Aggregate((a, b) => a + b);
    }

    /// <summary>sum over m of j^m A_m.</summary>
    internal static Point Evaluate(Suite suite, IReadOnlyList<Point> commitments, int j)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(j, 1);
        var step = suite.Group.FromInt(j);
        var powers = new Scalar[commitments.Count];
        for (var m = 0; m < powers.Length; m++)
            powers[m] = m == 0 ? suite.Group.One : powers[m - 1] * step;
        return suite.Group.MultiScalarMultiply(commitments, powers);
    }
}
