using System.Numerics;

namespace RecommendVote.Crypto;

/// <summary>
/// Interpolation at 0 of public points by Lagrange's formula. For trustees 1..15 the coefficients are fractions of small integers n_j / d, so that a sum
/// takes a few doublings instead of hundreds; the common denominator, 1 for most sets, is divided out at the end.
/// </summary>
internal sealed class Interpolation
{
    private readonly Suite suite;
    private readonly BigInteger[] numerators;
    private readonly int bits;
    private readonly Scalar? inverse;

    /// <exception cref="ArgumentException">No trustee, one twice, or an index below 1.</exception>
    public Interpolation(Suite suite, IReadOnlyList<int> trustees)
    {
        if (trustees.Count == 0 || trustees.Any(j => j < 1) || trustees.Distinct().Count() != trustees.Count)
            throw new ArgumentException("trustees are different and numbered from 1", nameof(trustees));
        this.suite = suite;
        var fractions = trustees.Select(j => Reduced(
            trustees.Where(m => m != j).Aggregate(BigInteger.One, (product, m) => product * m),
            trustees.Where(m => m != j).Aggregate(BigInteger.One, (product, m) => product * (m - j)))).ToList();
        var common = fractions.Aggregate(BigInteger.One, (lcm, fraction) => lcm / BigInteger.GreatestCommonDivisor(lcm, fraction.Denominator) * fraction.Denominator);
        numerators = [.. fractions.Select(fraction => fraction.Numerator * (common / fraction.Denominator))];
        bits = numerators.Max(number => (int)BigInteger.Abs(number).GetBitLength());
        inverse = common.IsOne ? null : FromBig(common).Invert();
    }

    /// <summary>The coefficients modulo the group's order.</summary>
    public IReadOnlyList<Scalar> Coefficients => [.. numerators.Select(numerator => inverse is null ? FromBig(numerator) : FromBig(numerator) * inverse.Value)];

    /// <summary>The sum of the coefficients' multiples of as many public points.</summary>
    /// <exception cref="ArgumentException">A point of another group.</exception>
    public JacobianPoint Sum(IReadOnlyList<Point> points)
    {
        var arithmetic = suite.Group.Arithmetic;
        if (points.Any(point => !ReferenceEquals(point.Group, suite.Group)))
            throw new ArgumentException("a point of another group", nameof(points));
        var terms = numerators.Zip(points).Where(term => !term.Second.IsIdentity).Select(term =>
            (Factor: BigInteger.Abs(term.First), Point: term.First.Sign < 0 ? arithmetic.Negate(term.Second.Affine) : term.Second.Affine)).ToList();
        JacobianPoint sum = default;
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            sum = arithmetic.Double(sum);
            foreach (var (factor, point) in terms)
            {
                if (!((factor >> bit) & 1).IsZero)
                    sum = arithmetic.Add(sum, point);
            }
        }
        return inverse is null ? sum : arithmetic.Multiply(sum, inverse.Value.Plain);
    }

    private Scalar FromBig(BigInteger number)
    {
        var (group, magnitude) = (suite.Group, BigInteger.Abs(number));
        var scalar = group.Zero;
        for (var shift = 48 * ((int)magnitude.GetBitLength() / 48); shift >= 0; shift -= 48)
            scalar = (scalar * group.FromInt(1L << 48)) + group.FromInt((long)((magnitude >> shift) & ((1L << 48) - 1)));
        return number.Sign < 0 ? -scalar : scalar;
    }

    private static (BigInteger Numerator, BigInteger Denominator) Reduced(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return (numerator / divisor, denominator / divisor);
    }
}
