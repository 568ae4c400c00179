namespace RecommendVote.Rosters;

/// <summary>Whether a problem stops the import.</summary>
public enum ProblemSeverity
{
    /// <summary>Shown before the import; the row is taken.</summary>
    Warning,

    /// <summary>The row, or the whole file when there is no row number, is not taken.</summary>
    Error,
}

/// <summary>One thing that is wrong with a spreadsheet, said so that a person can mend it.</summary>
/// <param name="Row">Row number as the spreadsheet program shows it; for a .csv the line on which the row begins; absent when the whole file is meant.</param>
/// <param name="Column">The header text of the column, absent when the whole row or file is meant.</param>
/// <param name="Code">Stable code, see <see cref="ProblemText"/>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed record ImportProblem(int? Row, string? Column, string Code, ProblemSeverity Severity, string Zh, string En);
