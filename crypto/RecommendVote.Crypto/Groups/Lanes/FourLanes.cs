using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RecommendVote.Crypto;

/// <summary>Four lanes of AVX2.</summary>
internal readonly struct FourLanes : ILanes<Vector256<ulong>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Broadcast(ulong value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Add(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Subtract(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Subtract(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> And(Vector256<ulong> a, Vector256<ulong> b) => Avx2.And(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Or(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Or(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> ShiftLeft(Vector256<ulong> a, int count) => Vector256.ShiftLeft(a, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> ShiftRight(Vector256<ulong> a, int count) => Vector256.ShiftRightLogical(a, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> MultiplyAdd(Vector256<ulong> sum, Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.Add(sum, Avx2.Multiply(a.AsUInt32(), b.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Select(Vector256<ulong> mask, Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.BlendVariable(b.AsByte(), a.AsByte(), mask.AsByte()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Load(ref ulong words) => Vector256.LoadUnsafe(ref words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong words, Vector256<ulong> value) => value.StoreUnsafe(ref words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Vector256<ulong> a) => Avx.TestZ(a, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherFour(
        ref ulong words, ref int indices, int offset,
        out Vector256<ulong> w0, out Vector256<ulong> w1, out Vector256<ulong> w2, out Vector256<ulong> w3)
    {
        ref var from = ref Unsafe.Add(ref words, offset);
        var p0 = Load(ref from, indices);
        var p1 = Load(ref from, Unsafe.Add(ref indices, 1));
        var p2 = Load(ref from, Unsafe.Add(ref indices, 2));
        var p3 = Load(ref from, Unsafe.Add(ref indices, 3));
        Transpose(p0, p1, p2, p3, out w0, out w1, out w2, out w3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterFour(
        ref ulong words, int index, int offset, Vector256<ulong> w0, Vector256<ulong> w1, Vector256<ulong> w2, Vector256<ulong> w3)
    {
        Transpose(w0, w1, w2, w3, out var p0, out var p1, out var p2, out var p3);
        ref var to = ref Unsafe.Add(ref words, ((nint)index * 8) + offset);
        p0.StoreUnsafe(ref to);
        p1.StoreUnsafe(ref to, 8);
        p2.StoreUnsafe(ref to, 16);
        p3.StoreUnsafe(ref to, 24);
    }

    /// <summary>Rows to columns; it is its own inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d,
        out Vector256<ulong> w0, out Vector256<ulong> w1, out Vector256<ulong> w2, out Vector256<ulong> w3)
    {
        var ab02 = Avx2.UnpackLow(a, b);
        var ab13 = Avx2.UnpackHigh(a, b);
        var cd02 = Avx2.UnpackLow(c, d);
        var cd13 = Avx2.UnpackHigh(c, d);
        w0 = Avx2.Permute2x128(ab02, cd02, 0x20);
        w1 = Avx2.Permute2x128(ab13, cd13, 0x20);
        w2 = Avx2.Permute2x128(ab02, cd02, 0x31);
        w3 = Avx2.Permute2x128(ab13, cd13, 0x31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Load(ref ulong words, int point) => Vector256.LoadUnsafe(ref Unsafe.Add(ref words, (nint)point * 8));
}
