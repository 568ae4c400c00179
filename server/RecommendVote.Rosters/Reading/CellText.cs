using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RecommendVote.Rosters.Reading;

/// <summary>A cell's text made uniform, or the code for which it is refused.</summary>
internal readonly record struct CleanText(string Text, string? Code, string? Detail)
{
    public static CleanText Ok(string text) => new(text, null, null);

    public static CleanText Bad(string code, string? detail = null) => new("", code, detail);
}

/// <summary>Cleans cell texts: NFC, outer white space off; what a person cannot see is refused, not dropped, because two rows could then look alike.</summary>
internal static partial class CellText
{
    private static readonly string[] EmptyMarks = ["-", "--", "—", "——", "/", "\\", "无", "N/A", "n/a"];

    /// <summary>Cleans one cell.</summary>
    /// <param name="raw">As read.</param>
    /// <param name="lines">Whether line breaks are allowed; they become single spaces.</param>
    /// <param name="limit">Longest text in UTF-16 units.</param>
    public static CleanText Clean(string raw, bool lines, int limit)
    {
        if (raw.Length > limit)
        {
            return CleanText.Bad("cell-too-long", limit.ToString(CultureInfo.InvariantCulture));
        }

        // An apostrophe before such a character is how spreadsheets, and our own fix file, keep text from being a formula.
        var text = FormulaEscape.Undo(raw).Trim();
        if (ErrorValue().IsMatch(text))
        {
            return CleanText.Bad("formula-error", text);
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return CleanText.Bad("invalid-character", string.Create(CultureInfo.InvariantCulture, $"U+{(int)text[i]:X4}"));
            }

            i += used;
            if (rune.Value is '\r' or '\n' or 0x2028 or 0x2029 or 0x85)
            {
                if (!lines)
                {
                    return CleanText.Bad("line-break");
                }

                kept.Append(' ');
            }
            else if (RefusalOf(rune) is { } code)
            {
                return CleanText.Bad(code, VisibleText.Name(rune));
            }
            else
            {
                kept.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            }
        }

        text = Spaces().Replace(kept.ToString(), " ").Normalize(NormalizationForm.FormC);
        return LooksLikeFormula(text) ? CleanText.Bad("formula-text") : CleanText.Ok(text);
    }

    /// <summary>Whether the text is one of the ways in which people write "nothing".</summary>
    public static bool IsEmpty(string text) => text.Length == 0 || EmptyMarks.Contains(text, StringComparer.Ordinal);

    private static string? RefusalOf(Rune rune) => rune.Value switch
    {
        '\t' => null,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "bidi-character",
        0xFFFD or 0xFFFC => "invalid-character",
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => "control-character",
            UnicodeCategory.Format => "invisible-character",
            UnicodeCategory.PrivateUse => "private-character",
            // Ideographs newer than the runtime's tables are somebody's name.
            UnicodeCategory.OtherNotAssigned when rune.Value is not (>= 0x20000 and <= 0x3FFFD) => "invalid-character",
            _ when IsInvisibleLetter(rune) => "invisible-character",
            _ => null,
        },
    };

    // Fillers and variation selectors count as letters or marks but show nothing.
    private static bool IsInvisibleLetter(Rune rune) =>
        rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or 0x2800
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool LooksLikeFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' && !IsEmpty(text);

    [GeneratedRegex(@"^#(REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorValue();

    [GeneratedRegex(" {2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
