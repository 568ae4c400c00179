using System.Buffers.Binary;

namespace RecommendVote.Crypto;

/// <summary>Uniform permutations from an unpredictable source: Fisher-Yates, every draw by rejection, so that none is more likely than another.</summary>
internal static class Permutation
{
    /// <summary>0 .. count-1 in a random order.</summary>
    public static int[] Uniform(int count, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)Below((uint)i + 1, random);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>0 .. bound-1, each equally likely. Every attempt succeeds with more than one half.</summary>
    private static uint Below(uint bound, IRandomSource random)
    {
        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(bound - 1 | 1);
        Span<byte> bytes = stackalloc byte[4];
        for (var attempt = 0; attempt < 256; attempt++)
        {
            random.Fill(bytes);
            var value = BinaryPrimitives.ReadUInt32BigEndian(bytes) & mask;
            if (value < bound)
                return value;
        }
        throw new InvalidOperationException("the random source does not vary");
    }
}
