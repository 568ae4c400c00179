namespace RecommendVote.Tool.Output;

/// <summary>Folders for secrets.</summary>
public static class PrivateFolder
{
    /// <summary>Makes a folder, on Unix for its owner only (mode 0700).</summary>
    /// <exception cref="ToolException">It cannot be made.</exception>
    public static void Create(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException($"{folder} cannot be made: {fault.Message}", fault);
        }
    }
}
