using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RecommendVote.Crypto;

/// <summary>
/// Arithmetic modulo an odd number m with 2^255 &lt; m &lt; 2^256, on values in Montgomery form (v * 2^256 mod m).
/// Source: Koc, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication algorithms" (1996), method CIOS.
/// Add, subtract and multiply take no branch on the values.
/// </summary>
internal sealed class Modulus
{
    private readonly ulong m0, m1, m2, m3;
    private readonly ulong inverse; // -m^-1 mod 2^64
    private readonly U256 value;
    private readonly U256 rSquared;
    private readonly U256 minusTwo;

    public Modulus(string hex)
    {
        value = U256.FromHex(hex);
        (m0, m1, m2, m3) = (value.A0, value.A1, value.A2, value.A3);
        if (m3 >> 63 != 1 || !value.IsOdd)
            throw new ArgumentException("the modulus is odd and has 256 bits", nameof(hex));
        var m = new BigInteger(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
        One = FromBig((BigInteger.One << 256) % m);
        rSquared = FromBig((BigInteger.One << 512) % m);
        minusTwo = U256.SubtractWithBorrow(value, new U256(2, 0, 0, 0), out _);
        unchecked
        {
            ulong x = 1;
            for (var i = 0; i < 6; i++)
                x *= 2 - (m0 * x);
            inverse = 0 - x;
        }
    }

    public ref readonly U256 Value => ref value;

    /// <summary>1 in Montgomery form.</summary>
    public U256 One { get; }

    public U256 ToMontgomery(in U256 value) => Multiply(value, rSquared);

    public U256 FromMontgomery(in U256 value) => Multiply(value, new U256(1, 0, 0, 0));

    /// <summary>A small integer in Montgomery form.</summary>
    public U256 FromInteger(ulong value) => ToMontgomery(new U256(value, 0, 0, 0));

    /// <summary>48 bytes big-endian, reduced, in Montgomery form (RFC 9380 section 5.3 with L = 48).</summary>
    public U256 Reduce48(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[32];
        wide.Clear();
        bytes[..16].CopyTo(wide[16..]);
        var high = U256.Read(wide);
        var low = ReduceOnce(U256.Read(bytes[16..]), 0);
        return Add(ToMontgomery(ToMontgomery(high)), ToMontgomery(low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public U256 Add(in U256 a, in U256 b)
    {
        var sum = U256.AddWithCarry(a, b, out var carry);
        return ReduceOnce(sum, carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public U256 Subtract(in U256 a, in U256 b)
    {
        var difference = U256.SubtractWithBorrow(a, b, out var borrow);
        var mask = unchecked(0 - borrow);
        return U256.AddWithCarry(difference, new U256(m0 & mask, m1 & mask, m2 & mask, m3 & mask), out _);
    }

    public U256 Negate(in U256 a) => Subtract(U256.Zero, a);

    public U256 Square(in U256 a) => Multiply(a, a);

    /// <summary>a * b / 2^256 mod m. Limbs stay in locals, written out row by row: indexing or by-ref carries triple the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public U256 Multiply(in U256 a, in U256 b)
    {
        unchecked
        {
            var (b0, b1, b2, b3) = (b.A0, b.A1, b.A2, b.A3);
            var x = a.A0;
            var t0 = MultiplyAdd(x, b0, 0, 0, out var c);
            var t1 = MultiplyAdd(x, b1, 0, c, out c);
            var t2 = MultiplyAdd(x, b2, 0, c, out c);
            var t3 = MultiplyAdd(x, b3, 0, c, out var t4);
            var k = t0 * inverse;
            MultiplyAdd(k, m0, t0, 0, out c);
            t0 = MultiplyAdd(k, m1, t1, c, out c);
            t1 = MultiplyAdd(k, m2, t2, c, out c);
            t2 = MultiplyAdd(k, m3, t3, c, out c);
            t3 = t4 + c;
            t4 = t3 < c ? 1UL : 0UL;

            x = a.A1;
            t0 = MultiplyAdd(x, b0, t0, 0, out c);
            t1 = MultiplyAdd(x, b1, t1, c, out c);
            t2 = MultiplyAdd(x, b2, t2, c, out c);
            t3 = MultiplyAdd(x, b3, t3, c, out c);
            t4 += c;
            var t5 = t4 < c ? 1UL : 0UL;
            k = t0 * inverse;
            MultiplyAdd(k, m0, t0, 0, out c);
            t0 = MultiplyAdd(k, m1, t1, c, out c);
            t1 = MultiplyAdd(k, m2, t2, c, out c);
            t2 = MultiplyAdd(k, m3, t3, c, out c);
            t3 = t4 + c;
            t4 = t5 + (t3 < c ? 1UL : 0UL);

            x = a.A2;
            t0 = MultiplyAdd(x, b0, t0, 0, out c);
            t1 = MultiplyAdd(x, b1, t1, c, out c);
            t2 = MultiplyAdd(x, b2, t2, c, out c);
            t3 = MultiplyAdd(x, b3, t3, c, out c);
            t4 += c;
            t5 = t4 < c ? 1UL : 0UL;
            k = t0 * inverse;
            MultiplyAdd(k, m0, t0, 0, out c);
            t0 = MultiplyAdd(k, m1, t1, c, out c);
            t1 = MultiplyAdd(k, m2, t2, c, out c);
            t2 = MultiplyAdd(k, m3, t3, c, out c);
            t3 = t4 + c;
            t4 = t5 + (t3 < c ? 1UL : 0UL);

            x = a.A3;
            t0 = MultiplyAdd(x, b0, t0, 0, out c);
            t1 = MultiplyAdd(x, b1, t1, c, out c);
            t2 = MultiplyAdd(x, b2, t2, c, out c);
            t3 = MultiplyAdd(x, b3, t3, c, out c);
            t4 += c;
            t5 = t4 < c ? 1UL : 0UL;
            k = t0 * inverse;
            MultiplyAdd(k, m0, t0, 0, out c);
            t0 = MultiplyAdd(k, m1, t1, c, out c);
            t1 = MultiplyAdd(k, m2, t2, c, out c);
            t2 = MultiplyAdd(k, m3, t3, c, out c);
            t3 = t4 + c;
            t4 = t5 + (t3 < c ? 1UL : 0UL);
            return ReduceOnce(new U256(t0, t1, t2, t3), t4);
        }
    }

    /// <summary>a^exponent; the exponent is public (it decides the branches), a may be secret.</summary>
    public U256 Power(in U256 a, in U256 exponent)
    {
        var result = One;
        for (var i = 252; i >= 0; i -= 4)
        {
            if (i != 252)
                result = Square(Square(Square(Square(result))));
            var digit = exponent.Bits(i, 4);
            if (digit != 0)
                result = Multiply(result, SmallPower(a, digit));
        }
        return result;
    }

    /// <summary>a^-1 by Fermat, m being prime; 0 for 0 (RFC 9380 inv0).</summary>
    public U256 Invert(in U256 a) => Power(a, minusTwo);

    private U256 SmallPower(in U256 a, uint exponent)
    {
        var result = a;
        for (var bit = BitOperations.Log2(exponent) - 1; bit >= 0; bit--)
        {
            result = Square(result);
            if (((exponent >> bit) & 1) == 1)
                result = Multiply(result, a);
        }
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private U256 ReduceOnce(in U256 unreduced, ulong carry)
    {
        var reduced = U256.SubtractWithBorrow(unreduced, value, out var borrow);
        // keep the unreduced value only when nothing was carried out and the subtraction borrowed
        var keep = unchecked(0 - (borrow & ~carry & 1));
        return U256.Select(keep, unreduced, reduced);
    }

    /// <summary>Low limb of x*y + z + carry; the high limb goes out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong x, ulong y, ulong z, ulong carry, out ulong high)
    {
        unchecked
        {
            // the two halves by separate instructions: the out form of BigMul goes through memory
            var low = x * y;
            var top = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
            low += z;
            top += low < z ? 1UL : 0UL;
            low += carry;
            top += low < carry ? 1UL : 0UL;
            high = top;
            return low;
        }
    }

    private static U256 FromBig(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        var raw = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        raw.CopyTo(bytes[(32 - raw.Length)..]);
        return U256.Read(bytes);
    }
}
