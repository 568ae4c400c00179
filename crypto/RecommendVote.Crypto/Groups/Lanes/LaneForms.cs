using System.Runtime.CompilerServices;

namespace RecommendVote.Crypto;

/// <summary>Moves coordinates between a pool's words and lane elements.</summary>
internal static class LaneForms<L, V>
    where L : struct, ILanes<V>
    where V : struct
{
    /// <summary>The same value in every lane.</summary>
    public static LaneElement<V> Same(in LaneElement<ulong> value) => new()
    {
        L0 = L.Broadcast(value.L0),
        L1 = L.Broadcast(value.L1),
        L2 = L.Broadcast(value.L2),
        L3 = L.Broadcast(value.L3),
        L4 = L.Broadcast(value.L4),
        L5 = L.Broadcast(value.L5),
        L6 = L.Broadcast(value.L6),
        L7 = L.Broadcast(value.L7),
        L8 = L.Broadcast(value.L8),
    };

    /// <summary>Cuts 256-bit values (four words from the offset on, of the points with these indices) into limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref ulong words, ref int indices, int offset, ref LaneElement<V> e)
    {
        L.GatherFour(ref words, ref indices, offset, out var w0, out var w1, out var w2, out var w3);
        var mask = L.Broadcast(LaneConstants.Mask);
        e.L0 = L.And(w0, mask);
        e.L1 = L.And(L.ShiftRight(w0, 29), mask);
        e.L2 = L.And(L.Or(L.ShiftRight(w0, 58), L.ShiftLeft(w1, 6)), mask);
        e.L3 = L.And(L.ShiftRight(w1, 23), mask);
        e.L4 = L.And(L.Or(L.ShiftRight(w1, 52), L.ShiftLeft(w2, 12)), mask);
        e.L5 = L.And(L.ShiftRight(w2, 17), mask);
        e.L6 = L.And(L.Or(L.ShiftRight(w2, 46), L.ShiftLeft(w3, 18)), mask);
        e.L7 = L.And(L.ShiftRight(w3, 11), mask);
        e.L8 = L.ShiftRight(w3, 40);
    }

    /// <summary>Writes a settled element below 2^256 for as many consecutive points as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong words, int index, int offset, in LaneElement<V> e) => L.ScatterFour(
        ref words, index, offset,
        L.Or(L.Or(e.L0, L.ShiftLeft(e.L1, 29)), L.ShiftLeft(e.L2, 58)),
        L.Or(L.Or(L.ShiftRight(e.L2, 6), L.ShiftLeft(e.L3, 23)), L.ShiftLeft(e.L4, 52)),
        L.Or(L.Or(L.ShiftRight(e.L4, 12), L.ShiftLeft(e.L5, 17)), L.ShiftLeft(e.L6, 46)),
        L.Or(L.Or(L.ShiftRight(e.L6, 18), L.ShiftLeft(e.L7, 11)), L.ShiftLeft(e.L8, 40)));
}
