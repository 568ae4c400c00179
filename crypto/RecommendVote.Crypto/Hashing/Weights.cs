using System.Buffers.Binary;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>Public 128-bit weights expanded from a challenge (docs/spec/encodings.md, "Transcript").</summary>
public static class Weights
{
    /// <summary>w_1 .. w_n as scalars below 2^128; element 0 is w_1.</summary>
    public static Scalar[] Expand(Suite suite, Scalar y, int count)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return Array.ConvertAll(ExpandPlain(suite, y, count), weight => new Scalar(suite.Group, weight));
    }

    /// <summary>As <see cref="Expand"/>, plain numbers.</summary>
    internal static U256[] ExpandPlain(Suite suite, Scalar y, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var label = "RV1-weights"u8;
        var name = Encoding.ASCII.GetBytes(suite.Name);
        Span<byte> input = stackalloc byte[label.Length + 2 + name.Length + Scalar.Length + 4];
        label.CopyTo(input);
        BinaryPrimitives.WriteUInt16BigEndian(input[label.Length..], checked((ushort)name.Length));
        name.CopyTo(input[(label.Length + 2)..]);
        y.WriteTo(input.Slice(label.Length + 2 + name.Length, Scalar.Length));
        var weights = new U256[count];
        Span<byte> block = stackalloc byte[32];
        for (var k = 0; 2 * k < count; k++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input[^4..], k);
            suite.Hash(input, block);
            weights[2 * k] = Read128(block);
            if ((2 * k) + 1 < count)
                weights[(2 * k) + 1] = Read128(block[16..]);
        }
        return weights;
    }

    private static U256 Read128(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes), 0, 0);

    /// <summary>A fresh weight for batch verification: 1 .. 2^128 - 1. The source must be unpredictable to whoever made what is verified.</summary>
    internal static Scalar NonZero(Group group, IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var attempt = 0; attempt < 8; attempt++)
        {
            random.Fill(bytes);
            if (bytes.ContainsAnyExcept((byte)0))
                return group.From128(bytes);
        }
        throw new InvalidOperationException("the random source yields zeros");
    }
}
