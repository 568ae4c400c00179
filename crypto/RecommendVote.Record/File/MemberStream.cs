namespace RecommendVote.Record;

/// <summary>The content of one member, never more than its header says, with its sum. Damage is a state, not an exception.</summary>
internal sealed class MemberStream(Stream file, long offset, ZipMember member)
{
    private readonly Crc32 crc = new();
    private long position;
    private bool damaged;

    /// <summary>Reads as much as there is, up to the length of the destination.</summary>
    public int Fill(Span<byte> destination)
    {
        if (destination.Length > member.Size - position)
            destination = destination[..(int)(member.Size - position)];
        if (damaged || destination.IsEmpty)
            return 0;
        file.Position = offset + position;
        var read = file.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        damaged = read < destination.Length;
        position += read;
        crc.Append(destination[..read]);
        return read;
    }

    /// <summary>Whether all of the content came and the sum is right.</summary>
    public bool IsWhole() => !damaged && position == member.Size && crc.Value == member.Crc;
}
