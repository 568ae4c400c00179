using System.Buffers.Binary;

namespace RecommendVote.Crypto;

/// <summary>expand_message_xmd of RFC 9380 section 5.3.1 over the suite's hash (b = 32 bytes, s = 64 bytes for both).</summary>
internal static class ExpandMessage
{
    private const int HashLength = 32;
    private const int BlockLength = 64;

    /// <exception cref="ArgumentException">Length above 255 * 32 bytes, or an empty tag.</exception>
    public static byte[] Xmd(Suite suite, ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst, int length)
    {
        var blocks = (length + HashLength - 1) / HashLength;
        if (blocks is < 1 or > 255 || length > ushort.MaxValue || dst.IsEmpty)
            throw new ArgumentException("expand_message_xmd: length or tag out of range", nameof(length));
        var tag = dst.Length > 255 ? suite.Hash("H2C-OVERSIZE-DST-"u8, dst) : dst.ToArray();
        Span<byte> dstPrime = stackalloc byte[tag.Length + 1];
        tag.CopyTo(dstPrime);
        dstPrime[^1] = (byte)tag.Length;

        using var hasher = suite.CreateHasher();
        Span<byte> zeroPad = stackalloc byte[BlockLength];
        zeroPad.Clear();
        hasher.Append(zeroPad);
        hasher.Append(message);
        Span<byte> suffix = stackalloc byte[3];
        BinaryPrimitives.WriteUInt16BigEndian(suffix, (ushort)length);
        suffix[2] = 0;
        hasher.Append(suffix);
        hasher.Append(dstPrime);
        var first = hasher.Finish();

        var output = new byte[blocks * HashLength];
        var previous = new byte[HashLength];
        for (var i = 1; i <= blocks; i++)
        {
            for (var k = 0; k < HashLength; k++)
                previous[k] ^= first[k];
            hasher.Append(previous);
            hasher.Append([(byte)i]);
            hasher.Append(dstPrime);
            previous = hasher.Finish();
            previous.CopyTo(output.AsSpan((i - 1) * HashLength));
        }
        return output.AsSpan(0, length).ToArray();
    }
}
