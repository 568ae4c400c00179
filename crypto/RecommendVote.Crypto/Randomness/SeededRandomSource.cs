using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// A reproducible stream for simulated meetings and test vectors, never for a real ballot:
/// block_k = SHA-256("RV1-seeded-random" || I2OSP(len(seed),4) || seed || I2OSP(k,8)), k = 0, 1, ...
/// </summary>
public sealed class SeededRandomSource : IRandomSource
{
    private readonly byte[] input;
    private readonly byte[] block = new byte[32];
    private readonly Lock gate = new();
    private ulong counter;
    private int used = 32;

    public SeededRandomSource(ReadOnlySpan<byte> seed)
    {
        var label = "RV1-seeded-random"u8;
        input = new byte[label.Length + 4 + seed.Length + 8];
        label.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(label.Length), seed.Length);
        seed.CopyTo(input.AsSpan(label.Length + 4));
    }

    public SeededRandomSource(string seed)
        : this(Encoding.UTF8.GetBytes(seed))
    {
    }

    public void Fill(Span<byte> destination)
    {
        lock (gate)
        {
            while (!destination.IsEmpty)
            {
                if (used == block.Length)
                {
                    BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(input.Length - 8), counter);
                    counter = checked(counter + 1);
                    SHA256.HashData(input, block);
                    used = 0;
                }
                var take = Math.Min(destination.Length, block.Length - used);
                block.AsSpan(used, take).CopyTo(destination);
                destination = destination[take..];
                used += take;
            }
        }
    }
}
