using System.Text;

namespace RecommendVote.Crypto;

/// <summary>Texts of write-ins as points (docs/spec/ballot.md, "Text of a write-in").</summary>
public static class WriteInText
{
    /// <summary>Longest text, in UTF-8 bytes.</summary>
    public const int MaxBytes = 30;

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>
    /// Encodes an empty text (an unused slot) or 1..30 bytes over the allowed letters. False when it does not fit, has another character,
    /// or no counter 0..255 gives a point (probability 2^-256).
    /// </summary>
    public static bool TryEncode(Suite suite, string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Point? point)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(text);
        point = null;
        if (!IsAllowed(text))
            return false;
        Span<byte> x = stackalloc byte[32];
        x.Clear();
        Encoding.UTF8.GetBytes(text, x[1..31]);
        var curve = suite.Group.Arithmetic;
        for (var counter = 0; counter < 256; counter++)
        {
            x[31] = (byte)counter;
            var field = curve.Field.ToMontgomery(U256.Read(x));
            if (!suite.TrySquareRoot(curve.RightSide(field), out var y))
                continue;
            if (curve.Field.FromMontgomery(y).IsOdd)
                y = curve.Field.Negate(y);
            point = new Point(suite.Group, new AffinePoint(field, y));
            return true;
        }
        return false;
    }

    /// <summary>The text of a point; empty for an unused slot; null for "unreadable".</summary>
    public static string? Decode(Suite suite, Point point)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(point);
        if (point.IsIdentity || !ReferenceEquals(point.Group, suite.Group))
            return null;
        var x = point.Encode().AsSpan(1, 32);
        if (x[0] != 0)
            return null;
        var length = x[1..31].IndexOf((byte)0);
        var raw = length < 0 ? x[1..31] : x.Slice(1, length);
        string text;
        try
        {
            text = Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        // encoding again covers the rest: odd y, a smaller valid counter, bytes after a zero, letters outside the set
        return TryEncode(suite, text, out var again) && again == point ? text : null;
    }

    /// <summary>Whether the text is well-formed, fits and has only allowed letters (Unicode NFKC leaves all of them as they are).</summary>
    public static bool IsAllowed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxBytes)
            return false;
        var bytes = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsAllowed(rune.Value))
                return false;
            bytes += rune.Utf8SequenceLength;
            i += rune.Utf16SequenceLength - 1;
        }
        return bytes <= MaxBytes;
    }

    private static bool IsAllowed(int codePoint) => codePoint is
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '#' or '-' or 0xB7 or 0x3007
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x2F7FF) or (>= 0x30000 and <= 0x323AF);
}
