using System.Text;
using System.Text.RegularExpressions;

namespace RecommendVote.Rosters.Reading;

/// <summary>Reads the fields that rosters and attendee lists share.</summary>
internal static partial class PersonFields
{
    private const int NameLength = 50;
    private const int UnitLength = 100;

    public static string Id(RowReader reader, string field)
    {
        // Full-width letters and digits are a matter of the input method, not another number.
        var id = reader.Text(field).Normalize(NormalizationForm.FormKC);
        if (id.Length == 0)
        {
            ErrorOnce(reader, field, "missing-id");
        }
        else if (!IdPattern().IsMatch(id))
        {
            reader.Error(field, "bad-id", id);
        }

        return id;
    }

    public static string Name(RowReader reader, string field)
    {
        var text = reader.Text(field, limit: NameLength);
        if (CellText.IsEmpty(text))
        {
            ErrorOnce(reader, field, "missing-name");
            return "";
        }

        var name = PersonName.Tidy(text);
        if (PersonName.FirstBad(name) is { } bad)
        {
            reader.Error(field, "bad-name", VisibleText.Name(bad));
        }
        else if (name != text)
        {
            reader.Warn(field, "name-tidied", name);
        }

        return name;
    }

    public static string Unit(RowReader reader, string field)
    {
        var unit = reader.Text(field, lines: true, UnitLength);
        if (CellText.IsEmpty(unit))
        {
            ErrorOnce(reader, field, "missing-unit");
        }

        return unit;
    }

    /// <summary>Position ids of a cell such as "P1;P2". Titles are accepted for ids; "all" and 全部 mean every position of the meeting.</summary>
    public static IReadOnlyList<string> Positions(RowReader reader, string field, IReadOnlyList<RosterPosition> known)
    {
        if (reader.Optional(field) is not { } text)
        {
            return [];
        }

        if (known.Count > 0 && (text is "全部" or "均符合" || text.Equals("all", StringComparison.OrdinalIgnoreCase)))
        {
            return [.. known.Select(position => position.Id)];
        }

        var ids = new List<string>();
        foreach (var part in Separators().Split(text).Where(part => part.Length > 0))
        {
            var name = part.Normalize(NormalizationForm.FormKC);
            var position = known.FirstOrDefault(p => p.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Title == part);
            if (position is null && (known.Count > 0 || !IdPattern().IsMatch(name)))
            {
                reader.Error(field, "unknown-position", part);
            }
            else if (!ids.Contains(position?.Id ?? name))
            {
                ids.Add(position?.Id ?? name);
            }
        }

        return ids;
    }

    /// <summary>Reports numbers that are used twice, on every row concerned, and persons whom nothing tells apart; adds their rows to <paramref name="bad"/>.</summary>
    public static void CheckDistinct(IReadOnlyList<(int Row, string Id, string Name, string Unit)> people, string? idHeader, string? nameHeader, ProblemList problems, HashSet<int> bad)
    {
        foreach (var same in people.GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Report(same.Select(p => p.Row), (row, other) => ProblemText.Error(row, idHeader, "duplicate-id", same.Key, other));
        }

        foreach (var same in people.GroupBy(p => (p.Name, p.Unit)).Where(group => group.Select(p => p.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1))
        {
            Report(same.Select(p => p.Row), (row, other) => ProblemText.Error(row, nameHeader, "same-person", same.Key.Name, other));
        }

        void Report(IEnumerable<int> group, Func<int, int, ImportProblem> problem)
        {
            var rows = group.ToList();
            for (var i = 0; i < rows.Count; i++)
            {
                problems.Add(problem(rows[i], rows[i == 0 ? 1 : 0]));
                bad.Add(rows[i]);
            }
        }
    }

    /// <summary>Names that stand in more than one unit, with the row of the first.</summary>
    public static Dictionary<string, int> SharedNames(IEnumerable<(int Row, string Name)> people) =>
        people.GroupBy(p => p.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.First().Row, StringComparer.Ordinal);

    // A cell that was refused for its characters reads as blank; one reason is enough.
    private static void ErrorOnce(RowReader reader, string field, string code)
    {
        if (reader.IsBlank(field))
        {
            reader.Error(field, code);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    internal static partial Regex IdPattern();

    [GeneratedRegex(@"[;；,，、/\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
