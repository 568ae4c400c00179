using System.Globalization;
using System.Text;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters;

/// <summary>Writes the bad rows of an import with their reasons. Cells are escaped so that no spreadsheet program runs them.</summary>
internal sealed class FixFile(SourceRow? header, IReadOnlyList<SourceRow> badRows, IReadOnlyList<ImportProblem> problems)
{
    private static readonly string[] ReasonHeaders = ["行号 Row", "列 Column", "代码 Code", "原因 Reason (zh)", "Reason (en)"];

    public byte[] ToBytes()
    {
        var text = new StringBuilder("\uFEFF");
        AppendLine(text, ReasonHeaders.Concat(header?.Cells ?? []));
        var reasons = problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToLookup(problem => problem.Row);
        foreach (var problem in reasons[null])
        {
            AppendLine(text, ["", .. Reasons([problem])]);
        }

        foreach (var row in badRows)
        {
            AppendLine(text, [row.Number.ToString(CultureInfo.InvariantCulture), .. Reasons([.. reasons[row.Number]]), .. row.Cells]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // One line per row, so that the mended file can be imported: several reasons share the cells.
    private static string[] Reasons(IReadOnlyList<ImportProblem> reasons) =>
    [
        string.Join("; ", reasons.Select(reason => reason.Column).Where(column => column is not null).Distinct()),
        string.Join("; ", reasons.Select(reason => reason.Code)),
        string.Join(" ", reasons.Select(reason => reason.Zh)),
        string.Join(" ", reasons.Select(reason => reason.En)),
    ];

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell)
    {
        // What cannot be seen is spelled out: the person who mends the row must find it.
        var safe = FormulaEscape.Apply(VisibleText.Of(cell.ReplaceLineEndings(" "), 2_000));
        return safe.AsSpan().IndexOfAny("\",;\t") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
