using RecommendVote.Rosters.Columns;

namespace RecommendVote.Rosters;

/// <summary>What an import would do: shown as a preview, then carried out whole or not at all.</summary>
/// <typeparam name="TRow">The typed row.</typeparam>
public sealed class ImportResult<TRow>
{
    internal ImportResult(SourceDescription? source, int headerRow, IReadOnlyList<MappedColumn> columns, int rowsRead,
        IReadOnlyList<TRow> goodRows, IReadOnlyList<ImportProblem> problems, int errorCount, int warningCount, FixFile fix)
    {
        Source = source;
        HeaderRow = headerRow;
        Columns = columns;
        RowsRead = rowsRead;
        GoodRows = goodRows;
        Problems = problems;
        ErrorCount = errorCount;
        WarningCount = warningCount;
        _fix = fix;
    }

    private readonly FixFile _fix;

    /// <summary>What kind of file it was; absent when it could not be read at all.</summary>
    public SourceDescription? Source { get; }

    /// <summary>Number of the header row, 0 when none was found.</summary>
    public int HeaderRow { get; }

    /// <summary>Every column of the file and what it was taken for.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; }

    /// <summary>Rows below the header that are not blank.</summary>
    public int RowsRead { get; }

    /// <summary>The rows without an error, in file order.</summary>
    public IReadOnlyList<TRow> GoodRows { get; }

    /// <summary>Problems in row order, those of the whole file first; bounded by the limits.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    public int ErrorCount { get; }

    public int WarningCount { get; }

    /// <summary>True when there is no error and so everything can be imported.</summary>
    public bool Accepted => ErrorCount == 0;

    /// <summary>True when the file itself was refused, so that not even its good rows may be taken.</summary>
    public bool FileRefused => Problems.Any(problem => problem.Row is null && problem.Severity == ProblemSeverity.Error) || HeaderRow == 0;

    /// <summary>The rows to import: all or, when one row is bad, none. Leaving bad rows out is possible only when asked for.</summary>
    public IReadOnlyList<TRow> RowsToImport(bool leaveOutBadRows = false) =>
        Accepted || (leaveOutBadRows && !FileRefused) ? GoodRows : [];

    /// <summary>A .csv (UTF-8 with BOM) of the bad rows with row number, column, code and reason, to mend and send back. Empty of rows when all are good.</summary>
    public byte[] MakeFixFile() => _fix.ToBytes();
}
