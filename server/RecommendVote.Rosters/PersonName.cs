using System.Globalization;
using System.Text;

namespace RecommendVote.Rosters;

/// <summary>Makes names of persons uniform: 张　三 becomes 张三, every kind of middle dot becomes U+00B7.</summary>
public static class PersonName
{
    /// <summary>The uniform name. The input is clean text in NFC.</summary>
    public static string Tidy(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        var tidy = new StringBuilder();
        for (var i = 0; i < runes.Count; i++)
        {
            var rune = runes[i];
            if (rune.Value == ' ' && i > 0 && i + 1 < runes.Count && !(IsLatin(runes[i - 1]) && IsLatin(runes[i + 1])))
            {
                // Two-character names are often spaced out to the width of three.
                continue;
            }

            // Katakana, bullet, hyphenation and full-width dots stand in for the dot of transcribed names.
            tidy.Append(rune.Value is 0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x30FB or 0xFF65 or 0xFF0E ? "·" : rune.ToString());
        }

        return tidy.ToString();
    }

    /// <summary>The first character that a name does not have, or null. Letters of any script, marks, the middle dot, hyphen, apostrophe, space, brackets, 〇 and digits for added notes are allowed.</summary>
    public static Rune? FirstBad(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('·' or '-' or '\'' or ' ' or '.' or '(' or ')' or '（' or '）' or '〇' or '’')
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                && rune.Value is not (>= 0x20000 and <= 0x3FFFD))
            {
                return rune;
            }
        }

        return null;
    }

    private static bool IsLatin(Rune rune) => rune.Value < 0x250;
}
