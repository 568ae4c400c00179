using RecommendVote.Record;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Input;

/// <summary>Opening record files named on the command line.</summary>
public static class RecordInput
{
    /// <exception cref="ToolException">No such file, or not readable.</exception>
    public static FileStream OpenStream(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Directory.Exists(path)
                ? throw new ToolException($"{path} is a folder, not a file")
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"{path}: {(fault is FileNotFoundException ? "no such file" : fault.Message)}", fault);
        }
    }

    /// <summary>All entries and the checkpoint, unverified.</summary>
    /// <exception cref="ToolException">Not a record.</exception>
    public static (IReadOnlyList<Bytes> Entries, string Checkpoint) Read(string path)
    {
        using var stream = OpenStream(path);
        if (!RecordFile.TryOpen(stream, out var file, out var fault))
            throw new ToolException($"{path} is not a record: {fault}");
        var entries = new List<Bytes>();
        var reader = file.OpenEntries();
        while (reader.TryRead(out var entry))
            entries.Add(new Bytes(entry));
        return reader.Fault is null ? (entries, file.Checkpoint) : throw new ToolException($"{path} is not a record: {reader.Fault}");
    }
}
