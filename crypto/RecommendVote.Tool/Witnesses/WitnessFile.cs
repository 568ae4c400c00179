using RecommendVote.Record;
using RecommendVote.Record.Witnesses;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Witnesses;

/// <summary>
/// A witness's state on disk. A lock file beside it makes the comparison and the replacement one step, also for two programs on one file; the
/// file is replaced whole and flushed before anything is answered.
/// </summary>
public sealed class WitnessFile(string path) : IWitnessStore
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <exception cref="ToolException">There is a file and it cannot be read: to begin anew would forget what was signed.</exception>
    public WitnessState? Read()
    {
        if (!File.Exists(path))
            return null;
        return WitnessState.TryRead(InputFile.Read(path, WitnessState.Limit), out var state)
            ? state
            : throw new ToolException($"{path} is damaged: what was cosigned last is not known, and nothing is signed");
    }

    public bool TryReplace(WitnessState? expected, WitnessState replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        using var held = Lock();
        if (Read() != expected)
            return false;
        OutputFile.WriteSecret(path, replacement.ToBytes());
        return true;
    }

    private FileStream Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new ToolException($"{path}.lock cannot be taken: {fault.Message}", fault);
            }
        }
    }
}
