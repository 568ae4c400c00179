namespace RecommendVote.Crypto;

/// <summary>
/// Operations on V, a vector of independent unsigned 64-bit lanes. The lane code is written once over this interface; the runtime compiles it
/// anew for each pair of struct types, so nothing here is called at run time. Public data only.
/// </summary>
internal interface ILanes<V>
    where V : struct
{
    /// <summary>Lanes of a V.</summary>
    static abstract int Count { get; }

    static abstract V Broadcast(ulong value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    static abstract V ShiftLeft(V a, int count);

    static abstract V ShiftRight(V a, int count);

    /// <summary>Product of the low 32 bits of each lane, 64 bits.</summary>
    static abstract V Multiply(V a, V b);

    /// <summary>sum + product of the low 32 bits of a and b.</summary>
    static abstract V MultiplyAdd(V sum, V a, V b);

    /// <summary>a where the mask is all ones, b where it is zero.</summary>
    static abstract V Select(V mask, V a, V b);

    static abstract V Load(ref ulong words);

    static abstract void Store(ref ulong words, V value);

    /// <summary>Whether every lane is zero.</summary>
    static abstract bool IsZero(V a);

    /// <summary>Lane k of the four results takes words[8 * indices[k] + offset + 0..3]: half of a point's eight words.</summary>
    static abstract void GatherFour(ref ulong words, ref int indices, int offset, out V w0, out V w1, out V w2, out V w3);

    /// <summary>The inverse of <see cref="GatherFour"/> for consecutive points from <paramref name="index"/> on.</summary>
    static abstract void ScatterFour(ref ulong words, int index, int offset, V w0, V w1, V w2, V w3);
}
