namespace RecommendVote.Crypto;

/// <summary>
/// Sums of many public multiples by buckets (Pippenger), signed digits of c bits.
/// Source: Bernstein, Doumen, Lange, Oosterwijk, "Faster batch forgery identification" (2012), section 4.
/// </summary>
internal static class MultiScalar
{
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
        if (points.IsEmpty)
            return default;
        var width = Width(points.Length);
        var windows = (bits + width) / width; // one bit more for the carry of signed digits
        var digits = new short[windows * points.Length];
        for (var i = 0; i < scalars.Length; i++)
            Recode(scalars[i], width, windows, digits.AsSpan(i * windows, windows));
        var buckets = new JacobianPoint[1 << (width - 1)];
        JacobianPoint result = default;
        for (var window = windows - 1; window >= 0; window--)
        {
            for (var i = 0; i < width; i++)
                result = curve.Double(result);
            buckets.AsSpan().Clear();
            for (var i = 0; i < points.Length; i++)
            {
                int digit = digits[(i * windows) + window];
                if (digit > 0)
                    buckets[digit - 1] = curve.Add(buckets[digit - 1], points[i]);
                else if (digit < 0)
                    buckets[-digit - 1] = curve.Add(buckets[-digit - 1], curve.Negate(points[i]));
            }
            JacobianPoint running = default;
            JacobianPoint sum = default;
            for (var i = buckets.Length - 1; i >= 0; i--)
            {
                running = curve.Add(running, buckets[i]);
                sum = curve.Add(sum, running);
            }
            result = curve.Add(result, sum);
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
            var cost = Math.Ceiling(257.0 / width) * (count + (2.6 * (1 << (width - 1))));
            if (cost < bestCost)
                (best, bestCost) = (width, cost);
        }
        return best;
    }
}
