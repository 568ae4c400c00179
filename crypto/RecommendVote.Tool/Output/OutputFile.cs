namespace RecommendVote.Tool.Output;

/// <summary>Writing files: whole or not at all, and secrets readable by their owner only.</summary>
public static class OutputFile
{
    /// <summary>Writes beside the target and renames, so that a reader never sees half a file.</summary>
    /// <exception cref="ToolException">The folder does not exist or cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => WriteThenRename(path, content, secret: false);

    /// <summary>As <see cref="Write"/>; on Unix with mode 0600 from the first byte on.</summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> content) => WriteThenRename(path, content, secret: true);

    private static void WriteThenRename(string path, ReadOnlySpan<byte> content, bool secret)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var beside = $"{full}.{Environment.ProcessId}.tmp";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (secret && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(beside, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"{path} cannot be written: {fault.Message}", fault);
        }
    }
}
