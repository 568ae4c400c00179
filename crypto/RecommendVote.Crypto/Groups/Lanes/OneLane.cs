using System.Runtime.CompilerServices;

namespace RecommendVote.Crypto;

/// <summary>One lane in an ordinary register: the fallback of every machine.</summary>
internal readonly struct OneLane : ILanes<ulong>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Broadcast(ulong value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b) => unchecked(a + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b) => unchecked(a - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong And(ulong a, ulong b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Or(ulong a, ulong b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftLeft(ulong a, int count) => a << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftRight(ulong a, int count) => a >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong a, ulong b) => unchecked((ulong)(uint)a * (uint)b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong sum, ulong a, ulong b) => unchecked(sum + ((ulong)(uint)a * (uint)b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong a, ulong b) => (a & mask) | (b & ~mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ref ulong words) => words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref ulong words, ulong value) => words = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(ulong a) => a == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherFour(ref ulong words, ref int indices, int offset, out ulong w0, out ulong w1, out ulong w2, out ulong w3)
    {
        ref var from = ref Unsafe.Add(ref words, ((nint)indices * 8) + offset);
        w0 = from;
        w1 = Unsafe.Add(ref from, 1);
        w2 = Unsafe.Add(ref from, 2);
        w3 = Unsafe.Add(ref from, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterFour(ref ulong words, int index, int offset, ulong w0, ulong w1, ulong w2, ulong w3)
    {
        ref var to = ref Unsafe.Add(ref words, ((nint)index * 8) + offset);
        to = w0;
        Unsafe.Add(ref to, 1) = w1;
        Unsafe.Add(ref to, 2) = w2;
        Unsafe.Add(ref to, 3) = w3;
    }
}
