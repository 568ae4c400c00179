using System.Globalization;
using System.Text;

namespace RecommendVote.Rosters.Columns;

/// <summary>Compares headers the way a person does: width, case, spaces, line breaks and remarks in brackets do not matter.</summary>
internal static class HeaderText
{
    public static string Fold(string header)
    {
        string wide;
        try
        {
            wide = header.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Lone surrogates cannot be normalised; such a header matches nothing.
            return "";
        }

        var folded = new StringBuilder();
        var depth = 0;
        foreach (var c in wide)
        {
            switch (c)
            {
                case '(' or '[' or '【' or '〔':
                    depth++;
                    break;
                case ')' or ']' or '】' or '〕':
                    depth = Math.Max(0, depth - 1);
                    break;
                default:
                    if (depth == 0 && !char.IsWhiteSpace(c) && c is not ('*' or ':' or '_') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
                    {
                        folded.Append(char.ToLowerInvariant(c));
                    }

                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>The year of a header such as 2023年度考核 or "appraisal 2023", else null.</summary>
    public static int? AppraisalYear(string header)
    {
        var folded = Fold(header);
        if (!folded.Contains("考核", StringComparison.Ordinal) && !folded.Contains("appraisal", StringComparison.Ordinal))
        {
            return null;
        }

        var digits = string.Concat(folded.Where(char.IsAsciiDigit));
        return digits.Length == 4 && int.Parse(digits, CultureInfo.InvariantCulture) is var year and >= 1990 and <= 2100 ? year : null;
    }
}
