namespace RecommendVote.Rosters;

/// <summary>
/// Keeps exported cells from being run as formulas (OWASP ASVS 1.2.10): a cell that begins with = + - @, their full-width forms,
/// tab or carriage return gets an apostrophe before it. <see cref="Undo"/> takes exactly that apostrophe off again.
/// </summary>
public static class FormulaEscape
{
    /// <summary>The text, safe as a cell of a .csv.</summary>
    public static string Apply(string text) => NeedsEscape(text) ? "'" + text : text;

    /// <summary>The text that <see cref="Apply"/> was given.</summary>
    public static string Undo(string text) => text.Length > 1 && text[0] == '\'' && NeedsEscape(text[1..]) ? text[1..] : text;

    // Apostrophes before a dangerous character are escaped too, or Undo could not tell the two cases apart.
    private static bool NeedsEscape(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0 && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }
}
