namespace RecommendVote.Rosters.Reading;

/// <summary>One row as it stands in the file.</summary>
/// <param name="Number">Row number in the spreadsheet, or the line on which a .csv row begins.</param>
/// <param name="Cells">Cell texts from the first column on; shorter rows are blank to the right.</param>
internal sealed record SourceRow(int Number, string[] Cells)
{
    /// <summary>Set when the row's quoting is wrong.</summary>
    public bool BadQuotes { get; init; }

    /// <summary>Set when the row is hidden in the spreadsheet.</summary>
    public bool Hidden { get; init; }

    /// <summary>Indices of cells that hold a formula.</summary>
    public IReadOnlySet<int>? Formulas { get; init; }

    public string Cell(int index) => index < Cells.Length ? Cells[index] : "";

    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>The rows of a file that are not blank, before any meaning is read into them.</summary>
internal sealed record SourceTable(SourceDescription Source, IReadOnlyList<SourceRow> Rows)
{
    /// <summary>Indices of columns that are hidden in the spreadsheet.</summary>
    public IReadOnlySet<int> HiddenColumns { get; init; } = new HashSet<int>();

    /// <summary>Warnings about the file as a whole.</summary>
    public IReadOnlyList<ImportProblem> Warnings { get; init; } = [];
}

/// <summary>A table, or the problem for which there is none.</summary>
internal sealed record TableResult(SourceTable? Table, ImportProblem? Problem)
{
    public static TableResult Ok(SourceTable table) => new(table, null);

    public static TableResult Refused(string code, params object?[] args) => new(null, ProblemText.Error(null, null, code, args));
}
