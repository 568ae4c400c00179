using System.Buffers.Binary;

namespace RecommendVote.Record;

/// <summary>CRC-32 of zip files (ISO 3309, polynomial EDB88320). Guards against accidents only; the tree guards against people.</summary>
internal sealed class Crc32
{
    /// <summary>Entry k * 256 + b: what byte b does to the sum when k more bytes follow.</summary>
    private static readonly uint[] Table = MakeTable();

    private uint state = uint.MaxValue;

    public uint Value => ~state;

    /// <summary>Eight bytes at a time (Kounavis and Berry 2005, "slicing by 8"), the rest one by one.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        var table = Table;
        while (bytes.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = table[(7 * 256) + (int)(word & 0xff)] ^ table[(6 * 256) + (int)((word >> 8) & 0xff)]
                ^ table[(5 * 256) + (int)((word >> 16) & 0xff)] ^ table[(4 * 256) + (int)((word >> 24) & 0xff)]
                ^ table[(3 * 256) + (int)((word >> 32) & 0xff)] ^ table[(2 * 256) + (int)((word >> 40) & 0xff)]
                ^ table[256 + (int)((word >> 48) & 0xff)] ^ table[(int)(word >> 56)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = table[(int)((crc ^ b) & 0xff)] ^ (crc >> 8);
        state = crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i < 256 ? (uint)i : table[i - 256];
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
