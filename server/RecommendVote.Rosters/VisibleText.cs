using System.Globalization;
using System.Text;

namespace RecommendVote.Rosters;

/// <summary>Makes text safe to show in a sentence or a log: what cannot be seen is written as U+XXXX.</summary>
public static class VisibleText
{
    /// <summary>The text with every invisible, control, bidirectional, private-use or unpaired unit spelled out, cut after <paramref name="limit"/> characters.</summary>
    public static string Of(string text, int limit)
    {
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == limit)
            {
                return shown.Append('…').ToString();
            }

            if (IsVisible(rune))
            {
                shown.Append(rune);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
        }

        return shown.ToString();
    }

    /// <summary>How a single character is named in a sentence.</summary>
    public static string Name(Rune rune) =>
        IsVisible(rune)
            ? string.Create(CultureInfo.InvariantCulture, $"“{rune}”(U+{rune.Value:X4})")
            : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    private static bool IsVisible(Rune rune) => rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
