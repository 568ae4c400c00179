using System.Runtime.CompilerServices;

namespace RecommendVote.Crypto;

/// <summary>Single elements of the lanes' field: conversions and the inversion that a block shares.</summary>
internal static class LaneScalar<P>
    where P : struct, ILanePrime
{
    /// <summary>Montgomery form of a plain value below p.</summary>
    public static LaneElement<ulong> FromPlain(in U256 value)
    {
        LaneElement<ulong> result = default;
        Span<ulong> words = [value.A0, value.A1, value.A2, value.A3];
        var index = 0;
        LaneForms<OneLane, ulong>.Load(ref words[0], ref index, 0, ref result);
        LaneField<OneLane, ulong, P>.Multiply(result, LaneConstants<P>.ToMontgomery, ref result);
        return result;
    }

    /// <summary>The plain value below p of an element within the bounds of a factor.</summary>
    public static U256 ToPlain(in LaneElement<ulong> element)
    {
        LaneElement<ulong> r = default;
        LaneField<OneLane, ulong, P>.Multiply(LaneConstants<P>.PlainOne, element, ref r);
        if (IsZeroOrPrime(r))
            return U256.Zero;
        // at most p, and not p
        return new U256(
            r.L0 | (r.L1 << 29) | (r.L2 << 58),
            (r.L2 >> 6) | (r.L3 << 23) | (r.L4 << 52),
            (r.L4 >> 12) | (r.L5 << 17) | (r.L6 << 46),
            (r.L6 >> 18) | (r.L7 << 11) | (r.L8 << 40));
    }

    /// <summary>Whether a product with 1 is 0 or p, its only two forms of zero.</summary>
    public static bool IsZeroOrPrime(in LaneElement<ulong> r)
    {
        ulong zero = 0, prime = 0;
        ref readonly var p = ref LaneConstants<P>.Prime9;
        for (var limb = 0; limb < 9; limb++)
        {
            var value = Unsafe.Add(ref Unsafe.AsRef(in r.L0), limb);
            zero |= value;
            prime |= value ^ Unsafe.Add(ref Unsafe.AsRef(in p.L0), limb);
        }
        return zero == 0 || prime == 0;
    }

    /// <summary>Inverts all lanes with one inversion; false, and unchanged, when a lane is zero.</summary>
    public static bool TryInvert<L, V>(ref LaneElement<V> element)
        where L : struct, ILanes<V>
        where V : struct
    {
        Span<LaneElement<ulong>> before = stackalloc LaneElement<ulong>[L.Count];
        var running = LaneConstants<P>.One;
        for (var lane = 0; lane < L.Count; lane++)
        {
            before[lane] = running;
            LaneField<OneLane, ulong, P>.Multiply(running, element.Lane(lane), ref running);
        }
        var product = ToPlain(running);
        if (product.IsZero)
            return false;
        running = FromPlain(PublicInverse.Compute(product, P.Value));
        for (var lane = L.Count - 1; lane >= 0; lane--)
        {
            var own = element.Lane(lane);
            LaneField<OneLane, ulong, P>.Multiply(running, before[lane], ref before[lane]);
            LaneField<OneLane, ulong, P>.Multiply(running, own, ref running);
            element.SetLane(lane, before[lane]);
        }
        return true;
    }
}
