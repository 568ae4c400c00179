using System.Buffers.Binary;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>A point as a small value for sets: x and the parity of y determine it.</summary>
internal readonly record struct PointKey(ulong X0, ulong X1, ulong X2, ulong X3, bool OddY)
{
    public static PointKey Of(Point point)
    {
        Span<byte> bytes = stackalloc byte[Point.Length];
        point.WriteTo(bytes);
        return new PointKey(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[17..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[25..]),
            (bytes[64] & 1) == 1);
    }
}
