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
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var label = "RV1-weights"u8;
        var name = Encoding.ASCII.GetBytes(suite.Name);
        var input = new byte[label.Length + 2 + name.Length + Scalar.Length + 4];
        label.CopyTo(input);
        BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(label.Length), checked((ushort)name.Length));
        name.CopyTo(input, label.Length + 2);
        y.WriteTo(input.AsSpan(label.Length + 2 + name.Length, Scalar.Length));
        var weights = new Scalar[count];
        for (var k = 0; 2 * k < count; k++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(input.Length - 4), k);
            var block = suite.Hash(input);
            weights[2 * k] = suite.Group.From128(block.AsSpan(0, 16));
            if ((2 * k) + 1 < count)
                weights[(2 * k) + 1] = suite.Group.From128(block.AsSpan(16, 16));
        }
        return weights;
    }
}
