namespace RecommendVote.Documents.Verification;

/// <summary>Outcome of a verification or of one of its checks.</summary>
public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>Could not be carried out, for example because the record ends before it. Never counts as passed.</summary>
    NotChecked,
}

/// <summary>One numbered check.</summary>
/// <param name="Number">Its number, such as V07.</param>
/// <param name="Zh">What was checked, in Chinese.</param>
/// <param name="En">What was checked, in English.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Detail">Counts, or the entry that fails; may be empty.</param>
public sealed record CheckLine(string Number, string Zh, string En, CheckOutcome Outcome, string Detail);

/// <summary>What an officer declares about the record.</summary>
/// <param name="Officer">Name of the officer.</param>
/// <param name="Objection">True for an objection, false for "verified".</param>
/// <param name="Text">The officer's own words; may be empty.</param>
public sealed record OfficerStatement(string Officer, bool Objection, string Text);

/// <summary>A report on the verification of a record, to be signed and kept in the file.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Record">The record that was verified.</param>
/// <param name="Checks">All checks, in order of number.</param>
/// <param name="Program">Name and version of the program that verified.</param>
/// <param name="CheckedAt">UTC.</param>
public sealed record VerificationReport(MeetingHeader Meeting, RecordReference Record, IReadOnlyList<CheckLine> Checks, string Program, DateTime CheckedAt)
{
    /// <summary>What the record was compared with that was noted in the room, such as the words on the screen; null when nothing was.</summary>
    public string? Anchor { get; init; }

    /// <summary>Audited ballots in the record.</summary>
    public int Audits { get; init; }

    /// <summary>Of these, made by the appointed challengers, and with how many cards.</summary>
    public (int Audits, int Cards) Challengers { get; init; }

    /// <summary>Per share of changed ballots (0..1) the chance (0..1) that the challengers' audits would have met at least one.</summary>
    public IReadOnlyList<(double Rate, double Chance)> Detection { get; init; } = [];

    /// <summary>Present when an officer has signed.</summary>
    public OfficerStatement? Statement { get; init; }

    /// <summary>Failed when any check failed; passed only when every single one passed.</summary>
    public CheckOutcome Outcome =>
        Checks.Any(check => check.Outcome == CheckOutcome.Failed) ? CheckOutcome.Failed
        : Checks.Count > 0 && Checks.All(check => check.Outcome == CheckOutcome.Passed) ? CheckOutcome.Passed
        : CheckOutcome.NotChecked;
}
