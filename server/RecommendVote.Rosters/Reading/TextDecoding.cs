using System.Text;

namespace RecommendVote.Rosters.Reading;

/// <summary>Finds the encoding of a .csv: strict UTF-8 first, then strict GB18030. Everything else is refused rather than guessed.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Decodes all bytes, or gives the code of the refusal.</summary>
    public static (string? Text, string? Encoding, string? Code) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            var text = TryDecode(StrictUtf8, bytes[3..]);
            return text is null ? (null, null, "encoding-unknown") : (text, "utf-8-bom", null);
        }

        if (LooksLikeUtf16(bytes))
        {
            return (null, null, "encoding-utf16");
        }

        if (bytes.Contains((byte)0))
        {
            return (null, null, "file-binary");
        }

        if (TryDecode(StrictUtf8, bytes) is { } utf8)
        {
            return (utf8, "utf-8", null);
        }

        // 54936 = GB18030. The provider is in the shared framework and need not be registered for the whole process.
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var decoded = gb18030 is null ? null : TryDecode(gb18030, bytes);

        // GB18030 gives nearly every byte pair a meaning; other encodings show by falling into its unassigned, private-use rows.
        return decoded is null || decoded.Any(c => c is >= '\uE000' and <= '\uF8FF' or '\uFFFD' or (>= '\u0080' and < '\u00A0'))
            ? (null, null, "encoding-unknown")
            : (decoded, "gb18030", null);
    }

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return true;
        }

        // Without a mark: separators and line ends are one byte and a zero, so zeros stand at places of one parity only.
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        int even = 0, odd = 0, separators = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
                var partner = (i ^ 1) < sample.Length ? sample[i ^ 1] : (byte)0;
                separators += partner is (byte)',' or (byte)';' or (byte)'\t' or (byte)'\n' or (byte)'\r' ? 1 : 0;
            }
        }

        return separators > 1 && (even == 0 || odd == 0);
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
