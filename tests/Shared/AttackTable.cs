namespace RecommendVote.Tests.Common;

/// <summary>One test that a row names: <c>Project Class.Method</c>, or <c>client path: title</c>.</summary>
internal sealed record AttackTest(string Project, string Place, string Name);

/// <summary>One row of tests/ATTACKS.md.</summary>
/// <param name="Id">A01..A66 of the attack list, or F-B1..F-B24 of the reviewed protocol.</param>
/// <param name="Tests">None exactly when <paramref name="Reason"/> says why the row does not apply.</param>
/// <param name="Reason">Text of the last column.</param>
internal sealed record AttackRow(string Id, IReadOnlyList<AttackTest> Tests, string Reason);

/// <summary>Reads tests/ATTACKS.md.</summary>
internal static class AttackTable
{
    public static string Repository { get; } = FindRepository();

    public static IReadOnlyList<AttackRow> Read()
    {
        var rows = new List<AttackRow>();
        foreach (var line in File.ReadLines(Path.Combine(Repository, "tests", "ATTACKS.md")))
        {
            var cells = line.Split('|');
            if (cells.Length != 5 || !(cells[1].Trim() is ['A' or 'F', ..] && cells[1].Trim() is var id && id.Any(char.IsAsciiDigit)))
                continue;
            rows.Add(new AttackRow(id, [.. cells[2].Split("<br>", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)], cells[3].Trim()));
        }
        return rows;
    }

    private static AttackTest Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (project, rest) = (text[..space], text[(space + 1)..]);
        var cut = project == "client" ? rest.IndexOf(": ", StringComparison.Ordinal) : rest.LastIndexOf('.');
        return new AttackTest(project, rest[..cut], rest[(cut + (project == "client" ? 2 : 1))..]);
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RecommendVote.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("the repository's root");
    }
}
