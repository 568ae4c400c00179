using System.Text;

namespace RecommendVote.Crypto;

/// <summary>What is counted of the texts of one contest's used slots (docs/spec/record.md, "Write-ins of the result").</summary>
/// <param name="Texts">Exact texts with their counts, ascending by UTF-8 bytes.</param>
/// <param name="Other">Texts that occur once, where these are not shown.</param>
/// <param name="Void">A text twice in one tuple, or the name or <c>#id</c> of a listed option.</param>
/// <param name="Unreadable">Points that encode no text, and empty texts.</param>
public sealed record WriteInCounts(IReadOnlyList<(string Text, int Count)> Texts, int Other, int Void, int Unreadable)
{
    /// <param name="options">Of the contest.</param>
    /// <param name="slots">Used slots in order: the tuple each belongs to, and its text; null is unreadable.</param>
    /// <param name="hideSingles">Whether texts that occur once are only counted.</param>
    public static WriteInCounts Of(IEnumerable<(string Id, string Name)> options, IEnumerable<(int Tuple, string? Text)> slots, bool hideSingles)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(slots);
        var listed = options.SelectMany(option => new[] { option.Name, "#" + option.Id }).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<(int, string)>();
        var (invalid, unreadable) = (0, 0);
        foreach (var (tuple, text) in slots)
        {
            if (string.IsNullOrEmpty(text))
                unreadable++;
            else if (!seen.Add((tuple, text)) || listed.Contains(text))
                invalid++;
            else
                counts[text] = counts.GetValueOrDefault(text) + 1;
        }
        var shown = counts.Where(item => !hideSingles || item.Value > 1).Select(item => (item.Key, item.Value)).ToList();
        shown.Sort(static (a, b) => Encoding.UTF8.GetBytes(a.Key).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Key)));
        return new WriteInCounts(shown, hideSingles ? counts.Count(item => item.Value == 1) : 0, invalid, unreadable);
    }
}
