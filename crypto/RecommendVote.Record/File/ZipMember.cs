using System.Buffers.Binary;
using System.Text;

namespace RecommendVote.Record;

/// <summary>The header fields of one member of a record's zip; the same in its local and central header.</summary>
/// <param name="Name">ASCII name.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Compressed">Bytes in the file.</param>
/// <param name="Size">Bytes of the content.</param>
internal sealed record ZipMember(string Name, int Method, uint Crc, long Compressed, long Size)
{
    public const int LocalHeaderLength = 30;
    public const int CentralHeaderLength = 46;

    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const ushort VersionNeeded = 20;

    /// <summary>1980-01-01 00:00, so that equal records are equal files.</summary>
    private const uint FixedTime = 0x00210000;

    /// <summary>UTF-8 names; ours are ASCII, so either is the same.</summary>
    private const ushort Utf8Flag = 1 << 11;

    public byte[] LocalHeader()
    {
        var header = new byte[LocalHeaderLength + Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), VersionNeeded);
        WriteCommon(header.AsSpan(6));
        Encoding.ASCII.GetBytes(Name, header.AsSpan(LocalHeaderLength));
        return header;
    }

    public byte[] CentralHeader(long offset)
    {
        var header = new byte[CentralHeaderLength + Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), VersionNeeded);
        WriteCommon(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), checked((uint)offset));
        Encoding.ASCII.GetBytes(Name, header.AsSpan(CentralHeaderLength));
        return header;
    }

    /// <summary>Reads a local header; null unless it is one without anything optional.</summary>
    public static ZipMember? ReadLocal(ReadOnlySpan<byte> header, string expectedName) =>
        header.Length == LocalHeaderLength + expectedName.Length && BinaryPrimitives.ReadUInt32LittleEndian(header) == LocalSignature
            ? ReadCommon(header[6..], header[LocalHeaderLength..], expectedName)
            : null;

    /// <summary>Reads a central header; null unless it is one without anything optional that names this offset.</summary>
    public static ZipMember? ReadCentral(ReadOnlySpan<byte> header, string expectedName, long expectedOffset) =>
        header.Length == CentralHeaderLength + expectedName.Length
        && BinaryPrimitives.ReadUInt32LittleEndian(header) == CentralSignature
        && BinaryPrimitives.ReadUInt16LittleEndian(header[32..]) == 0
        && BinaryPrimitives.ReadUInt16LittleEndian(header[34..]) == 0
        && BinaryPrimitives.ReadUInt32LittleEndian(header[42..]) == expectedOffset
            ? ReadCommon(header[8..], header[CentralHeaderLength..], expectedName)
            : null;

    private void WriteCommon(Span<byte> fields)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], (ushort)Method);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[4..], FixedTime);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[8..], Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[12..], checked((uint)Compressed));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[16..], checked((uint)Size));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[20..], (ushort)Name.Length);
    }

    private static ZipMember? ReadCommon(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name, string expectedName)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(fields);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[20..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(fields[22..]);
        // No encryption, no data descriptor, no extra field (so no zip64), no second spelling of the name.
        if ((flags & ~Utf8Flag) != 0 || method is not (0 or 8) || nameLength != expectedName.Length || extraLength != 0
            || !name.SequenceEqual(Encoding.ASCII.GetBytes(expectedName)))
            return null;
        return new ZipMember(
            expectedName, method, BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(fields[12..]), BinaryPrimitives.ReadUInt32LittleEndian(fields[16..]));
    }
}
