using System.Runtime.CompilerServices;

namespace RecommendVote.Crypto;

/// <summary>
/// Arithmetic modulo p on <see cref="LaneElement{V}"/>, variable time only in that it may be compiled for different machines. Limbs are written
/// out row by row: the compiler keeps the nine accumulators of a row in registers, and no others.
/// Compiled in full at the first call: the unoptimised form would be a hundred times slower. For the same reason the constants 4p and 8p of
/// <see cref="LaneConstants{P}"/> are parameters: at that time static fields are not known yet.
/// Bounds: a product takes one settled factor and one whose limbs are below 3 * 2^30 and value below 16p; it is settled.
/// </summary>
internal static class LaneField<L, V, P>
    where L : struct, ILanes<V>
    where V : struct
    where P : struct, ILanePrime
{
    private const int Bits = LaneConstants.Bits;
    private const ulong Mask = LaneConstants.Mask;

    /// <summary>r = a b / 2^261 mod p, settled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in LaneElement<V> a, in LaneElement<V> b, ref LaneElement<V> r)
    {
        var mask = L.Broadcast(Mask);
        V x, k;
        x = a.L0;
        var s0 = L.Multiply(x, b.L0);
        var s1 = L.Multiply(x, b.L1);
        var s2 = L.Multiply(x, b.L2);
        var s3 = P.First<L, V>(L.Multiply(x, b.L3));
        var s4 = P.Middle<L, V>(L.Multiply(x, b.L4));
        var s5 = P.Middle<L, V>(L.Multiply(x, b.L5));
        var s6 = P.Middle<L, V>(L.Multiply(x, b.L6));
        var s7 = P.Middle<L, V>(L.Multiply(x, b.L7));
        var s8 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s0, mask);
        s1 = L.Add(s1, L.ShiftRight(s0, Bits));
        P.Fold<L, V>(k, ref s2, ref s3, ref s6, ref s7, ref s8);
        x = a.L1;
        s1 = L.MultiplyAdd(s1, x, b.L0);
        s2 = L.MultiplyAdd(s2, x, b.L1);
        s3 = L.MultiplyAdd(s3, x, b.L2);
        s4 = L.MultiplyAdd(s4, x, b.L3);
        s5 = L.MultiplyAdd(s5, x, b.L4);
        s6 = L.MultiplyAdd(s6, x, b.L5);
        s7 = L.MultiplyAdd(s7, x, b.L6);
        s8 = L.MultiplyAdd(s8, x, b.L7);
        var s9 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s1, mask);
        s2 = L.Add(s2, L.ShiftRight(s1, Bits));
        P.Fold<L, V>(k, ref s3, ref s4, ref s7, ref s8, ref s9);
        x = a.L2;
        s2 = L.MultiplyAdd(s2, x, b.L0);
        s3 = L.MultiplyAdd(s3, x, b.L1);
        s4 = L.MultiplyAdd(s4, x, b.L2);
        s5 = L.MultiplyAdd(s5, x, b.L3);
        s6 = L.MultiplyAdd(s6, x, b.L4);
        s7 = L.MultiplyAdd(s7, x, b.L5);
        s8 = L.MultiplyAdd(s8, x, b.L6);
        s9 = L.MultiplyAdd(s9, x, b.L7);
        var s10 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s2, mask);
        s3 = L.Add(s3, L.ShiftRight(s2, Bits));
        P.Fold<L, V>(k, ref s4, ref s5, ref s8, ref s9, ref s10);
        x = a.L3;
        s3 = L.MultiplyAdd(s3, x, b.L0);
        s4 = L.MultiplyAdd(s4, x, b.L1);
        s5 = L.MultiplyAdd(s5, x, b.L2);
        s6 = L.MultiplyAdd(s6, x, b.L3);
        s7 = L.MultiplyAdd(s7, x, b.L4);
        s8 = L.MultiplyAdd(s8, x, b.L5);
        s9 = L.MultiplyAdd(s9, x, b.L6);
        s10 = L.MultiplyAdd(s10, x, b.L7);
        var s11 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s3, mask);
        s4 = L.Add(s4, L.ShiftRight(s3, Bits));
        P.Fold<L, V>(k, ref s5, ref s6, ref s9, ref s10, ref s11);
        x = a.L4;
        s4 = L.MultiplyAdd(s4, x, b.L0);
        s5 = L.MultiplyAdd(s5, x, b.L1);
        s6 = L.MultiplyAdd(s6, x, b.L2);
        s7 = L.MultiplyAdd(s7, x, b.L3);
        s8 = L.MultiplyAdd(s8, x, b.L4);
        s9 = L.MultiplyAdd(s9, x, b.L5);
        s10 = L.MultiplyAdd(s10, x, b.L6);
        s11 = L.MultiplyAdd(s11, x, b.L7);
        var s12 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s4, mask);
        s5 = L.Add(s5, L.ShiftRight(s4, Bits));
        P.Fold<L, V>(k, ref s6, ref s7, ref s10, ref s11, ref s12);
        x = a.L5;
        s5 = L.MultiplyAdd(s5, x, b.L0);
        s6 = L.MultiplyAdd(s6, x, b.L1);
        s7 = L.MultiplyAdd(s7, x, b.L2);
        s8 = L.MultiplyAdd(s8, x, b.L3);
        s9 = L.MultiplyAdd(s9, x, b.L4);
        s10 = L.MultiplyAdd(s10, x, b.L5);
        s11 = L.MultiplyAdd(s11, x, b.L6);
        s12 = L.MultiplyAdd(s12, x, b.L7);
        var s13 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s5, mask);
        s6 = L.Add(s6, L.ShiftRight(s5, Bits));
        P.Fold<L, V>(k, ref s7, ref s8, ref s11, ref s12, ref s13);
        x = a.L6;
        s6 = L.MultiplyAdd(s6, x, b.L0);
        s7 = L.MultiplyAdd(s7, x, b.L1);
        s8 = L.MultiplyAdd(s8, x, b.L2);
        s9 = L.MultiplyAdd(s9, x, b.L3);
        s10 = L.MultiplyAdd(s10, x, b.L4);
        s11 = L.MultiplyAdd(s11, x, b.L5);
        s12 = L.MultiplyAdd(s12, x, b.L6);
        s13 = L.MultiplyAdd(s13, x, b.L7);
        var s14 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s6, mask);
        s7 = L.Add(s7, L.ShiftRight(s6, Bits));
        P.Fold<L, V>(k, ref s8, ref s9, ref s12, ref s13, ref s14);
        x = a.L7;
        s7 = L.MultiplyAdd(s7, x, b.L0);
        s8 = L.MultiplyAdd(s8, x, b.L1);
        s9 = L.MultiplyAdd(s9, x, b.L2);
        s10 = L.MultiplyAdd(s10, x, b.L3);
        s11 = L.MultiplyAdd(s11, x, b.L4);
        s12 = L.MultiplyAdd(s12, x, b.L5);
        s13 = L.MultiplyAdd(s13, x, b.L6);
        s14 = L.MultiplyAdd(s14, x, b.L7);
        var s15 = P.Middle<L, V>(L.Multiply(x, b.L8));
        k = L.And(s7, mask);
        s8 = L.Add(s8, L.ShiftRight(s7, Bits));
        P.Fold<L, V>(k, ref s9, ref s10, ref s13, ref s14, ref s15);
        x = a.L8;
        s8 = L.MultiplyAdd(s8, x, b.L0);
        s9 = L.MultiplyAdd(s9, x, b.L1);
        s10 = L.MultiplyAdd(s10, x, b.L2);
        s11 = L.MultiplyAdd(s11, x, b.L3);
        s12 = L.MultiplyAdd(s12, x, b.L4);
        s13 = L.MultiplyAdd(s13, x, b.L5);
        s14 = L.MultiplyAdd(s14, x, b.L6);
        s15 = L.MultiplyAdd(s15, x, b.L7);
        var s16 = P.Last<L, V>(L.Multiply(x, b.L8));
        k = L.And(s8, mask);
        s9 = L.Add(s9, L.ShiftRight(s8, Bits));
        P.Fold<L, V>(k, ref s10, ref s11, ref s14, ref s15, ref s16);
        r.L0 = L.And(s9, mask);
        s10 = L.Add(s10, L.ShiftRight(s9, Bits));
        r.L1 = L.And(s10, mask);
        s11 = L.Add(s11, L.ShiftRight(s10, Bits));
        r.L2 = L.And(s11, mask);
        s12 = L.Add(s12, L.ShiftRight(s11, Bits));
        r.L3 = L.And(s12, mask);
        s13 = L.Add(s13, L.ShiftRight(s12, Bits));
        r.L4 = L.And(s13, mask);
        s14 = L.Add(s14, L.ShiftRight(s13, Bits));
        r.L5 = L.And(s14, mask);
        s15 = L.Add(s15, L.ShiftRight(s14, Bits));
        r.L6 = L.And(s15, mask);
        s16 = L.Add(s16, L.ShiftRight(s15, Bits));
        r.L7 = L.And(s16, mask);
        r.L8 = L.ShiftRight(s16, Bits);
    }

    /// <summary>r = a^2 / 2^261 mod p for a settled a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(in LaneElement<V> a, ref LaneElement<V> r)
    {
        var mask = L.Broadcast(Mask);
        V x, x2, k;
        x = a.L0;
        var s0 = L.Multiply(x, a.L0);
        x2 = L.Add(x, x);
        var s1 = L.Multiply(x2, a.L1);
        var s2 = L.Multiply(x2, a.L2);
        var s3 = P.First<L, V>(L.Multiply(x2, a.L3));
        var s4 = P.Middle<L, V>(L.Multiply(x2, a.L4));
        var s5 = P.Middle<L, V>(L.Multiply(x2, a.L5));
        var s6 = P.Middle<L, V>(L.Multiply(x2, a.L6));
        var s7 = P.Middle<L, V>(L.Multiply(x2, a.L7));
        var s8 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s0, mask);
        s1 = L.Add(s1, L.ShiftRight(s0, Bits));
        P.Fold<L, V>(k, ref s2, ref s3, ref s6, ref s7, ref s8);
        x = a.L1;
        s2 = L.MultiplyAdd(s2, x, a.L1);
        x2 = L.Add(x, x);
        s3 = L.MultiplyAdd(s3, x2, a.L2);
        s4 = L.MultiplyAdd(s4, x2, a.L3);
        s5 = L.MultiplyAdd(s5, x2, a.L4);
        s6 = L.MultiplyAdd(s6, x2, a.L5);
        s7 = L.MultiplyAdd(s7, x2, a.L6);
        s8 = L.MultiplyAdd(s8, x2, a.L7);
        var s9 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s1, mask);
        s2 = L.Add(s2, L.ShiftRight(s1, Bits));
        P.Fold<L, V>(k, ref s3, ref s4, ref s7, ref s8, ref s9);
        x = a.L2;
        s4 = L.MultiplyAdd(s4, x, a.L2);
        x2 = L.Add(x, x);
        s5 = L.MultiplyAdd(s5, x2, a.L3);
        s6 = L.MultiplyAdd(s6, x2, a.L4);
        s7 = L.MultiplyAdd(s7, x2, a.L5);
        s8 = L.MultiplyAdd(s8, x2, a.L6);
        s9 = L.MultiplyAdd(s9, x2, a.L7);
        var s10 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s2, mask);
        s3 = L.Add(s3, L.ShiftRight(s2, Bits));
        P.Fold<L, V>(k, ref s4, ref s5, ref s8, ref s9, ref s10);
        x = a.L3;
        s6 = L.MultiplyAdd(s6, x, a.L3);
        x2 = L.Add(x, x);
        s7 = L.MultiplyAdd(s7, x2, a.L4);
        s8 = L.MultiplyAdd(s8, x2, a.L5);
        s9 = L.MultiplyAdd(s9, x2, a.L6);
        s10 = L.MultiplyAdd(s10, x2, a.L7);
        var s11 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s3, mask);
        s4 = L.Add(s4, L.ShiftRight(s3, Bits));
        P.Fold<L, V>(k, ref s5, ref s6, ref s9, ref s10, ref s11);
        x = a.L4;
        s8 = L.MultiplyAdd(s8, x, a.L4);
        x2 = L.Add(x, x);
        s9 = L.MultiplyAdd(s9, x2, a.L5);
        s10 = L.MultiplyAdd(s10, x2, a.L6);
        s11 = L.MultiplyAdd(s11, x2, a.L7);
        var s12 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s4, mask);
        s5 = L.Add(s5, L.ShiftRight(s4, Bits));
        P.Fold<L, V>(k, ref s6, ref s7, ref s10, ref s11, ref s12);
        x = a.L5;
        s10 = L.MultiplyAdd(s10, x, a.L5);
        x2 = L.Add(x, x);
        s11 = L.MultiplyAdd(s11, x2, a.L6);
        s12 = L.MultiplyAdd(s12, x2, a.L7);
        var s13 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s5, mask);
        s6 = L.Add(s6, L.ShiftRight(s5, Bits));
        P.Fold<L, V>(k, ref s7, ref s8, ref s11, ref s12, ref s13);
        x = a.L6;
        s12 = L.MultiplyAdd(s12, x, a.L6);
        x2 = L.Add(x, x);
        s13 = L.MultiplyAdd(s13, x2, a.L7);
        var s14 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s6, mask);
        s7 = L.Add(s7, L.ShiftRight(s6, Bits));
        P.Fold<L, V>(k, ref s8, ref s9, ref s12, ref s13, ref s14);
        x = a.L7;
        s14 = L.MultiplyAdd(s14, x, a.L7);
        x2 = L.Add(x, x);
        var s15 = P.Middle<L, V>(L.Multiply(x2, a.L8));
        k = L.And(s7, mask);
        s8 = L.Add(s8, L.ShiftRight(s7, Bits));
        P.Fold<L, V>(k, ref s9, ref s10, ref s13, ref s14, ref s15);
        x = a.L8;
        var s16 = P.Last<L, V>(L.Multiply(x, a.L8));
        k = L.And(s8, mask);
        s9 = L.Add(s9, L.ShiftRight(s8, Bits));
        P.Fold<L, V>(k, ref s10, ref s11, ref s14, ref s15, ref s16);
        r.L0 = L.And(s9, mask);
        s10 = L.Add(s10, L.ShiftRight(s9, Bits));
        r.L1 = L.And(s10, mask);
        s11 = L.Add(s11, L.ShiftRight(s10, Bits));
        r.L2 = L.And(s11, mask);
        s12 = L.Add(s12, L.ShiftRight(s11, Bits));
        r.L3 = L.And(s12, mask);
        s13 = L.Add(s13, L.ShiftRight(s12, Bits));
        r.L4 = L.And(s13, mask);
        s14 = L.Add(s14, L.ShiftRight(s13, Bits));
        r.L5 = L.And(s14, mask);
        s15 = L.Add(s15, L.ShiftRight(s14, Bits));
        r.L6 = L.And(s15, mask);
        s16 = L.Add(s16, L.ShiftRight(s15, Bits));
        r.L7 = L.And(s16, mask);
        r.L8 = L.ShiftRight(s16, Bits);
    }

    /// <summary>r = a - b + 4p, not settled; b settled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(in LaneElement<V> four, in LaneElement<V> a, in LaneElement<V> b, ref LaneElement<V> r)
    {
        r.L0 = L.Subtract(L.Add(a.L0, four.L0), b.L0);
        r.L1 = L.Subtract(L.Add(a.L1, four.L1), b.L1);
        r.L2 = L.Subtract(L.Add(a.L2, four.L2), b.L2);
        r.L3 = L.Subtract(L.Add(a.L3, four.L3), b.L3);
        r.L4 = L.Subtract(L.Add(a.L4, four.L4), b.L4);
        r.L5 = L.Subtract(L.Add(a.L5, four.L5), b.L5);
        r.L6 = L.Subtract(L.Add(a.L6, four.L6), b.L6);
        r.L7 = L.Subtract(L.Add(a.L7, four.L7), b.L7);
        r.L8 = L.Subtract(L.Add(a.L8, four.L8), b.L8);
    }

    /// <summary>r = a - b + 8p, not settled; limbs of a and b below 2^30.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractLoose(in LaneElement<V> eight, in LaneElement<V> a, in LaneElement<V> b, ref LaneElement<V> r)
    {
        r.L0 = L.Subtract(L.Add(a.L0, eight.L0), b.L0);
        r.L1 = L.Subtract(L.Add(a.L1, eight.L1), b.L1);
        r.L2 = L.Subtract(L.Add(a.L2, eight.L2), b.L2);
        r.L3 = L.Subtract(L.Add(a.L3, eight.L3), b.L3);
        r.L4 = L.Subtract(L.Add(a.L4, eight.L4), b.L4);
        r.L5 = L.Subtract(L.Add(a.L5, eight.L5), b.L5);
        r.L6 = L.Subtract(L.Add(a.L6, eight.L6), b.L6);
        r.L7 = L.Subtract(L.Add(a.L7, eight.L7), b.L7);
        r.L8 = L.Subtract(L.Add(a.L8, eight.L8), b.L8);
    }

    /// <summary>r = the mask's lanes of 4p - a, the other lanes of a; limbs below 2^30. a settled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NegateWhere(in LaneElement<V> four, V mask, in LaneElement<V> a, ref LaneElement<V> r)
    {
        r.L0 = L.Select(mask, L.Subtract(four.L0, a.L0), a.L0);
        r.L1 = L.Select(mask, L.Subtract(four.L1, a.L1), a.L1);
        r.L2 = L.Select(mask, L.Subtract(four.L2, a.L2), a.L2);
        r.L3 = L.Select(mask, L.Subtract(four.L3, a.L3), a.L3);
        r.L4 = L.Select(mask, L.Subtract(four.L4, a.L4), a.L4);
        r.L5 = L.Select(mask, L.Subtract(four.L5, a.L5), a.L5);
        r.L6 = L.Select(mask, L.Subtract(four.L6, a.L6), a.L6);
        r.L7 = L.Select(mask, L.Subtract(four.L7, a.L7), a.L7);
        r.L8 = L.Select(mask, L.Subtract(four.L8, a.L8), a.L8);
    }

    /// <summary>r = a - b - c, settled; a settled, b and c with limbs below 2^30 together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractBoth(in LaneElement<V> eight, in LaneElement<V> a, in LaneElement<V> b, in LaneElement<V> c, ref LaneElement<V> r)
    {
        var t0 = L.Subtract(L.Subtract(L.Add(a.L0, eight.L0), b.L0), c.L0);
        var t1 = L.Subtract(L.Subtract(L.Add(a.L1, eight.L1), b.L1), c.L1);
        var t2 = L.Subtract(L.Subtract(L.Add(a.L2, eight.L2), b.L2), c.L2);
        var t3 = L.Subtract(L.Subtract(L.Add(a.L3, eight.L3), b.L3), c.L3);
        var t4 = L.Subtract(L.Subtract(L.Add(a.L4, eight.L4), b.L4), c.L4);
        var t5 = L.Subtract(L.Subtract(L.Add(a.L5, eight.L5), b.L5), c.L5);
        var t6 = L.Subtract(L.Subtract(L.Add(a.L6, eight.L6), b.L6), c.L6);
        var t7 = L.Subtract(L.Subtract(L.Add(a.L7, eight.L7), b.L7), c.L7);
        var t8 = L.Subtract(L.Subtract(L.Add(a.L8, eight.L8), b.L8), c.L8);
        Settle(t0, t1, t2, t3, t4, t5, t6, t7, t8, ref r);
    }

    /// <summary>r = a - b, settled; a settled, b with limbs below 2^30.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractSettled(in LaneElement<V> eight, in LaneElement<V> a, in LaneElement<V> b, ref LaneElement<V> r)
    {
        var t0 = L.Subtract(L.Add(a.L0, eight.L0), b.L0);
        var t1 = L.Subtract(L.Add(a.L1, eight.L1), b.L1);
        var t2 = L.Subtract(L.Add(a.L2, eight.L2), b.L2);
        var t3 = L.Subtract(L.Add(a.L3, eight.L3), b.L3);
        var t4 = L.Subtract(L.Add(a.L4, eight.L4), b.L4);
        var t5 = L.Subtract(L.Add(a.L5, eight.L5), b.L5);
        var t6 = L.Subtract(L.Add(a.L6, eight.L6), b.L6);
        var t7 = L.Subtract(L.Add(a.L7, eight.L7), b.L7);
        var t8 = L.Subtract(L.Add(a.L8, eight.L8), b.L8);
        Settle(t0, t1, t2, t3, t4, t5, t6, t7, t8, ref r);
    }

    /// <summary>r = a + 3b, not settled: limbs below 2^31, value below 8p; a and b settled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddThrice(in LaneElement<V> a, in LaneElement<V> b, ref LaneElement<V> r)
    {
        r.L0 = L.Add(L.Add(a.L0, b.L0), L.Add(b.L0, b.L0));
        r.L1 = L.Add(L.Add(a.L1, b.L1), L.Add(b.L1, b.L1));
        r.L2 = L.Add(L.Add(a.L2, b.L2), L.Add(b.L2, b.L2));
        r.L3 = L.Add(L.Add(a.L3, b.L3), L.Add(b.L3, b.L3));
        r.L4 = L.Add(L.Add(a.L4, b.L4), L.Add(b.L4, b.L4));
        r.L5 = L.Add(L.Add(a.L5, b.L5), L.Add(b.L5, b.L5));
        r.L6 = L.Add(L.Add(a.L6, b.L6), L.Add(b.L6, b.L6));
        r.L7 = L.Add(L.Add(a.L7, b.L7), L.Add(b.L7, b.L7));
        r.L8 = L.Add(L.Add(a.L8, b.L8), L.Add(b.L8, b.L8));
    }

    /// <summary>
    /// Brings a value below 32p with limbs above 2^23 into settled form below 2^256: what is above 2^256 comes back as a multiple of 2^256 - p. That may
    /// carry beyond 2^256 again, which happens by chance once in 2^28 times; then it comes back once more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Settle(V t0, V t1, V t2, V t3, V t4, V t5, V t6, V t7, V t8, ref LaneElement<V> r)
    {
        var mask = L.Broadcast(Mask);
        var above = L.ShiftRight(t8, 24); // limb 8 begins at 2^232
        t8 = L.And(t8, L.Broadcast((1UL << 24) - 1));
        P.Wrap<L, V>(above, ref t0, ref t2, ref t3, ref t6, ref t7);
        r.L0 = L.And(t0, mask);
        t1 = L.Add(t1, L.ShiftRight(t0, Bits));
        r.L1 = L.And(t1, mask);
        t2 = L.Add(t2, L.ShiftRight(t1, Bits));
        r.L2 = L.And(t2, mask);
        t3 = L.Add(t3, L.ShiftRight(t2, Bits));
        r.L3 = L.And(t3, mask);
        t4 = L.Add(t4, L.ShiftRight(t3, Bits));
        r.L4 = L.And(t4, mask);
        t5 = L.Add(t5, L.ShiftRight(t4, Bits));
        r.L5 = L.And(t5, mask);
        t6 = L.Add(t6, L.ShiftRight(t5, Bits));
        r.L6 = L.And(t6, mask);
        t7 = L.Add(t7, L.ShiftRight(t6, Bits));
        r.L7 = L.And(t7, mask);
        r.L8 = L.Add(t8, L.ShiftRight(t7, Bits));
        if (!L.IsZero(L.ShiftRight(r.L8, 24)))
            SettleAgain(ref r);
    }

    /// <summary>Takes p from the lanes at or above 2^256. Every limb first borrows from the next, so that none is negative on the way.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SettleAgain(ref LaneElement<V> r)
    {
        var mask = L.Broadcast(Mask);
        var borrowed = L.Broadcast(Mask); // 2^29, less 1 for the limb below
        var above = L.ShiftRight(r.L8, 24);
        var t0 = L.Add(r.L0, L.Broadcast(Mask + 1));
        var t1 = L.Add(r.L1, borrowed);
        var t2 = L.Add(r.L2, borrowed);
        var t3 = L.Add(r.L3, borrowed);
        var t4 = L.Add(r.L4, borrowed);
        var t5 = L.Add(r.L5, borrowed);
        var t6 = L.Add(r.L6, borrowed);
        var t7 = L.Add(r.L7, borrowed);
        P.Wrap<L, V>(above, ref t0, ref t2, ref t3, ref t6, ref t7);
        r.L0 = L.And(t0, mask);
        t1 = L.Add(t1, L.ShiftRight(t0, Bits));
        r.L1 = L.And(t1, mask);
        t2 = L.Add(t2, L.ShiftRight(t1, Bits));
        r.L2 = L.And(t2, mask);
        t3 = L.Add(t3, L.ShiftRight(t2, Bits));
        r.L3 = L.And(t3, mask);
        t4 = L.Add(t4, L.ShiftRight(t3, Bits));
        r.L4 = L.And(t4, mask);
        t5 = L.Add(t5, L.ShiftRight(t4, Bits));
        r.L5 = L.And(t5, mask);
        t6 = L.Add(t6, L.ShiftRight(t5, Bits));
        r.L6 = L.And(t6, mask);
        t7 = L.Add(t7, L.ShiftRight(t6, Bits));
        r.L7 = L.And(t7, mask);
        r.L8 = L.Subtract(L.Add(L.And(r.L8, L.Broadcast((1UL << 24) - 1)), L.ShiftRight(t7, Bits)), L.Broadcast(1));
    }
}
