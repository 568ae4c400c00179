using System.Numerics;

namespace RecommendVote.Crypto;

/// <summary>Inverses of PUBLIC values modulo an odd prime by the binary extended Euclidean algorithm (Menezes et al., algorithm 14.61), variable time.</summary>
internal static class PublicInverse
{
    /// <param name="value">1 .. prime-1.</param>
    /// <param name="prime">An odd prime of 256 bits.</param>
    public static U256 Compute(in U256 value, in U256 prime)
    {
        var (u, v) = (value, prime);
        var (a, b) = (new U256(1, 0, 0, 0), U256.Zero); // u = a * value, v = b * value mod prime
        while (true)
        {
            Halve(ref u, ref a, prime);
            Halve(ref v, ref b, prime);
            if (u.Equals(v))
                return a; // both are 1
            var difference = U256.SubtractWithBorrow(u, v, out var borrow);
            if (borrow == 0)
            {
                u = difference;
                a = Subtract(a, b, prime);
            }
            else
            {
                v = U256.SubtractWithBorrow(v, u, out _);
                b = Subtract(b, a, prime);
            }
        }
    }

    /// <summary>Makes n odd; halves its factor as often, modulo the prime.</summary>
    private static void Halve(ref U256 n, ref U256 factor, in U256 prime)
    {
        while (!n.IsOdd)
        {
            var count = n.A0 == 0 ? 63 : BitOperations.TrailingZeroCount(n.A0);
            n = ShiftRight(n, count, 0);
            for (var i = 0; i < count; i++)
            {
                var even = factor;
                var carry = 0UL;
                if (factor.IsOdd)
                    even = U256.AddWithCarry(factor, prime, out carry);
                factor = ShiftRight(even, 1, carry);
            }
        }
    }

    private static U256 Subtract(in U256 x, in U256 y, in U256 prime)
    {
        var difference = U256.SubtractWithBorrow(x, y, out var borrow);
        return borrow == 0 ? difference : U256.AddWithCarry(difference, prime, out _);
    }

    /// <summary>1 to 63 places; the carry comes in at the top.</summary>
    private static U256 ShiftRight(in U256 x, int count, ulong carry) => new(
        (x.A0 >> count) | (x.A1 << (64 - count)),
        (x.A1 >> count) | (x.A2 << (64 - count)),
        (x.A2 >> count) | (x.A3 << (64 - count)),
        (x.A3 >> count) | (carry << (64 - count)));
}
