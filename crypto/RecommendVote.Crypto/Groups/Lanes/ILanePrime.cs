using System.Runtime.CompilerServices;

namespace RecommendVote.Crypto;

/// <summary>
/// A prime p = -1 mod 2^29 near 2^256 whose multiples are cheap. Both primes of the suites are sums of five powers of two.
/// </summary>
internal interface ILanePrime
{
    /// <summary>p.</summary>
    static abstract U256 Value { get; }

    /// <summary>Montgomery step: adds k (p + 1) to the limbs 1..8 above the one that k was read from; k below 2^29.</summary>
    static abstract void Fold<L, V>(V k, ref V t2, ref V t3, ref V t6, ref V t7, ref V t8)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>
    /// Where <see cref="Fold"/> takes something from a limb: what limb 3, limbs 4..15 and limb 16 of a product begin with, so that none is ever
    /// negative. The three together are worth zero: what one limb gets too much, the next one gets too little.
    /// </summary>
    static abstract V First<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct;

    /// <inheritdoc cref="First"/>
    static abstract V Middle<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct;

    /// <inheritdoc cref="First"/>
    static abstract V Last<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Adds h (2^256 - p); h below 32, and the limbs are larger than 2^23.</summary>
    static abstract void Wrap<L, V>(V h, ref V t0, ref V t2, ref V t3, ref V t6, ref V t7)
        where L : struct, ILanes<V>
        where V : struct;
}

/// <summary>p = 2^256 - 2^224 + 2^192 + 2^96 - 1.</summary>
internal readonly struct P256LanePrime : ILanePrime
{
    public static U256 Value => new(0xFFFFFFFFFFFFFFFF, 0x00000000FFFFFFFF, 0, 0xFFFFFFFF00000001);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V First<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => product;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Middle<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => product;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Last<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => product;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fold<L, V>(V k, ref V t2, ref V t3, ref V t6, ref V t7, ref V t8)
        where L : struct, ILanes<V>
        where V : struct
    {
        t3 = L.Add(t3, L.ShiftLeft(k, 9)); // 2^96 = 2^(3 * 29 + 9)
        t6 = L.Add(t6, L.ShiftLeft(k, 18)); // 2^192
        t7 = L.MultiplyAdd(t7, k, L.Broadcast((1UL << 29) - (1UL << 21))); // 2^256 - 2^224
        t8 = L.MultiplyAdd(t8, k, L.Broadcast((1UL << 24) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Wrap<L, V>(V h, ref V t0, ref V t2, ref V t3, ref V t6, ref V t7)
        where L : struct, ILanes<V>
        where V : struct
    {
        t0 = L.Add(t0, h);
        t3 = L.Subtract(t3, L.ShiftLeft(h, 9));
        t6 = L.Subtract(t6, L.ShiftLeft(h, 18));
        t7 = L.Add(t7, L.ShiftLeft(h, 21));
    }
}

/// <summary>p = 2^256 - 2^224 - 2^96 + 2^64 - 1.</summary>
internal readonly struct Sm2LanePrime : ILanePrime
{
    public static U256 Value => new(0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF00000000, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFEFFFFFFFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V First<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => L.Add(product, L.Broadcast(1UL << 38));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Middle<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => L.Add(product, L.Broadcast((1UL << 38) - (1UL << 9)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Last<L, V>(V product)
        where L : struct, ILanes<V>
        where V : struct => L.Subtract(product, L.Broadcast(1UL << 9));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fold<L, V>(V k, ref V t2, ref V t3, ref V t6, ref V t7, ref V t8)
        where L : struct, ILanes<V>
        where V : struct
    {
        t2 = L.Add(t2, L.ShiftLeft(k, 6)); // 2^64 = 2^(2 * 29 + 6)
        t3 = L.Subtract(t3, L.ShiftLeft(k, 9)); // -2^96
        t7 = L.MultiplyAdd(t7, k, L.Broadcast((1UL << 29) - (1UL << 21))); // 2^256 - 2^224
        t8 = L.MultiplyAdd(t8, k, L.Broadcast((1UL << 24) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Wrap<L, V>(V h, ref V t0, ref V t2, ref V t3, ref V t6, ref V t7)
        where L : struct, ILanes<V>
        where V : struct
    {
        t0 = L.Add(t0, h);
        t2 = L.Subtract(t2, L.ShiftLeft(h, 6));
        t3 = L.Add(t3, L.ShiftLeft(h, 9));
        t7 = L.Add(t7, L.ShiftLeft(h, 21));
    }
}
