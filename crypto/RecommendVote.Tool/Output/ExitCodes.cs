namespace RecommendVote.Tool.Output;

/// <summary>What every command returns to its caller (docs/guides/verify-a-record.md).</summary>
public static class ExitCodes
{
    /// <summary>Done; for <c>verify</c>: every check holds and the record is complete.</summary>
    public const int Holds = 0;

    /// <summary>A check failed, two records contradict each other, or a step was refused.</summary>
    public const int Failed = 1;

    /// <summary>Unreadable or incomplete input, or a command line that says too little or something unknown.</summary>
    public const int Unusable = 2;
}
