namespace RecommendVote.Crypto;

/// <summary>
/// Sums of public multiples: few of them with shared doublings (Straus), many by buckets (Pippenger), signed digits in both.
/// Source: Bernstein, Doumen, Lange, Oosterwijk, "Faster batch forgery identification" (2012), section 4.
/// </summary>
internal static class MultiScalar
{
    /// <summary>From here on buckets are cheaper, by counting multiplications (an inversion is about 400).</summary>
    private const int BucketsFrom = 150;

    private const int SmallWidth = 4;

    public static Point Compute(Group group, IReadOnlyList<Point> points, IReadOnlyList<Scalar> scalars)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(scalars);
        if (points.Count != scalars.Count)
            throw new ArgumentException("as many scalars as points", nameof(scalars));
        var bases = new AffinePoint[points.Count];
        var factors = new U256[points.Count];
        var count = 0;
        var bits = 0;
        for (var i = 0; i < points.Count; i++)
        {
            if (!ReferenceEquals(points[i].Group, group) || !ReferenceEquals(scalars[i].Group, group))
                throw new ArgumentException("an element of another group", nameof(points));
            if (points[i].IsIdentity || scalars[i].IsZero)
                continue;
            bases[count] = points[i].Affine;
            factors[count] = scalars[i].Plain();
            bits = Math.Max(bits, factors[count].BitLength());
            count++;
        }
        return group.Normalize(Sum(group.Arithmetic, bases.AsSpan(0, count), factors.AsSpan(0, count), bits));
    }

    private static JacobianPoint Sum(CurveArithmetic curve, ReadOnlySpan<AffinePoint> points, ReadOnlySpan<U256> scalars, int bits)
    {
        if (points.Length < BucketsFrom)
            return SumOfFew(curve, points, scalars, bits);
        var width = Width(points.Length);
        var windows = (bits + width) / width; // one bit more for the carry of signed digits
        var digits = new short[windows * points.Length];
        for (var i = 0; i < scalars.Length; i++)
            Recode(scalars[i], width, windows, digits.AsSpan(i * windows, windows));
        var buckets = new BucketSums(curve, 1 << (width - 1), points.Length);
        JacobianPoint result = default;
        for (var window = windows - 1; window >= 0; window--)
        {
            for (var i = 0; i < width; i++)
                result = curve.Double(result);
            buckets.Fill(points, digits, windows, window);
            JacobianPoint running = default;
            JacobianPoint sum = default;
            for (var i = (1 << (width - 1)) - 1; i >= 0; i--)
            {
                if (buckets.TryGet(i, out var bucket))
                    running = curve.Add(running, bucket);
                sum = curve.Add(sum, running);
            }
            result = curve.Add(result, sum);
        }
        return result;
    }

    /// <summary>All points share the doublings; each brings a table of 1..8 times itself.</summary>
    private static JacobianPoint SumOfFew(CurveArithmetic curve, ReadOnlySpan<AffinePoint> points, ReadOnlySpan<U256> scalars, int bits)
    {
        const int TableSize = 1 << (SmallWidth - 1);
        var windows = (bits + SmallWidth) / SmallWidth;
        var digits = new short[windows * points.Length];
        var tables = new JacobianPoint[TableSize * points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            Recode(scalars[i], SmallWidth, windows, digits.AsSpan(i * windows, windows));
            tables[i * TableSize] = curve.Lift(points[i]);
            for (var k = 1; k < TableSize; k++)
                tables[(i * TableSize) + k] = curve.Add(tables[(i * TableSize) + k - 1], points[i]);
        }
        JacobianPoint result = default;
        for (var window = windows - 1; window >= 0; window--)
        {
            for (var i = 0; i < SmallWidth; i++)
                result = curve.Double(result);
            for (var i = 0; i < points.Length; i++)
            {
                int digit = digits[(i * windows) + window];
                if (digit > 0)
                    result = curve.Add(result, tables[(i * TableSize) + digit - 1]);
                else if (digit < 0)
                    result = curve.Add(result, curve.Negate(tables[(i * TableSize) - digit - 1]));
            }
        }
        return result;
    }

    /// <summary>Signed digits in -2^(c-1) .. 2^(c-1), least significant first.</summary>
    private static void Recode(in U256 scalar, int width, int windows, Span<short> digits)
    {
        var half = 1 << (width - 1);
        var carry = 0;
        for (var i = 0; i < windows; i++)
        {
            var digit = (int)scalar.Bits(i * width, width) + carry;
            carry = digit > half ? 1 : 0;
            digits[i] = (short)(digit - (carry << width));
        }
    }

    /// <summary>Window width that minimises windows * (points + buckets), found by counting additions.</summary>
    private static int Width(int count)
    {
        var best = 2;
        var bestCost = double.MaxValue;
        for (var width = 2; width <= 14; width++)
        {
            var cost = Math.Ceiling(257.0 / width) * (count + (4.5 * (1 << (width - 1))));
            if (cost < bestCost)
                (best, bestCost) = (width, cost);
        }
        return best;
    }
}
