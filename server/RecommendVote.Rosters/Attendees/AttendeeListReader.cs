using System.Text;
using System.Text.RegularExpressions;
using RecommendVote.Rosters.Columns;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters.Attendees;

/// <summary>Reads a list of people in scope (参会人员名单) from .xlsx or .csv.</summary>
public static partial class AttendeeListReader
{
    private static readonly string[] Yes = ["是", "应到", "√", "✓", "1", "y", "yes", "true"];
    private static readonly string[] No = ["否", "不应到", "×", "✗", "0", "n", "no", "false"];

    /// <summary>Reads the whole stream from where it stands. Never throws on bad content: the result names what is wrong.</summary>
    public static Task<ImportResult<AttendeeRow>> ReadAsync(Stream stream, ImportOptions options, CancellationToken cancellation = default) =>
        ListImport.RunAsync(stream, AttendeeColumns.Set, options, (reader, layout) => ReadRow(reader, layout, options), CrossCheck, cancellation);

    private static AttendeeRow ReadRow(RowReader reader, ColumnLayout layout, ImportOptions options)
    {
        var (categoryId, categoryName) = Category(reader);
        return new AttendeeRow
        {
            RowNumber = reader.Number,
            Id = PersonFields.Id(reader, AttendeeColumns.Id),
            Name = PersonFields.Name(reader, AttendeeColumns.Name),
            CategoryId = categoryId,
            CategoryName = categoryName,
            Unit = PersonFields.Unit(reader, AttendeeColumns.Unit),
            Post = reader.Optional(AttendeeColumns.Post),
            Expected = layout.Column(AttendeeColumns.Expected) is null || Expected(reader),
            RecusedPositions = PersonFields.Positions(reader, AttendeeColumns.Recused, options.Positions),
        };
    }

    private static (string Id, string Name) Category(RowReader reader)
    {
        var text = reader.Text(AttendeeColumns.Category, lines: true, limit: 100);
        if (CellText.IsEmpty(text))
        {
            if (reader.IsBlank(AttendeeColumns.Category))
            {
                reader.Error(AttendeeColumns.Category, "missing-category");
            }

            return ("", "");
        }

        // "A 领导班子成员", "Ａ类", "A-领导班子" and "staff members" all begin with their code.
        var match = CategoryPattern().Match(text.Normalize(NormalizationForm.FormKC));
        if (!match.Success)
        {
            reader.Error(AttendeeColumns.Category, "category-no-code", text);
            return ("", "");
        }

        var id = match.Groups["id"].Value;
        var name = match.Groups["name"].Value.Trim();
        return (id, name.Length == 0 ? id : name);
    }

    private static bool Expected(RowReader reader)
    {
        var text = reader.Text(AttendeeColumns.Expected);
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (Yes.Contains(folded))
        {
            return true;
        }

        if (!No.Contains(folded) && (text.Length > 0 || reader.IsBlank(AttendeeColumns.Expected)))
        {
            reader.Error(AttendeeColumns.Expected, "expected-unclear", text);
        }

        return false;
    }

    private static List<AttendeeRow> CrossCheck(IReadOnlyList<AttendeeRow> rows, ColumnLayout layout, ProblemList problems, HashSet<int> bad)
    {
        string? HeaderOf(string field) => layout.Column(field) is { } column ? layout.HeaderAt(column) : null;
        PersonFields.CheckDistinct([.. rows.Select(r => (r.RowNumber, r.Id, r.Name, r.Unit))], HeaderOf(AttendeeColumns.Id), HeaderOf(AttendeeColumns.Name), problems, bad);
        var first = new Dictionary<string, AttendeeRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (!first.TryAdd(row.CategoryId, row) && (first[row.CategoryId].CategoryName != row.CategoryName || first[row.CategoryId].CategoryId != row.CategoryId))
            {
                var other = first[row.CategoryId];
                problems.Add(ProblemText.Error(row.RowNumber, HeaderOf(AttendeeColumns.Category), "category-name-differs", row.CategoryId, other.CategoryName, row.CategoryName, other.RowNumber));
                bad.Add(row.RowNumber);
            }
        }

        var good = rows.Where(row => !bad.Contains(row.RowNumber)).ToList();
        var shared = PersonFields.SharedNames(good.Select(r => (r.RowNumber, r.Name)));
        return [.. good.Select(row => shared.ContainsKey(row.Name) ? row with { ShowUnit = true } : row)];
    }

    [GeneratedRegex(@"^(?<id>[A-Za-z0-9][A-Za-z0-9-]{0,31}?)(?:$|[\s.:,、\-_)）]+(?<name>.*)$|(?<name>[^A-Za-z0-9\s.-].*)$)", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex CategoryPattern();
}
