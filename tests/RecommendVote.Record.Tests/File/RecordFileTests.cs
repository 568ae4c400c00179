using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.File;

/// <summary>V01: one layout of a zip and no other, bounded in every direction (A52, B32).</summary>
public sealed class RecordFileTests
{
    private static readonly Lazy<MeetingSimulation> Whole = new(() => new MeetingSimulation(Plans.Small(Suite.P256), new SeededRandomSource("file")).Run());

    private static string Note => Whole.Value.SignCheckpoint().ToString();

    private static byte[] Good => Gate.Zip(Whole.Value);

    [Fact]
    public void A_record_reads_back_and_other_programs_can_read_it()
    {
        var zip = Good;
        Assert.Equal(0, Gate.Verify(zip).ExitCode);
        Assert.Equal(zip, Gate.Zip(Whole.Value));
        using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal([RecordFile.EntriesName, RecordFile.CheckpointName], archive.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(archive.Entries[0].Open());
        Assert.Equal(Whole.Value.Entries.Count, reader.ReadToEnd().Count(c => c == '\n'));
        using var note = new StreamReader(archive.Entries[1].Open());
        Assert.Equal(Note, note.ReadToEnd());
    }

    /// <summary>Times and versions of its own, compressed or not: another file than the one that was published.</summary>
    [Fact]
    public void V01_a_record_packed_again_by_another_program()
    {
        AssertNoRecord(Other(CompressionLevel.Optimal));
        AssertNoRecord(Other(CompressionLevel.NoCompression));
    }

    [Fact]
    [Trait("Attack", "A52")]
    [Trait("Attack", "A53")]
    [Trait("Attack", "F-B15")]
    public void V01_other_members_orders_and_names()
    {
        AssertNoRecord([]);
        AssertNoRecord("not a zip"u8.ToArray());
        AssertNoRecord(new byte[100_000]);
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines())));
        AssertNoRecord(Pack((RecordFile.CheckpointName, Utf8(Note)), (RecordFile.EntriesName, Lines())));
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines()), (RecordFile.CheckpointName, Utf8(Note)), ("x", [])));
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines()), (RecordFile.EntriesName, Lines())));
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines()), (RecordFile.CheckpointName, Utf8(Note)), (RecordFile.CheckpointName, Utf8(Note))));
        AssertNoRecord(Pack(("Entries.jsonl", Lines()), (RecordFile.CheckpointName, Utf8(Note))));
        AssertNoRecord(Pack(("../entries.jsonl", Lines()), (RecordFile.CheckpointName, Utf8(Note))));
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines()), (RecordFile.CheckpointName, new byte[SignedNote.MaxLength + 1])));
        AssertNoRecord(Pack((RecordFile.EntriesName, Lines()), (RecordFile.CheckpointName, [0xff, 0xfe])));
    }

    /// <summary>Two programs could read these in two ways, or look for what is hidden in them.</summary>
    [Fact]
    [Trait("Attack", "A52")]
    public void V01_anything_between_before_or_after()
    {
        var zip = Good;
        AssertNoRecord([0, .. zip]);
        AssertNoRecord([.. zip, 0]);
        AssertNoRecord([.. zip, .. zip]);
        for (var cut = 1; cut < 250; cut++)
            AssertNoRecord(zip[..^cut]);
        var second = zip.AsSpan().IndexOf(Utf8(RecordFile.CheckpointName)) - 30;
        AssertNoRecord([.. zip[..second], 0, .. zip[second..]]);
    }

    /// <summary>Every byte of the frame is fixed.</summary>
    [Fact]
    [Trait("Attack", "A52")]
    public void V01_every_changed_header_byte()
    {
        var zip = Good;
        var second = zip.AsSpan().IndexOf(Utf8(RecordFile.CheckpointName)) - 30;
        var directory = second + 30 + 14 + Utf8(Note).Length;
        foreach (var at in Enumerable.Range(0, 30 + 13).Concat(Enumerable.Range(second, 30 + 14)).Concat(Enumerable.Range(directory, zip.Length - directory)))
            AssertNoRecord(With(zip, at, (byte)(zip[at] ^ 1)));
        // Encryption and data descriptor, set in both headers alike.
        foreach (var flag in new byte[] { 1, 8, 64 })
            AssertNoRecord(With(With(zip, 6, flag), directory + 8, flag));
        // the same time in both headers of a member
        AssertNoRecord(With(With(zip, 10, 1), directory + 12, 1));
    }

    [Fact]
    [Trait("Attack", "A52")]
    public void V01_a_wrong_sum_or_a_lying_size()
    {
        var zip = Good;
        var second = zip.AsSpan().IndexOf(Utf8(RecordFile.CheckpointName)) - 30;
        var directory = second + 30 + 14 + Utf8(Note).Length;
        var wrongSum = With(With(zip, 14, (byte)(zip[14] ^ 1)), directory + 16, (byte)(zip[directory + 16] ^ 1));
        var report = Gate.Verify(wrongSum);
        Assert.Equal((2, Check.V01), (report.ExitCode, report.Failure!.Check));
        var size = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(22));
        foreach (var lie in new[] { size - 1, size + 1, 0, -1 })
        {
            var copy = (byte[])zip.Clone();
            foreach (var place in new[] { 18, 22, directory + 20, directory + 24 })
                BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(place), lie);
            AssertNoRecord(copy);
        }
    }

    /// <summary>B32: a bomb is refused by its headers; nothing of it is unpacked.</summary>
    [Fact]
    public void V01_a_zip_bomb_ends_at_once()
    {
        var bomb = Pack(CompressionLevel.Optimal, (RecordFile.EntriesName, new byte[64 * 1024 * 1024]), (RecordFile.CheckpointName, Utf8(Note)));
        Assert.True(bomb.Length < 100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertNoRecord(bomb);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 * 1024 * 1024);
    }

    [Fact]
    public void V02_a_line_longer_than_any_entry_is_named_and_not_read_to_its_end()
    {
        var endless = new byte[(EntryTypes.LargestEntry * 2) + 1];
        Array.Fill(endless, (byte)'a');
        var report = Gate.Verify(Stored((RecordFile.EntriesName, [.. Whole.Value.Entries[0].Span, (byte)'\n', .. endless, (byte)'\n']), (RecordFile.CheckpointName, Utf8(Note))));
        Assert.Equal((Check.V02, 1), (report.Failure!.Check, report.Failure.EntryIndex));
    }

    [Fact]
    public void V01_the_last_entry_must_end()
    {
        var lines = Lines();
        var report = Gate.Verify(Stored((RecordFile.EntriesName, lines[..^1]), (RecordFile.CheckpointName, Utf8(Note))));
        Assert.Equal((2, Check.V01), (report.ExitCode, report.Failure!.Check));
        Assert.Equal(1, Gate.Verify(Stored((RecordFile.EntriesName, Utf8(Encoding.UTF8.GetString(lines).Replace("\n", "\r\n", StringComparison.Ordinal))), (RecordFile.CheckpointName, Utf8(Note)))).ExitCode);
        Assert.Equal(1, Gate.Verify(Stored((RecordFile.EntriesName, [.. lines, (byte)'\n']), (RecordFile.CheckpointName, Utf8(Note)))).ExitCode);
        Assert.NotEqual(0, Gate.Verify(Stored((RecordFile.EntriesName, []), (RecordFile.CheckpointName, Utf8(Note)))).ExitCode);
    }

    private static void AssertNoRecord(byte[] zip)
    {
        var report = Gate.Verify(zip);
        Assert.Equal((2, Check.V01, Codes.ContainerInvalid), (report.ExitCode, report.Failure?.Check, report.Failure?.Code));
        Assert.Equal(report.Outcomes.Count - 1, report.Outcomes.Count(outcome => outcome.State == CheckState.NotChecked));
    }

    private static byte[] Lines() => [.. Whole.Value.Entries.SelectMany(entry => entry.ToArray().Append((byte)'\n'))];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Other(CompressionLevel level) => Pack(level, (RecordFile.EntriesName, Lines()), (RecordFile.CheckpointName, Utf8(Note)));

    private static byte[] Pack(params (string Name, byte[] Content)[] members) => Pack(CompressionLevel.NoCompression, members);

    /// <summary>As another program would pack it.</summary>
    private static byte[] Pack(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = archive.CreateEntry(name, level).Open();
                member.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>The frame of a record around any content.</summary>
    private static byte[] Stored(params (string Name, byte[] Content)[] members)
    {
        var list = members.Select(member => (Member: new ZipMember(member.Name, Sum(member.Content), member.Content.Length), member.Content)).ToList();
        var parts = list.Select(item => (byte[])[.. item.Member.LocalHeader(), .. item.Content]).ToList();
        byte[] directory = [.. list[0].Member.CentralHeader(0), .. list[1].Member.CentralHeader(parts[0].Length)];
        var end = Good[^22..];
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), parts.Sum(part => part.Length));
        return [.. parts.SelectMany(part => part), .. directory, .. end];
    }

    private static uint Sum(byte[] content)
    {
        var crc = new Crc32();
        crc.Append(content);
        return crc.Value;
    }

    private static byte[] With(byte[] zip, int at, byte value)
    {
        var copy = (byte[])zip.Clone();
        copy[at] = value;
        return copy;
    }
}
