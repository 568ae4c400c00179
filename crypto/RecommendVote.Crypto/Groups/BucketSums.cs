namespace RecommendVote.Crypto;

/// <summary>
/// Sums of affine points bucket by bucket. Neighbours of a bucket are added in rounds, and all slopes of a round share one inversion
/// (Montgomery 1987, "Speeding the Pollard and elliptic curve methods", section 10.3.1): about 6 multiplications per addition, against 11 in
/// Jacobian coordinates. Public data only.
/// </summary>
internal sealed class BucketSums(CurveArithmetic curve, int buckets, int points)
{
    private readonly int[] start = new int[buckets + 1];
    private readonly int[] size = new int[buckets];
    private readonly AffinePoint[] slots = new AffinePoint[points];
    private readonly U256[] slopes = new U256[(points / 2) + 1];
    private readonly U256[] products = new U256[(points / 2) + 1];

    /// <summary>Adds up the points by digit: bucket |digit| - 1 gets the point, negated when the digit is negative; zero is skipped.</summary>
    /// <param name="bases">The points.</param>
    /// <param name="digits">Digit of point i at index i * stride + offset.</param>
    /// <param name="stride">Digits per point.</param>
    /// <param name="offset">Which of them.</param>
    public void Fill(ReadOnlySpan<AffinePoint> bases, ReadOnlySpan<short> digits, int stride, int offset)
    {
        size.AsSpan().Clear();
        for (var i = 0; i < bases.Length; i++)
        {
            var digit = digits[(i * stride) + offset];
            if (digit != 0)
                size[Math.Abs((int)digit) - 1]++;
        }
        for (var b = 0; b < buckets; b++)
            start[b + 1] = start[b] + size[b];
        size.AsSpan().Clear();
        for (var i = 0; i < bases.Length; i++)
        {
            int digit = digits[(i * stride) + offset];
            if (digit == 0)
                continue;
            var b = Math.Abs(digit) - 1;
            slots[start[b] + size[b]++] = digit > 0 ? bases[i] : curve.Negate(bases[i]);
        }
        while (Round())
        {
        }
    }

    /// <summary>The sum of a bucket after <see cref="Fill"/>; false for an empty one.</summary>
    public bool TryGet(int bucket, out AffinePoint sum)
    {
        sum = size[bucket] == 0 ? default : slots[start[bucket]];
        return size[bucket] != 0;
    }

    /// <summary>Halves every bucket; false when none had two points.</summary>
    private bool Round()
    {
        var field = curve.Field;
        var count = 0;
        var product = field.One;
        for (var b = 0; b < buckets; b++)
        {
            for (var i = 0; i + 1 < size[b]; i += 2)
            {
                var slope = Denominator(slots[start[b] + i], slots[start[b] + i + 1]);
                slopes[count] = slope;
                products[count++] = product;
                if (!slope.IsZero)
                    product = field.Multiply(product, slope);
            }
        }
        if (count == 0)
            return false;
        var inverse = field.Invert(product);
        for (var k = count - 1; k >= 0; k--)
        {
            if (slopes[k].IsZero)
                continue;
            var slope = slopes[k];
            slopes[k] = field.Multiply(inverse, products[k]);
            inverse = field.Multiply(inverse, slope);
        }
        var next = 0;
        for (var b = 0; b < buckets; b++)
        {
            var (from, kept) = (start[b], 0);
            for (var i = 0; i + 1 < size[b]; i += 2)
            {
                var slope = slopes[next++];
                if (!slope.IsZero) // opposite points vanish together
                    slots[from + kept++] = Join(slots[from + i], slots[from + i + 1], slope);
            }
            if ((size[b] & 1) == 1)
                slots[from + kept++] = slots[from + size[b] - 1];
            size[b] = kept;
        }
        return true;
    }

    /// <summary>Denominator of the slope through p and q: x_q - x_p, or 2y for equal points; zero exactly for opposite points.</summary>
    private U256 Denominator(in AffinePoint p, in AffinePoint q)
    {
        var difference = curve.Field.Subtract(q.X, p.X);
        return difference.IsZero && p.Y.Equals(q.Y) ? curve.Field.Add(p.Y, p.Y) : difference;
    }

    private AffinePoint Join(in AffinePoint p, in AffinePoint q, in U256 inverse)
    {
        var field = curve.Field;
        var numerator = p.X.Equals(q.X) ? Tangent(p.X) : field.Subtract(q.Y, p.Y);
        var slope = field.Multiply(numerator, inverse);
        var x = field.Subtract(field.Subtract(field.Square(slope), p.X), q.X);
        return new AffinePoint(x, field.Subtract(field.Multiply(slope, field.Subtract(p.X, x)), p.Y));
    }

    /// <summary>3x^2 - 3, the numerator of the tangent's slope for a = -3.</summary>
    private U256 Tangent(in U256 x)
    {
        var field = curve.Field;
        var t = field.Subtract(field.Square(x), field.One);
        return field.Add(field.Add(t, t), t);
    }
}
