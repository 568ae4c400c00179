using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RecommendVote.Crypto;

/// <summary>
/// Affine additions by the block: all slopes of a block share one inversion (Montgomery 1987, "Speeding the Pollard and elliptic curve methods",
/// section 10.3.1), so an addition costs five products and a square. The inversion itself is the machine's only scalar part.
/// </summary>
internal sealed class PointKernel<L, V, P> : PointKernel
    where L : struct, ILanes<V>
    where V : struct
    where P : struct, ILanePrime
{
    /// <summary>How many pairs ahead points are asked for.</summary>
    private const int Ahead = 32;

    private readonly LaneElement<V>[] products = new LaneElement<V>[Block / L.Count];
    private readonly LaneElement<V> toMontgomery = LaneForms<L, V>.Same(LaneConstants<P>.ToMontgomery);
    private readonly LaneElement<V> four = LaneForms<L, V>.Same(LaneConstants<P>.FourP);
    private readonly LaneElement<V> eight = LaneForms<L, V>.Same(LaneConstants<P>.EightP);
    private readonly LaneElement<V> one = LaneForms<L, V>.Same(LaneConstants<P>.One);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Import(PointPool pool, int start, int count)
    {
        ref var words = ref pool.First;
        Span<int> indices = stackalloc int[L.Count];
        LaneElement<V> e = default, zero = default;
        for (var at = start; at < start + count; at += L.Count)
        {
            // the last vector may reach beyond the points; what it makes of that is overwritten later
            for (var i = 0; i < L.Count; i++)
                indices[i] = at + i;
            for (var offset = 0; offset < PointPool.Stride; offset += 4)
            {
                LaneForms<L, V>.Load(ref words, ref indices[0], offset, ref e);
                LaneField<L, V, P>.Multiply(e, toMontgomery, ref e);
                LaneField<L, V, P>.SubtractSettled(eight, e, zero, ref e);
                LaneForms<L, V>.Store(ref words, at, offset, e);
            }
        }
    }

    public override (U256 X, U256 Y) Export(PointPool pool, int index)
    {
        LaneElement<ulong> x = default, y = default;
        LaneForms<OneLane, ulong>.Load(ref pool.First, ref index, 0, ref x);
        LaneForms<OneLane, ulong>.Load(ref pool.First, ref index, 4, ref y);
        return (LaneScalar<P>.ToPlain(x), LaneScalar<P>.ToPlain(y));
    }

    public override void AddPairs(PointPool pool, PairBlock pairs, int destination, ICollection<int> vanished)
    {
        if (pairs.Count == 0)
            return;
        pairs.Pad(L.Count);
        var groups = (pairs.Count + L.Count - 1) / L.Count;
        var product = MultiplyDenominators(pool, pairs, groups, null);
        SpecialPairs<L, V, P>? special = null;
        if (!LaneScalar<P>.TryInvert<L, V>(ref product))
        {
            special = SpecialPairs<L, V, P>.Find(pool, pairs, groups);
            product = MultiplyDenominators(pool, pairs, groups, special);
            if (!LaneScalar<P>.TryInvert<L, V>(ref product))
                throw new InvalidOperationException("a slope without denominator");
            special.ReportVanished(pairs.Count, destination, vanished);
        }
        Join(pool, pairs, groups, destination, product, special);
    }

    /// <summary>The product of all denominators, and in <see cref="products"/> that of those before each group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LaneElement<V> MultiplyDenominators(PointPool pool, PairBlock pairs, int groups, SpecialPairs<L, V, P>? special)
    {
        ref var words = ref pool.First;
        ref var lefts = ref MemoryMarshal.GetArrayDataReference(pairs.Left);
        ref var rights = ref MemoryMarshal.GetArrayDataReference(pairs.Right);
        var running = one;
        LaneElement<V> left = default, right = default;
        for (var g = 0; g < groups; g++)
        {
            var at = g * L.Count;
            Prefetch(ref words, pairs, at + Ahead);
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref lefts, at), 0, ref left);
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref rights, at), 0, ref right);
            LaneField<L, V, P>.Subtract(four, right, left, ref right);
            special?.PatchDenominator(g, ref right);
            products[g] = running;
            LaneField<L, V, P>.Multiply(running, right, ref running);
        }
        return running;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(PointPool pool, PairBlock pairs, int groups, int destination, LaneElement<V> inverse, SpecialPairs<L, V, P>? special)
    {
        ref var words = ref pool.First;
        ref var lefts = ref MemoryMarshal.GetArrayDataReference(pairs.Left);
        ref var rights = ref MemoryMarshal.GetArrayDataReference(pairs.Right);
        ref var leftSigns = ref MemoryMarshal.GetArrayDataReference(pairs.LeftNegated);
        ref var rightSigns = ref MemoryMarshal.GetArrayDataReference(pairs.RightNegated);
        LaneElement<V> px = default, py = default, qx = default, qy = default, slope = default, x = default;
        for (var g = groups - 1; g >= 0; g--)
        {
            var at = g * L.Count;
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref lefts, at), 0, ref px);
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref rights, at), 0, ref qx);
            LaneField<L, V, P>.Subtract(four, qx, px, ref x);
            special?.PatchDenominator(g, ref x);
            LaneField<L, V, P>.Multiply(inverse, products[g], ref slope);
            LaneField<L, V, P>.Multiply(inverse, x, ref inverse);
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref lefts, at), 4, ref py);
            LaneForms<L, V>.Load(ref words, ref Unsafe.Add(ref rights, at), 4, ref qy);
            LaneField<L, V, P>.NegateWhere(four, L.Load(ref Unsafe.Add(ref leftSigns, at)), py, ref py);
            LaneField<L, V, P>.NegateWhere(four, L.Load(ref Unsafe.Add(ref rightSigns, at)), qy, ref qy);
            LaneField<L, V, P>.SubtractLoose(eight, qy, py, ref qy);
            special?.PatchNumerator(g, ref qy);
            LaneField<L, V, P>.Multiply(slope, qy, ref slope);
            LaneField<L, V, P>.Square(slope, ref x);
            LaneField<L, V, P>.SubtractBoth(eight, x, px, qx, ref x);
            LaneForms<L, V>.Store(ref words, destination + at, 0, x);
            LaneField<L, V, P>.Subtract(four, px, x, ref px);
            LaneField<L, V, P>.Multiply(slope, px, ref x);
            LaneField<L, V, P>.SubtractSettled(eight, x, py, ref x);
            LaneForms<L, V>.Store(ref words, destination + at, 4, x);
        }
    }

    /// <summary>Asks the memory for the points of a later group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref ulong words, PairBlock pairs, int at)
    {
        if (!Sse.IsSupported || at + L.Count > pairs.Count)
            return;
        for (var i = at; i < at + L.Count; i++)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref words, (nint)pairs.Left[i] * PointPool.Stride)));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref words, (nint)pairs.Right[i] * PointPool.Stride)));
        }
    }
}
