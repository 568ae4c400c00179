using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RecommendVote.Crypto;

/// <summary>
/// Eight lanes of AVX-512F. On a machine with AVX2 only, the same code runs on pairs of AVX2 registers: slower than <see cref="FourLanes"/>, but
/// its results can be tested there.
/// </summary>
internal readonly struct EightLanes : ILanes<Vector512<ulong>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Broadcast(ulong value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Add(Vector512<ulong> a, Vector512<ulong> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Subtract(Vector512<ulong> a, Vector512<ulong> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> And(Vector512<ulong> a, Vector512<ulong> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Or(Vector512<ulong> a, Vector512<ulong> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> ShiftLeft(Vector512<ulong> a, int count) => Vector512.ShiftLeft(a, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> ShiftRight(Vector512<ulong> a, int count) => Vector512.ShiftRightLogical(a, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> a, Vector512<ulong> b) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(a.AsUInt32(), b.AsUInt32())
            : Vector512.Create(FourLanes.Multiply(a.GetLower(), b.GetLower()), FourLanes.Multiply(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> MultiplyAdd(Vector512<ulong> sum, Vector512<ulong> a, Vector512<ulong> b) => sum + Multiply(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Select(Vector512<ulong> mask, Vector512<ulong> a, Vector512<ulong> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Load(ref ulong words) => Vector512.LoadUnsafe(ref words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong words, Vector512<ulong> value) => value.StoreUnsafe(ref words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Vector512<ulong> a) => a == Vector512<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherFour(
        ref ulong words, ref int indices, int offset,
        out Vector512<ulong> w0, out Vector512<ulong> w1, out Vector512<ulong> w2, out Vector512<ulong> w3)
    {
        FourLanes.GatherFour(ref words, ref indices, offset, out var a0, out var a1, out var a2, out var a3);
        FourLanes.GatherFour(ref words, ref Unsafe.Add(ref indices, 4), offset, out var b0, out var b1, out var b2, out var b3);
        w0 = Vector512.Create(a0, b0);
        w1 = Vector512.Create(a1, b1);
        w2 = Vector512.Create(a2, b2);
        w3 = Vector512.Create(a3, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterFour(
        ref ulong words, int index, int offset, Vector512<ulong> w0, Vector512<ulong> w1, Vector512<ulong> w2, Vector512<ulong> w3)
    {
        FourLanes.ScatterFour(ref words, index, offset, w0.GetLower(), w1.GetLower(), w2.GetLower(), w3.GetLower());
        FourLanes.ScatterFour(ref words, index + 4, offset, w0.GetUpper(), w1.GetUpper(), w2.GetUpper(), w3.GetUpper());
    }
}
