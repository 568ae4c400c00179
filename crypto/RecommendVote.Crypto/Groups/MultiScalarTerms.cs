namespace RecommendVote.Crypto;

/// <summary>
/// The terms of a sum of public multiples, as plain numbers. Scalars above q/2 are taken as their negative times the negated point: that saves
/// the bit that signed digits need. Zero scalars and the identity are left out. Not safe for several threads.
/// </summary>
internal sealed class MultiScalarTerms(Group group, int capacity)
{
    private readonly List<Point> points = new(capacity);
    private readonly List<U256> scalars = new(capacity);
    private readonly List<bool> negated = new(capacity);
    private readonly U256 half = Half(group.Order.Value);

    public Group Group => group;

    public int Count => points.Count;

    /// <summary>Bits of the largest scalar.</summary>
    public int Bits { get; private set; } = 1;

    /// <param name="point">A point of the group.</param>
    /// <param name="scalar">Below q.</param>
    public void Add(Point point, U256 scalar)
    {
        if (point.IsIdentity || scalar.IsZero)
            return;
        var negate = half.LessThan(scalar);
        if (negate)
            scalar = U256.SubtractWithBorrow(group.Order.Value, scalar, out _);
        points.Add(point);
        scalars.Add(scalar);
        negated.Add(negate);
        Bits = Math.Max(Bits, scalar.BitLength());
    }

    /// <summary>Adds the terms of another sum in the same group.</summary>
    public void Add(MultiScalarTerms other)
    {
        points.AddRange(other.points);
        scalars.AddRange(other.scalars);
        negated.AddRange(other.negated);
        Bits = Math.Max(Bits, other.Bits);
    }

    /// <summary>Writes the points, negated where the scalar was, in plain form from index 0 on.</summary>
    public void CopyTo(PointPool pool)
    {
        var prime = group.Arithmetic.Field.Value;
        for (var i = 0; i < points.Count; i++)
            pool.SetPlain(i, points[i].X, negated[i] ? U256.SubtractWithBorrow(prime, points[i].Y, out _) : points[i].Y);
    }

    /// <summary>
    /// Signed digits, -2^(w-1) + 1 .. 2^(w-1), least significant window first: that of point i in window k at k * Count + i. Width at most 16; the digit
    /// 2^15 is kept as -2^15, which no digit is.
    /// </summary>
    public short[] Digits(int width, int windows)
    {
        var digits = GC.AllocateUninitializedArray<short>(windows * Count);
        var half = 1 << (width - 1);
        for (var i = 0; i < Count; i++)
        {
            var scalar = scalars[i];
            var carry = 0;
            for (var k = 0; k < windows; k++)
            {
                var digit = (int)scalar.Bits(k * width, width) + carry;
                carry = digit > half ? 1 : 0;
                digits[(k * Count) + i] = unchecked((short)(digit - (carry << width)));
            }
        }
        return digits;
    }

    private static U256 Half(in U256 q) => new(
        (q.A0 >> 1) | (q.A1 << 63), (q.A1 >> 1) | (q.A2 << 63), (q.A2 >> 1) | (q.A3 << 63), q.A3 >> 1);
}
