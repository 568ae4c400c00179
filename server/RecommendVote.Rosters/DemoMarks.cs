using System.Globalization;

namespace RecommendVote.Rosters;

/// <summary>What one attendee of the demo meeting marks.</summary>
/// <param name="Category">Category of the card that is used.</param>
/// <param name="Marks">Per position of <see cref="DemoData.Positions"/>: the n-th eligible row of the roster file, from 1; null abstains.</param>
/// <param name="FirstThought">What the same card casts first and then replaces, or null.</param>
public sealed record DemoMark(string Category, IReadOnlyList<int?> Marks, IReadOnlyList<int?>? FirstThought)
{
    /// <summary>Per position a name that is written in where the ballot has a line for it; null marks as <see cref="Marks"/> says.</summary>
    public IReadOnlyList<string?> WriteIns { get; init; } = [];

    /// <summary>Audits a ballot before casting.</summary>
    public bool Audits { get; init; }
}

/// <summary>
/// The marks of the demo meeting, one line a ballot (<c>9+张示例</c> writes the name in, or marks row 9 where there is no line for it), from the demo file <see cref="DemoData.Marks"/>. Only choices stand there: what comes
/// out of them is for the record to say.
/// </summary>
public static class DemoMarks
{
    private const string AbstainWord = "弃权";

    /// <summary>Reads the file that ships with the program, or another of its shape.</summary>
    /// <exception cref="InvalidDataException">A line is not of this shape; it is named.</exception>
    public static IReadOnlyList<DemoMark> Read(string? file = null)
    {
        var lines = File.ReadAllLines(file ?? Path.Combine(DemoData.Folder, DemoData.Marks));
        return [.. lines.Skip(1).Select((line, i) => Parse(line, i + 2))];
    }

    private static DemoMark Parse(string line, int number)
    {
        var cells = line.Split(',');
        var positions = DemoData.Positions.Count;
        if (cells.Length != 2 + (2 * positions) || cells[0].Length == 0)
            throw new InvalidDataException($"{DemoData.Marks}, line {number}: {2 + (2 * positions)} cells are needed");
        var first = cells[(1 + positions)..^1];
        return new DemoMark(
            cells[0],
            [.. cells[1..(1 + positions)].Select(cell => Mark(cell, number))],
            first.All(cell => cell.Length == 0) ? null : [.. first.Select(cell => Mark(cell, number))])
        {
            WriteIns = [.. cells[1..(1 + positions)].Select(cell => cell.IndexOf('+', StringComparison.Ordinal) is >= 0 and var at ? cell[(at + 1)..] : null)],
            Audits = cells[^1] switch
            {
                "" => false,
                "1" => true,
                _ => throw new InvalidDataException($"{DemoData.Marks}, line {number}: the last cell is 1 or empty"),
            },
        };
    }

    private static int? Mark(string cell, int number)
    {
        if (cell == AbstainWord)
            return null;
        return int.TryParse(cell.Split('+')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var mark) && mark > 0
            ? mark
            : throw new InvalidDataException($"{DemoData.Marks}, line {number}: '{cell}' is neither a row number nor {AbstainWord}");
    }
}
