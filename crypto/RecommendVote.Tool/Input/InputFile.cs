using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Input;

/// <summary>Reading what the command line names, with a plain sentence when that is not possible.</summary>
public static class InputFile
{
    /// <summary>Largest file of any kind that is read whole: the record's two members of 2 GiB do not fit an array, 1 GiB is ample.</summary>
    public const long Limit = 1L << 30;

    /// <exception cref="ToolException">Missing, a folder, too large or not readable.</exception>
    public static byte[] Read(string path, long limit = Limit)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new ToolException(Directory.Exists(path) ? $"{path} is a folder, not a file" : $"{path}: no such file");
            if (info.Length > limit)
                throw new ToolException($"{path}: {info.Length} bytes are more than the {limit} that are read");
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>The text itself, or the content of the file that it names.</summary>
    public static string TextOrFile(string textOrPath)
    {
        ArgumentNullException.ThrowIfNull(textOrPath);
        if (textOrPath.Contains('\n', StringComparison.Ordinal) || !File.Exists(textOrPath))
            return textOrPath;
        return System.Text.Encoding.UTF8.GetString(Read(textOrPath, 1 << 20));
    }
}
