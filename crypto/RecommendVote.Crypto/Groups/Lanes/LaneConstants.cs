using System.Numerics;

namespace RecommendVote.Crypto;

/// <summary>The radix of lane elements.</summary>
internal static class LaneConstants
{
    /// <summary>Bits of a limb; nine limbs hold 261 bits, 5 more than p.</summary>
    public const int Bits = 29;

    public const ulong Mask = (1UL << Bits) - 1;

    /// <summary>Cuts a value below 2^261 into limbs.</summary>
    public static LaneElement<ulong> Cut(BigInteger value)
    {
        LaneElement<ulong> result = default;
        for (var limb = 0; limb < 9; limb++)
            System.Runtime.CompilerServices.Unsafe.Add(ref result.L0, limb) = (ulong)((value >> (Bits * limb)) & Mask);
        return result;
    }
}

/// <summary>Constants of one prime, per limb.</summary>
internal static class LaneConstants<P>
    where P : struct, ILanePrime
{
    /// <summary>4p, each limb but the last between 2^29 - 1 and 2^30.</summary>
    public static readonly LaneElement<ulong> FourP = Spread(4, 1);

    /// <summary>8p, each limb but the last between 2^30 + 2^23 and 2^31.</summary>
    public static readonly LaneElement<ulong> EightP = Spread(8, 3);

    /// <summary>2^522 mod p: a product with it brings a plain value into Montgomery form.</summary>
    public static readonly LaneElement<ulong> ToMontgomery = LaneConstants.Cut(BigInteger.Pow(2, 522) % Prime);

    /// <summary>1 in Montgomery form.</summary>
    public static readonly LaneElement<ulong> One = LaneConstants.Cut(BigInteger.Pow(2, 261) % Prime);

    /// <summary>1 as it is: a product with it leads out of Montgomery form.</summary>
    public static readonly LaneElement<ulong> PlainOne = LaneConstants.Cut(BigInteger.One);

    /// <summary>p.</summary>
    public static readonly LaneElement<ulong> Prime9 = LaneConstants.Cut(Prime);

    private static BigInteger Prime
    {
        get
        {
            var bytes = new byte[32];
            P.Value.Write(bytes);
            return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        }
    }

    /// <summary>A multiple of p with each limb borrowing from the next.</summary>
    private static LaneElement<ulong> Spread(int multiple, ulong borrow)
    {
        var value = multiple * Prime;
        var limbs = new ulong[9];
        for (var i = 0; i < 8; i++)
            limbs[i] = (ulong)((value >> (LaneConstants.Bits * i)) & LaneConstants.Mask) + (borrow << LaneConstants.Bits) - (i > 0 ? borrow : 0);
        limbs[8] = (ulong)(value >> (LaneConstants.Bits * 8)) - borrow;
        return new LaneElement<ulong>
        {
            L0 = limbs[0],
            L1 = limbs[1],
            L2 = limbs[2],
            L3 = limbs[3],
            L4 = limbs[4],
            L5 = limbs[5],
            L6 = limbs[6],
            L7 = limbs[7],
            L8 = limbs[8],
        };
    }
}
