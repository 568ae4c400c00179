namespace RecommendVote.Crypto;

/// <summary>A dealer's secret polynomial f_i of degree t - 1 and its Feldman commitments A_m = a_m g. Never printed; for one ceremony only.</summary>
public sealed class TrusteePolynomial : IDisposable
{
    private readonly Scalar[] coefficients;
    private bool disposed;

    /// <param name="coefficients">a_0 .. a_(t-1), none zero.</param>
    public TrusteePolynomial(IReadOnlyList<Scalar> coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        if (coefficients.Count is < 1 or > TrusteeRules.MaxTrustees || coefficients.Any(a => a.IsZero))
            throw new ArgumentException("coefficients are 1..15 and not zero", nameof(coefficients));
        this.coefficients = [.. coefficients];
        Commitments = [.. coefficients.Select(a => a.Group.Generator * a)];
    }

    /// <summary>A_0 .. A_(t-1).</summary>
    public IReadOnlyList<Point> Commitments { get; }

    /// <summary>a_0 .. a_(t-1), for the sealed backup file.</summary>
    public IReadOnlyList<Scalar> Coefficients => disposed ? throw new ObjectDisposedException(nameof(TrusteePolynomial)) : coefficients;

    public static TrusteePolynomial Generate(Suite suite, int threshold, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, TrusteeRules.MaxTrustees);
        return new TrusteePolynomial([.. Enumerable.Range(0, threshold).Select(_ => suite.Group.RandomScalar(random))]);
    }

    /// <summary>f(j), j from 1.</summary>
    public Scalar Share(int j)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(j, 1);
        var point = Coefficients[0].Group.FromInt(j);
        var value = coefficients[^1];
        for (var m = coefficients.Length - 2; m >= 0; m--)
            value = (value * point) + coefficients[m];
        return value;
    }

    public void Dispose()
    {
        Array.Clear(coefficients);
        disposed = true;
    }

    /// <summary>The type name only.</summary>
    public override string ToString() => nameof(TrusteePolynomial);
}
