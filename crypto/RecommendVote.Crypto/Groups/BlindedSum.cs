using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace RecommendVote.Crypto;

/// <summary>
/// Sums of multiples by SECRET scalars: the library's masked look-ups and arithmetic, and doublings that all summands share (Straus, 1964), which
/// takes a third of the time of one comb for each point. Digits are 1 to 16, so every scalar takes the same additions, and every sum starts at a
/// random point (Coron, CHES 1999, section 5.2), so that every intermediate point is drawn anew in every run; <see cref="BlindedComb"/> says why.
/// </summary>
internal static class BlindedSum
{
    private const int DigitBits = 4;
    private const int Digits = 256 / DigitBits;

    /// <summary>sum scalars[i] * columns[k][i] for each column k.</summary>
    /// <param name="group">The group of all points and scalars.</param>
    /// <param name="columns">Public points, one for each scalar in every column; the identity is allowed.</param>
    /// <param name="scalars">Secrets; zero is allowed.</param>
    public static Point[] Compute(Group group, IReadOnlyList<IReadOnlyList<Point>> columns, ReadOnlySpan<Scalar> scalars)
    {
        // 16^place of the highest digit, and the sum of all such powers up to it.
        var (sixteen, power, ones) = (group.FromInt(1 << DigitBits), group.One, group.One);
        for (var place = 1; place < Digits; place++)
        {
            power *= sixteen;
            ones += power;
        }
        var start = group.RandomScalar(SystemRandomSource.Instance);
        var (from, surplus) = ((group.Generator * start).Library, group.Generator * (start * power));
        var digits = new byte[Digits * scalars.Length];
        try
        {
            Recode(scalars, ones, digits);
            var sums = new Point[columns.Count];
            for (var k = 0; k < sums.Length; k++)
                sums[k] = group.FromLibrary(Sum(group, columns[k], digits, from)) - surplus;
            return sums;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(digits);
        }
    }

    /// <summary>Digits less one, the lowest first, those of one place beside each other: scalar = sum of (digit + 1) * 16^place.</summary>
    private static void Recode(ReadOnlySpan<Scalar> scalars, Scalar ones, Span<byte> digits)
    {
        for (var i = 0; i < scalars.Length; i++)
        {
            var rest = (scalars[i] - ones).Plain;
            for (var place = 0; place < Digits; place++)
                digits[(place * scalars.Length) + i] = (byte)rest.Bits(place * DigitBits, DigitBits);
        }
    }

    private static ECPoint Sum(Group group, IReadOnlyList<Point> points, ReadOnlySpan<byte> digits, ECPoint sum)
    {
        const int Entries = 1 << DigitBits;
        // The identity adds nothing; which points it is, everybody may see.
        int[] present = [.. Enumerable.Range(0, points.Count).Where(i => !points[i].IsIdentity)];
        var multiples = new ECPoint[Entries * present.Length];
        for (var i = 0; i < present.Length; i++)
        {
            var point = multiples[Entries * i] = group.ToLibrary(points[present[i]]);
            for (var entry = 1; entry < Entries; entry++)
                multiples[(Entries * i) + entry] = multiples[(Entries * i) + entry - 1].Add(point);
        }
        var curve = sum.Curve;
        curve.NormalizeAll(multiples);
        var tables = new ECLookupTable[present.Length];
        for (var i = 0; i < tables.Length; i++)
            tables[i] = curve.CreateCacheSafeLookupTable(multiples, Entries * i, Entries);

        for (var place = Digits - 1; place >= 0; place--)
        {
            if (place < Digits - 1)
                sum = sum.TimesPow2(DigitBits);
            for (var i = 0; i < tables.Length; i++)
                sum = sum.Add(tables[i].Lookup(digits[(place * points.Count) + present[i]]));
        }
        return sum;
    }
}
