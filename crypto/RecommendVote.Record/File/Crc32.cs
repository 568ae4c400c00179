namespace RecommendVote.Record;

/// <summary>CRC-32 of zip files (ISO 3309, polynomial EDB88320). Guards against accidents only; the tree guards against people.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        var value = (uint)i;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
        return value;
    })];

    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        foreach (var b in bytes)
            crc = Table[(crc ^ b) & 0xff] ^ (crc >> 8);
        state = crc;
    }
}
