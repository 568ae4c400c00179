using RecommendVote.Record;

namespace RecommendVote.Tool.Input;

/// <summary>A 32-byte hash as people write it down: 64 hexadecimal digits in any case, or 43 characters of base64url.</summary>
public static class HashText
{
    public static bool TryParse(string text, out Bytes hash)
    {
        ArgumentNullException.ThrowIfNull(text);
        hash = default;
        var compact = text.Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        if (compact.Length == 64 && compact.All(char.IsAsciiHexDigit))
        {
            hash = Convert.FromHexString(compact);
            return true;
        }
        return Bytes.TryParse(compact, out hash) && hash.Length == FieldRules.HashLength;
    }

    /// <summary>Both forms, for people.</summary>
    public static string Hex(Bytes hash) => Convert.ToHexStringLower(hash.Span);
}
