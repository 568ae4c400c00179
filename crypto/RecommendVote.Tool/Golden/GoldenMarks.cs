namespace RecommendVote.Tool.Golden;

/// <summary>
/// How the attendees of the golden meeting mark: per category and position how many of them mark the first eligible person of the roster
/// file, the second, and so on, and how many abstain. What comes out of it is for the record to say.
/// </summary>
public static class GoldenMarks
{
    /// <summary>Stands for an abstention in <see cref="ForCategory"/>.</summary>
    public const int Abstain = -1;

    private static readonly Dictionary<string, CategoryMarks> Table = new(StringComparer.Ordinal)
    {
        ["A"] = new(First: [3, 2, 2], FirstAbstain: 0, Second: [2, 2, 1, 1], SecondAbstain: 1),
        ["B"] = new(First: [7, 6, 2, 2, 1, 1, 1], FirstAbstain: 1, Second: [6, 5, 3, 2, 1, 1, 1], SecondAbstain: 2),
        ["C"] = new(First: [9, 4, 3, 3, 2, 1, 0, 1, 1], FirstAbstain: 3, Second: [8, 7, 4, 2, 2, 1, 0, 1], SecondAbstain: 2),
    };

    /// <summary>
    /// One pair of marks for each ballot of a category: a position among the eligible rows in file order, from 0, or <see cref="Abstain"/>.
    /// The marks of the second position are turned against those of the first, so that the two do not go together.
    /// </summary>
    public static IReadOnlyList<(int First, int Second)> ForCategory(string category)
    {
        var marks = Table[category];
        var first = Spread(marks.First, marks.FirstAbstain);
        var second = Spread(marks.Second, marks.SecondAbstain);
        if (first.Count != second.Count)
            throw new InvalidOperationException($"category {category} has {first.Count} and {second.Count} ballots");
        return [.. first.Select((mark, i) => (mark, second[(i + (second.Count / 2)) % second.Count]))];
    }

    private static List<int> Spread(int[] counts, int abstain) =>
        [.. counts.SelectMany((count, name) => Enumerable.Repeat(name, count)), .. Enumerable.Repeat(Abstain, abstain)];

    private sealed record CategoryMarks(int[] First, int FirstAbstain, int[] Second, int SecondAbstain);
}
