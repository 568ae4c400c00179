using System.Globalization;

namespace RecommendVote.Record;

/// <summary>Formats of single fields: ids, times and texts (docs/spec/encodings.md).</summary>
public static class FieldRules
{
    /// <summary>Longest text in UTF-16 units.</summary>
    public const int MaxText = 4000;

    public const int NonceLength = 16;

    public const int HashLength = 32;

    /// <summary><c>[a-z0-9][a-z0-9-]{2,39}</c>.</summary>
    public static bool IsMeetingId(string text) =>
        text is { Length: >= 3 and <= 40 } && text[0] != '-' && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary><c>[A-Za-z0-9][A-Za-z0-9-]{0,31}</c>.</summary>
    public static bool IsId(string text) =>
        text is { Length: >= 1 and <= 32 } && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary><c>YYYY-MM-DDTHH:MM:SSZ</c>, a time that exists.</summary>
    public static bool IsTime(string text) =>
        text is { Length: 20 }
        && text.All(char.IsAscii)
        && DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    public static string FormatTime(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
