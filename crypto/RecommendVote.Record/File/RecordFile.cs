using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Record;

/// <summary>
/// The record as a zip with exactly <c>entries.jsonl</c> and <c>checkpoint.txt</c> (docs/spec/record.md, "File"). The reader accepts only
/// what the writer writes, byte for byte but for sums and sizes: header, content, header, content, directory, end; no two programs can read it two ways.
/// </summary>
public sealed class RecordFile
{
    public const string EntriesName = "entries.jsonl";
    public const string CheckpointName = "checkpoint.txt";

    private const int EndLength = 22;
    private const uint EndSignature = 0x06054b50;
    private const long MaxMember = int.MaxValue;

    private readonly Stream stream;
    private readonly ZipMember entries;

    private RecordFile(Stream stream, ZipMember entries, string checkpoint)
    {
        this.stream = stream;
        this.entries = entries;
        Checkpoint = checkpoint;
    }

    /// <summary>The text of the signed note; whether it verifies is V05's business.</summary>
    public string Checkpoint { get; }

    /// <summary>Bytes of <c>entries.jsonl</c>, for progress.</summary>
    public long EntriesLength => entries.Size;

    /// <summary>Writes a record. The entries are enumerated twice: lengths and sum come before the content.</summary>
    /// <param name="output">Any writable stream.</param>
    /// <param name="entries">Exact bytes in log order.</param>
    /// <param name="checkpoint">The signed note over all of them.</param>
    /// <exception cref="OverflowException">The entries are more than 2 GiB.</exception>
    public static void Write(Stream output, IEnumerable<ReadOnlyMemory<byte>> entries, string checkpoint)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(entries);
        var note = StrictUtf8.Encoding.GetBytes(checkpoint);
        var crc = new Crc32();
        var length = 0;
        foreach (var entry in entries)
        {
            crc.Append(entry.Span);
            crc.Append([(byte)'\n']);
            length = checked(length + entry.Length + 1);
        }
        var first = new ZipMember(EntriesName, crc.Value, length);
        crc = new Crc32();
        crc.Append(note);
        var second = new ZipMember(CheckpointName, crc.Value, note.Length);
        output.Write(first.LocalHeader());
        foreach (var entry in entries)
        {
            output.Write(entry.Span);
            output.WriteByte((byte)'\n');
        }
        output.Write(second.LocalHeader());
        output.Write(note);
        var secondOffset = SecondOffset(first);
        byte[] directory = [.. first.CentralHeader(0), .. second.CentralHeader(secondOffset)];
        output.Write(directory);
        output.Write(End(directory.Length, secondOffset + ZipMember.LocalHeaderLength + CheckpointName.Length + second.Size));
    }

    /// <inheritdoc cref="Write(Stream, IEnumerable{ReadOnlyMemory{byte}}, string)"/>
    public static void Write(Stream output, IEnumerable<Bytes> entries, string checkpoint) =>
        Write(output, entries.Select(entry => entry.Memory), checkpoint);

    /// <summary>Reads the headers and the checkpoint; the entries follow with <see cref="OpenEntries"/>. Never throws on bad data.</summary>
    /// <param name="stream">Readable and seekable, from its beginning; stays open.</param>
    /// <param name="file">The file when the answer is true.</param>
    /// <param name="fault">What is wrong when the answer is false.</param>
    public static bool TryOpen(Stream stream, [NotNullWhen(true)] out RecordFile? file, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(stream);
        file = null;
        var members = ReadMembers(stream);
        if (members is not { } found)
        {
            fault = "not a zip of entries.jsonl and checkpoint.txt alone, stored as records are written";
            return false;
        }
        if (found.Entries.Size > MaxMember)
        {
            fault = "entries.jsonl is too large";
            return false;
        }
        if (found.Checkpoint.Size > SignedNote.MaxLength)
        {
            fault = "checkpoint.txt is too large";
            return false;
        }
        var content = new MemberStream(stream, SecondOffset(found.Entries) + ZipMember.LocalHeaderLength + CheckpointName.Length, found.Checkpoint);
        var note = new byte[found.Checkpoint.Size];
        if (content.Fill(note) != note.Length || !content.IsWhole() || !System.Text.Unicode.Utf8.IsValid(note))
        {
            fault = "checkpoint.txt is damaged";
            return false;
        }
        file = new RecordFile(stream, found.Entries, StrictUtf8.Encoding.GetString(note));
        fault = null;
        return true;
    }

    /// <summary>Reads the entries from the first one on. One reader at a time.</summary>
    public EntryReader OpenEntries() => new(new MemberStream(stream, ZipMember.LocalHeaderLength + EntriesName.Length, entries));

    private static (ZipMember Entries, ZipMember Checkpoint)? ReadMembers(Stream stream)
    {
        const int firstHeader = ZipMember.LocalHeaderLength + 13; // "entries.jsonl"
        const int secondHeader = ZipMember.LocalHeaderLength + 14; // "checkpoint.txt"
        const int directoryLength = (2 * ZipMember.CentralHeaderLength) + 13 + 14;
        if (!stream.CanSeek || stream.Length < firstHeader + secondHeader + directoryLength + EndLength)
            return null;
        if (ZipMember.ReadLocal(ReadAt(stream, 0, firstHeader), EntriesName) is not { } entries)
            return null;
        var secondOffset = SecondOffset(entries);
        if (secondOffset + secondHeader > stream.Length
            || ZipMember.ReadLocal(ReadAt(stream, secondOffset, secondHeader), CheckpointName) is not { } checkpoint)
            return null;
        var directoryOffset = secondOffset + secondHeader + checkpoint.Size;
        if (directoryOffset + directoryLength + EndLength != stream.Length || directoryOffset > uint.MaxValue)
            return null;
        var tail = ReadAt(stream, directoryOffset, directoryLength + EndLength);
        byte[] directory = [.. entries.CentralHeader(0), .. checkpoint.CentralHeader(secondOffset), .. End(directoryLength, directoryOffset)];
        return tail.AsSpan().SequenceEqual(directory) ? (entries, checkpoint) : null;
    }

    private static long SecondOffset(ZipMember first) => ZipMember.LocalHeaderLength + EntriesName.Length + first.Size;

    private static byte[] End(int directoryLength, long directoryOffset)
    {
        var end = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), 2);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), directoryLength);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), checked((uint)directoryOffset));
        return end;
    }

    /// <summary>Exactly these bytes; fewer at the end of a truncated file.</summary>
    private static byte[] ReadAt(Stream stream, long offset, int length)
    {
        stream.Position = offset;
        var bytes = new byte[length];
        var read = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return read == length ? bytes : bytes[..read];
    }
}
