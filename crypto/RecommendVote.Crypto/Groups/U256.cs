using System.Buffers.Binary;

namespace RecommendVote.Crypto;

/// <summary>A 256-bit unsigned integer as four 64-bit limbs, least significant first. No modulus is attached.</summary>
internal readonly struct U256(ulong a0, ulong a1, ulong a2, ulong a3) : IEquatable<U256>
{
    public readonly ulong A0 = a0;
    public readonly ulong A1 = a1;
    public readonly ulong A2 = a2;
    public readonly ulong A3 = a3;

    public static U256 Zero => default;

    public bool IsZero => (A0 | A1 | A2 | A3) == 0;

    public bool IsOdd => (A0 & 1) == 1;

    /// <summary>Reads 32 bytes, big-endian.</summary>
    public static U256 Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    public static U256 FromHex(string hex) => Read(Convert.FromHexString(hex));

    /// <summary>Writes 32 bytes, big-endian.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], A0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], A1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], A2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, A3);
    }

    /// <summary>Writes the four limbs, least significant first.</summary>
    public void CopyTo(Span<ulong> limbs) => (limbs[0], limbs[1], limbs[2], limbs[3]) = (A0, A1, A2, A3);

    /// <summary>Bits <paramref name="start"/> .. start+count-1 as an integer; count at most 31; bits above 255 read as zero.</summary>
    public uint Bits(int start, int count)
    {
        if (start > 255)
            return 0;
        var limb = start >> 6;
        var shift = start & 63;
        var low = Limb(limb) >> shift;
        if (shift + count > 64 && limb < 3)
            low |= Limb(limb + 1) << (64 - shift);
        return (uint)(low & ((1UL << count) - 1));
    }

    public int BitLength() =>
        A3 != 0 ? 256 - System.Numerics.BitOperations.LeadingZeroCount(A3)
        : A2 != 0 ? 192 - System.Numerics.BitOperations.LeadingZeroCount(A2)
        : A1 != 0 ? 128 - System.Numerics.BitOperations.LeadingZeroCount(A1)
        : 64 - System.Numerics.BitOperations.LeadingZeroCount(A0);

    public bool LessThan(in U256 other)
    {
        SubtractWithBorrow(this, other, out var borrow);
        return borrow != 0;
    }

    /// <summary>a - b mod 2^256 and the final borrow (0 or 1), without branches on the values.</summary>
    public static U256 SubtractWithBorrow(in U256 a, in U256 b, out ulong borrow)
    {
        unchecked
        {
            var r0 = a.A0 - b.A0;
            var c = a.A0 < b.A0 ? 1UL : 0UL;
            var t1 = a.A1 - b.A1;
            var r1 = t1 - c;
            c = (a.A1 < b.A1 ? 1UL : 0UL) | (t1 < c ? 1UL : 0UL);
            var t2 = a.A2 - b.A2;
            var r2 = t2 - c;
            c = (a.A2 < b.A2 ? 1UL : 0UL) | (t2 < c ? 1UL : 0UL);
            var t3 = a.A3 - b.A3;
            var r3 = t3 - c;
            borrow = (a.A3 < b.A3 ? 1UL : 0UL) | (t3 < c ? 1UL : 0UL);
            return new U256(r0, r1, r2, r3);
        }
    }

    /// <summary>a + b mod 2^256 and the final carry (0 or 1), without branches on the values.</summary>
    public static U256 AddWithCarry(in U256 a, in U256 b, out ulong carry)
    {
        unchecked
        {
            var r0 = a.A0 + b.A0;
            var c = r0 < b.A0 ? 1UL : 0UL;
            var t1 = a.A1 + b.A1;
            var r1 = t1 + c;
            c = (t1 < b.A1 ? 1UL : 0UL) | (r1 < c ? 1UL : 0UL);
            var t2 = a.A2 + b.A2;
            var r2 = t2 + c;
            c = (t2 < b.A2 ? 1UL : 0UL) | (r2 < c ? 1UL : 0UL);
            var t3 = a.A3 + b.A3;
            var r3 = t3 + c;
            carry = (t3 < b.A3 ? 1UL : 0UL) | (r3 < c ? 1UL : 0UL);
            return new U256(r0, r1, r2, r3);
        }
    }

    /// <summary>mask all ones: a; mask zero: b.</summary>
    public static U256 Select(ulong mask, in U256 a, in U256 b) => new(
        (a.A0 & mask) | (b.A0 & ~mask),
        (a.A1 & mask) | (b.A1 & ~mask),
        (a.A2 & mask) | (b.A2 & ~mask),
        (a.A3 & mask) | (b.A3 & ~mask));

    public bool Equals(U256 other) =>
        ((A0 ^ other.A0) | (A1 ^ other.A1) | (A2 ^ other.A2) | (A3 ^ other.A3)) == 0;

    public override bool Equals(object? obj) => obj is U256 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(A0, A1, A2, A3);

    private ulong Limb(int i) => i switch { 0 => A0, 1 => A1, 2 => A2, _ => A3 };
}
