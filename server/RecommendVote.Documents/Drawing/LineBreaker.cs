using System.Text;

namespace RecommendVote.Documents.Drawing;

/// <summary>Breaks text into lines: between ideographs anywhere, between words at spaces, inside a word only when the word alone is too long.</summary>
internal static class LineBreaker
{
    private const string NotFirst = "，。、；：！？）》」』】”’,.;:!?)%…";
    private const string NotLast = "（《「『【“‘(";

    public static IReadOnlyList<string> Break(string text, float width, Func<string, float> measure)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var piece in Pieces(paragraph))
            {
                if (measure((line + piece).TrimEnd()) <= width)
                {
                    line += piece;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line.TrimEnd());
                }

                line = piece.TrimStart();
                while (measure(line.TrimEnd()) > width && line.Length > 1)
                {
                    var fits = FittingLength(line, width, measure);
                    lines.Add(line[..fits]);
                    line = line[fits..];
                }
            }

            lines.Add(line.TrimEnd());
        }

        return lines;
    }

    // Pieces that stay together: a word with the space after it, or an ideograph with the punctuation that clings to it.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayBreak(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
            before = rune;
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool MayBreak(Rune before, Rune after) =>
        !Contains(NotFirst, after) && !Contains(NotLast, before) && after.Value != ' ' && (before.Value == ' ' || IsWide(before) || IsWide(after));

    private static bool Contains(string set, Rune rune) => rune.IsBmp && set.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsWide(Rune rune) => rune.Value >= 0x2E80;

    private static int FittingLength(string line, float width, Func<string, float> measure)
    {
        var fits = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (fits > 0 && measure(line[..(fits + rune.Utf16SequenceLength)]) > width)
            {
                break;
            }

            fits += rune.Utf16SequenceLength;
        }

        return fits;
    }
}
