using System.Globalization;
using RecommendVote.Rosters.Columns;

namespace RecommendVote.Rosters.Reading;

/// <summary>Reads the fields of one row and collects what is wrong with them.</summary>
internal sealed class RowReader(SourceRow row, ColumnLayout layout, ProblemList problems, ImportLimits limits)
{
    /// <summary>True once an error was found in this row.</summary>
    public bool Failed { get; private set; }

    public int Number => row.Number;

    public void Error(string? field, string code, params object?[] args)
    {
        Failed = true;
        problems.Add(ProblemText.Error(row.Number, Header(field), code, args));
    }

    public void Warn(string? field, string code, params object?[] args) =>
        problems.Add(ProblemText.Warning(row.Number, Header(field), code, args));

    /// <summary>Refuses rows whose cells cannot be assigned to columns at all.</summary>
    public void CheckShape()
    {
        if (row.BadQuotes)
        {
            Error(null, "csv-quote");
        }

        var extra = Array.FindIndex(row.Cells, Math.Min(layout.Width, row.Cells.Length), cell => !string.IsNullOrWhiteSpace(cell));
        if (extra >= 0)
        {
            Error(null, "too-many-cells", row.Cell(extra));
        }

        if (row.Hidden)
        {
            Warn(null, "hidden-row");
        }
    }

    /// <summary>The clean text of a field, "" when it is blank, absent or was refused.</summary>
    public string Text(string field, bool lines = false, int? limit = null) =>
        layout.Column(field) is { } column ? TextAt(column, lines, limit ?? limits.CellLength) : "";

    /// <summary>Text of an optional field; null when it is blank or one of the marks for "nothing".</summary>
    public string? Optional(string field) => Text(field, lines: true) is var text && CellText.IsEmpty(text) ? null : text;

    public string TextAt(int column, bool lines, int limit)
    {
        var clean = row.Formulas?.Contains(column) == true
            ? CleanText.Bad("formula-cell")
            : CellText.Clean(row.Cell(column), lines, limit);
        if (clean.Code is null)
        {
            return clean.Text;
        }

        Failed = true;
        problems.Add(ProblemText.Error(row.Number, layout.HeaderAt(column), clean.Code, clean.Detail));
        return "";
    }

    /// <summary>Whether nothing, or only a mark for "nothing", stands in the cell itself.</summary>
    public bool IsBlank(string field) => layout.Column(field) is not { } column || CellText.IsEmpty(row.Cell(column).Trim());

    public YearMonth? Month(string field)
    {
        if (Optional(field) is not { } text)
        {
            return null;
        }

        if (YearMonth.TryParse(text, out var month))
        {
            return month;
        }

        Error(field, "bad-month", text);
        return null;
    }

    public DateOnly? Date(string field)
    {
        if (Optional(field) is not { } text)
        {
            return null;
        }

        string[] formats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
        if (DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2100)
        {
            return date;
        }

        Error(field, "bad-date", text);
        return null;
    }

    public int? Whole(string field, int max)
    {
        if (Optional(field) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max)
        {
            return number;
        }

        Error(field, "bad-number", text, max);
        return null;
    }

    private string? Header(string? field) => field is not null && layout.Column(field) is { } column ? layout.HeaderAt(column) : null;
}
