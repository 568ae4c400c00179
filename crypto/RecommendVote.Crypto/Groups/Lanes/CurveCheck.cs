using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RecommendVote.Crypto;

/// <summary>Whether points lie on a curve, many at a time. Immutable; safe for several threads. Public data only.</summary>
internal abstract class CurveCheck
{
    /// <summary>Makes the check of a curve.</summary>
    public static CurveCheck Create(Group group, LanePath path) => (path, group.IsSm2) switch
    {
        (LanePath.Eight, false) => new CurveCheck<EightLanes, Vector512<ulong>, P256LanePrime>(group.B),
        (LanePath.Eight, true) => new CurveCheck<EightLanes, Vector512<ulong>, Sm2LanePrime>(group.B),
        (LanePath.Four, false) => new CurveCheck<FourLanes, Vector256<ulong>, P256LanePrime>(group.B),
        (LanePath.Four, true) => new CurveCheck<FourLanes, Vector256<ulong>, Sm2LanePrime>(group.B),
        (_, false) => new CurveCheck<OneLane, ulong, P256LanePrime>(group.B),
        _ => new CurveCheck<OneLane, ulong, Sm2LanePrime>(group.B),
    };

    /// <summary>Whether all points with these plain coordinates below p lie on the curve: eight words each, x first, least significant word first.</summary>
    public abstract bool AllOnCurve(ReadOnlySpan<ulong> words);
}

/// <inheritdoc/>
internal sealed class CurveCheck<L, V, P>(U256 b) : CurveCheck
    where L : struct, ILanes<V>
    where V : struct
    where P : struct, ILanePrime
{
    private readonly LaneElement<V> toMontgomery = LaneForms<L, V>.Same(LaneConstants<P>.ToMontgomery);
    private readonly LaneElement<V> plainOne = LaneForms<L, V>.Same(LaneConstants<P>.PlainOne);
    private readonly LaneElement<V> eight = LaneForms<L, V>.Same(LaneConstants<P>.EightP);
    private readonly LaneElement<V> curveB = LaneForms<L, V>.Same(LaneScalar<P>.FromPlain(b));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool AllOnCurve(ReadOnlySpan<ulong> words)
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        Span<int> indices = stackalloc int[L.Count];
        var count = words.Length / PointPool.Stride;
        LaneElement<V> x = default, y = default, left = default, right = default;
        for (var at = 0; at < count; at += L.Count)
        {
            // the last vector is filled up with the last point
            for (var i = 0; i < L.Count; i++)
                indices[i] = Math.Min(at + i, count - 1);
            LaneForms<L, V>.Load(ref first, ref indices[0], 0, ref x);
            LaneForms<L, V>.Load(ref first, ref indices[0], 4, ref y);
            LaneField<L, V, P>.Multiply(x, toMontgomery, ref x);
            LaneField<L, V, P>.Multiply(y, toMontgomery, ref y);
            // y^2 - (x^3 - 3x + b) = y^2 - x^3 - b + 3x
            LaneField<L, V, P>.Square(y, ref left);
            LaneField<L, V, P>.Square(x, ref right);
            LaneField<L, V, P>.Multiply(right, x, ref right);
            LaneField<L, V, P>.SubtractBoth(eight, left, right, curveB, ref left);
            LaneField<L, V, P>.AddThrice(left, x, ref left);
            LaneField<L, V, P>.Multiply(plainOne, left, ref left);
            for (var lane = 0; lane < L.Count; lane++)
            {
                if (!LaneScalar<P>.IsZeroOrPrime(left.Lane(lane)))
                    return false;
            }
        }
        return true;
    }
}
