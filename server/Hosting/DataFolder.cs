namespace RecommendVote.Server.Hosting;

/// <summary>The folder that holds everything of one installation, locked against a second process while in use.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream guard;

    private DataFolder(string path, FileStream guard) => (Path, this.guard) = (path, guard);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "recommendvote.db");
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Makes the folder if needed and locks it.</summary>
    /// <exception cref="StartupException"><c>data-folder-in-use</c> or <c>data-folder-unusable</c>.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(full);
            else
                Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException("data-folder-unusable", $"the data folder {full} cannot be made: {error.Message}");
        }
        try
        {
            // FileShare.None is an exclusive lock (flock) that the system takes back when the process dies, however it dies.
            var guard = new FileStream(System.IO.Path.Combine(full, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(full, guard);
        }
        catch (IOException)
        {
            throw new StartupException("data-folder-in-use", $"another process is using the data folder {full} / 数据文件夹正被另一个进程使用");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartupException("data-folder-unusable", $"the data folder {full} cannot be written: {error.Message}");
        }
    }

    public void Dispose() => guard.Dispose();
}
