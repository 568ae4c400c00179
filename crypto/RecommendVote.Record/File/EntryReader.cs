namespace RecommendVote.Record;

/// <summary>
/// Reads entries line by line with bounded memory. A line longer than any entry may be is handed out cut off, so that V02 refuses and names it.
/// </summary>
public sealed class EntryReader
{
    private const int ChunkLength = 256 * 1024;

    private readonly MemberStream content;
    private byte[] buffer = new byte[ChunkLength];
    private int start;
    private int end;
    private bool ended;
    private bool cut;

    internal EntryReader(MemberStream content) => this.content = content;

    /// <summary>What was wrong with the container, once <see cref="TryRead"/> has answered false; null when it ended well.</summary>
    public string? Fault { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next entry, a copy of its own; false at the end or at a fault.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        if (cut)
            return false;
        var searched = 0;
        while (true)
        {
            var line = buffer.AsSpan(start, end - start);
            var feed = line[searched..].IndexOf((byte)'\n');
            if (feed >= 0)
            {
                entry = line[..(searched + feed)].ToArray();
                start += searched + feed + 1;
                Position += entry.Length + 1;
                return true;
            }
            if (line.Length > EntryTypes.LargestEntry)
            {
                entry = line.ToArray();
                cut = true;
                return true;
            }
            searched = line.Length;
            if (ended)
            {
                Fault = line.Length > 0 ? "the last entry has no end" : content.IsWhole() ? null : "entries.jsonl is damaged";
                return false;
            }
            Refill();
        }
    }

    private void Refill()
    {
        var length = end - start;
        if (start > 0)
        {
            buffer.AsSpan(start, length).CopyTo(buffer);
            (start, end) = (0, length);
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = content.Fill(buffer.AsSpan(end));
        ended = read == 0;
        end += read;
    }
}
