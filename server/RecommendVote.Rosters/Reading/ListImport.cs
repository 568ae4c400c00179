using RecommendVote.Rosters.Columns;

namespace RecommendVote.Rosters.Reading;

/// <summary>The steps that every list import shares: bound, decode, find the header, read row by row, check rows against each other.</summary>
internal static class ListImport
{
    /// <summary>Runs an import.</summary>
    /// <param name="stream">The upload; read once, from where it stands.</param>
    /// <param name="set">The columns of this kind of list.</param>
    /// <param name="options">How to read.</param>
    /// <param name="readRow">Makes the typed row; errors go to the reader.</param>
    /// <param name="crossCheck">Given all rows without errors of their own; returns the rows as finished, and reports errors by row number.</param>
    /// <param name="cancellation">Stops the reading of the stream.</param>
    public static async Task<ImportResult<TRow>> RunAsync<TRow>(
        Stream stream, ColumnSet set, ImportOptions options, Func<RowReader, ColumnLayout, TRow> readRow,
        Func<IReadOnlyList<TRow>, ColumnLayout, ProblemList, HashSet<int>, IReadOnlyList<TRow>> crossCheck, CancellationToken cancellation)
        where TRow : class
    {
        var (bytes, tooMuch) = await TableReader.ReadBoundedAsync(stream, options.Limits, cancellation).ConfigureAwait(false);
        if (bytes is null)
        {
            return Refused<TRow>(null, tooMuch!);
        }

        var (table, unreadable) = TableReader.Read(bytes, options.Sheet, rows => ColumnLayout.Fit(set, rows, options), options.Limits);
        if (table is null)
        {
            return Refused<TRow>(null, unreadable!);
        }

        var (layout, noHeader) = ColumnLayout.Find(set, table.Rows, options);
        if (layout is null)
        {
            return Refused<TRow>(table.Source, noHeader!);
        }

        var problems = new ProblemList(options.Limits);
        ReportFile(set, table, layout, problems);
        var below = table.Rows.SkipWhile(row => row.Number <= layout.Header.Number).ToList();
        if (below.Count == 0)
        {
            problems.Add(ProblemText.Error(null, null, "no-rows"));
        }

        var rows = new List<TRow>(below.Count);
        var bad = new HashSet<int>();
        foreach (var source in below)
        {
            var reader = new RowReader(source, layout, problems, options.Limits);
            reader.CheckShape();

            // Where the borders of the cells are unknown, complaints about their contents would mislead.
            var row = source.BadQuotes ? default : readRow(reader, layout);
            if (row is null || reader.Failed)
            {
                bad.Add(source.Number);
            }
            else
            {
                rows.Add(row);
            }
        }

        var finished = crossCheck(rows, layout, problems, bad);
        var ordered = problems.InOrder();
        var fix = new FixFile(layout.Header, [.. below.Where(row => bad.Contains(row.Number))], ordered);
        return new ImportResult<TRow>(table.Source, layout.Header.Number, layout.Describe(), below.Count, finished, ordered, problems.Errors, problems.Warnings, fix);
    }

    private static void ReportFile(ColumnSet set, SourceTable table, ColumnLayout layout, ProblemList problems)
    {
        foreach (var warning in table.Warnings)
        {
            problems.Add(warning);
        }

        foreach (var column in layout.UsedColumns.Where(table.HiddenColumns.Contains).Order())
        {
            problems.Add(ProblemText.Warning(null, layout.HeaderAt(column), "hidden-column"));
        }

        if (set.Fields.Any(field => field.Key == Cadres.CadreColumns.EligiblePositions) && layout.Column(Cadres.CadreColumns.EligiblePositions) is null)
        {
            problems.Add(ProblemText.Warning(null, null, "eligibility-column-missing"));
        }
    }

    private static ImportResult<TRow> Refused<TRow>(SourceDescription? source, ImportProblem problem) =>
        new(source, 0, [], 0, [], [problem], 1, 0, new FixFile(null, [], [problem]));
}
