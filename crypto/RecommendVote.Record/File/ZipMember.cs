using System.Buffers.Binary;
using System.Text;

namespace RecommendVote.Record;

/// <summary>One member of a record's zip, stored. Its two headers have one spelling, so that no two programs can read a file two ways.</summary>
/// <param name="Name">ASCII name.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Size">Bytes of the content.</param>
internal sealed record ZipMember(string Name, uint Crc, long Size)
{
    public const int LocalHeaderLength = 30;
    public const int CentralHeaderLength = 46;

    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const ushort VersionNeeded = 20;

    /// <summary>1980-01-01 00:00, so that equal records are equal files.</summary>
    private const uint FixedTime = 0x00210000;

    public byte[] LocalHeader()
    {
        var header = new byte[LocalHeaderLength + Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        WriteCommon(header.AsSpan(4));
        Encoding.ASCII.GetBytes(Name, header.AsSpan(LocalHeaderLength));
        return header;
    }

    public byte[] CentralHeader(long offset)
    {
        var header = new byte[CentralHeaderLength + Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), VersionNeeded);
        WriteCommon(header.AsSpan(6));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), checked((uint)offset));
        Encoding.ASCII.GetBytes(Name, header.AsSpan(CentralHeaderLength));
        return header;
    }

    /// <summary>Reads a local header; null unless it is byte for byte what is written for some sum and size.</summary>
    public static ZipMember? ReadLocal(ReadOnlySpan<byte> header, string name)
    {
        if (header.Length != LocalHeaderLength + name.Length)
            return null;
        var member = new ZipMember(name, BinaryPrimitives.ReadUInt32LittleEndian(header[14..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]));
        return header.SequenceEqual(member.LocalHeader()) ? member : null;
    }

    private void WriteCommon(Span<byte> fields)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, VersionNeeded);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[6..], FixedTime);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], checked((uint)Size));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], checked((uint)Size));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)Name.Length);
    }
}
