namespace RecommendVote.Record;

/// <summary>What a rule says of an entry: a refusal, or how the state changes once the entry is appended. Rules themselves change nothing.</summary>
internal readonly struct Outcome
{
    private Outcome(Refusal? refusal, Action<int>? commit)
    {
        Refusal = refusal;
        Commit = commit;
    }

    public Refusal? Refusal { get; }

    /// <summary>Takes the index of the appended entry.</summary>
    public Action<int>? Commit { get; }

    public static Outcome Accept(Action<int> commit) => new(null, commit);

    public static Outcome Refuse(Check check, string code, string? detail = null) => new(new Refusal(code, check, detail), null);

    public static implicit operator Outcome(Refusal refusal) => new(refusal, null);
}
