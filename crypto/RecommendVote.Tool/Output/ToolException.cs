namespace RecommendVote.Tool.Output;

/// <summary>A command cannot go on; the text is for the person at the terminal. It ends with the given exit code.</summary>
public sealed class ToolException : Exception
{
    public ToolException(string message, int exitCode = ExitCodes.Unusable)
        : base(message) => ExitCode = exitCode;

    public ToolException(string message, Exception inner)
        : base(message, inner) => ExitCode = ExitCodes.Unusable;

    public ToolException()
        : this("the command cannot go on")
    {
    }

    public ToolException(string message)
        : this(message, ExitCodes.Unusable)
    {
    }

    public int ExitCode { get; }
}
