using System.Collections.Frozen;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters.Columns;

/// <summary>Where each field stands in a file: the header row and the column of each field.</summary>
internal sealed class ColumnLayout
{
    private readonly FrozenDictionary<string, int> _columns;

    private ColumnLayout(SourceRow header, FrozenDictionary<string, int> columns, IReadOnlyList<(int Year, int Column)> appraisals)
    {
        _columns = columns;
        Header = header;
        Appraisals = appraisals;
        Width = Array.FindLastIndex(header.Cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1;
    }

    public SourceRow Header { get; }

    /// <summary>Number of columns up to the last header.</summary>
    public int Width { get; }

    /// <summary>Yearly appraisal columns, earliest first.</summary>
    public IReadOnlyList<(int Year, int Column)> Appraisals { get; }

    public int? Column(string field) => _columns.TryGetValue(field, out var column) ? column : null;

    public string HeaderAt(int column) => Header.Cell(column).Trim();

    public IEnumerable<int> UsedColumns => _columns.Values.Concat(Appraisals.Select(a => a.Column));

    public IReadOnlyList<MappedColumn> Describe()
    {
        var fields = _columns.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach (var (year, column) in Appraisals)
        {
            fields[column] = $"appraisal-{year}";
        }

        return [.. Enumerable.Range(0, Width).Select(i => new MappedColumn(HeaderAt(i), i, fields.GetValueOrDefault(i)))];
    }

    /// <summary>How many fields the best row near the top names; used to tell delimiters and sheets apart.</summary>
    public static int Fit(ColumnSet set, IReadOnlyList<SourceRow> rows, ImportOptions options) =>
        rows.Take(options.Limits.HeaderSearchRows).Select(row => set.Match(row, options).Count).DefaultIfEmpty(0).Max();

    /// <summary>The layout, or the problem for which there is none.</summary>
    public static (ColumnLayout? Layout, ImportProblem? Problem) Find(ColumnSet set, IReadOnlyList<SourceRow> rows, ImportOptions options)
    {
        var near = rows.Take(options.Limits.HeaderSearchRows).Where(row => options.HeaderRow is null || row.Number == options.HeaderRow).ToList();
        var header = near.MaxBy(row => set.Match(row, options).Count);
        var found = header is null ? [] : set.Match(header, options);
        if (header is not null && CheckMapping(set, header, options) is { } wrong)
        {
            return (null, wrong);
        }

        var missing = set.Fields.Where(field => field.Required && !found.ContainsKey(field.Key)).Select(field => field.Zh).ToList();
        if (header is null || missing.Count > 0)
        {
            return (null, ProblemText.Error(null, null, "header-missing", options.Limits.HeaderSearchRows, string.Join('、', missing)));
        }

        foreach (var (key, columns) in found)
        {
            if (columns.Count > 1)
            {
                return (null, ProblemText.Error(header.Number, null, "column-twice", set.Field(key).Zh, header.Cell(columns[0]).Trim(), header.Cell(columns[1]).Trim()));
            }
        }

        var appraisals = set.WithAppraisals
            ? header.Cells.Select((cell, i) => (Year: HeaderText.AppraisalYear(cell), Column: i)).Where(a => a.Year is not null)
                .Select(a => (a.Year!.Value, a.Column)).OrderBy(a => a.Value).ToList()
            : [];
        var twice = appraisals.GroupBy(a => a.Value).FirstOrDefault(group => group.Count() > 1)?.ToList();
        return twice is not null
            ? (null, ProblemText.Error(header.Number, null, "column-twice", twice[0].Value, header.Cell(twice[0].Column).Trim(), header.Cell(twice[1].Column).Trim()))
            : (new ColumnLayout(header, found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value[0], StringComparer.Ordinal), appraisals), null);
    }

    private static ImportProblem? CheckMapping(ColumnSet set, SourceRow header, ImportOptions options)
    {
        foreach (var (key, wanted) in options.Columns)
        {
            if (!string.IsNullOrEmpty(wanted) && !header.Cells.Any(cell => HeaderText.Fold(cell) == HeaderText.Fold(wanted)))
            {
                return ProblemText.Error(header.Number, null, "mapped-column-missing", set.Field(key).Zh, wanted);
            }
        }

        return null;
    }
}
