using System.Security.Cryptography;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// A card seed as people and scanners see it: 26 Crockford base32 characters and 2 check characters (docs/spec/ballot.md, "Card").
/// </summary>
public static class CardSeedText
{
    /// <summary>Characters of a seed with its check.</summary>
    public const int Length = 28;

    /// <summary>28 upper-case characters, as in the QR code.</summary>
    public static string Format(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != CardKey.SeedLength)
            throw new ArgumentException("a seed has 16 bytes", nameof(seed));
        return CrockfordBase32.Encode(seed) + Check(seed);
    }

    /// <summary>The same in groups of four, for print.</summary>
    public static string FormatGrouped(ReadOnlySpan<byte> seed)
    {
        var text = Format(seed);
        return string.Join(' ', Enumerable.Range(0, Length / 4).Select(i => text.Substring(i * 4, 4)));
    }

    /// <summary>Reads what a person types: any case, spaces and hyphens dropped, I and L as 1, O as 0; the check must hold.</summary>
    public static bool TryParse(string? text, out byte[] seed)
    {
        seed = [];
        if (text is null || text.Length > 200)
            return false;
        var symbols = new string(text.Where(c => c is not ' ' and not '-').ToArray());
        return TryParseExact(symbols, out seed);
    }

    /// <summary>The last run of 28 characters in whatever a scanner typed (a link, a link typed twice, the bare text).</summary>
    public static bool TryFindLast(string? scanned, out byte[] seed)
    {
        seed = [];
        if (scanned is null || scanned.Length > 4096)
            return false;
        for (var start = scanned.Length - Length; start >= 0; start--)
        {
            var bounded = (start == 0 || CrockfordBase32.Value(scanned[start - 1]) < 0)
                && (start + Length == scanned.Length || CrockfordBase32.Value(scanned[start + Length]) < 0);
            if (bounded && TryParseExact(scanned.AsSpan(start, Length), out seed))
                return true;
        }
        return false;
    }

    private static bool TryParseExact(ReadOnlySpan<char> symbols, out byte[] seed)
    {
        seed = [];
        if (symbols.Length != Length || !CrockfordBase32.TryDecode(symbols[..26], CardKey.SeedLength, out var bytes))
            return false;
        var check = Check(bytes);
        if (CrockfordBase32.Value(symbols[26]) != CrockfordBase32.Value(check[0])
            || CrockfordBase32.Value(symbols[27]) != CrockfordBase32.Value(check[1]))
            return false;
        seed = bytes;
        return true;
    }

    /// <summary>First 10 bits of SHA-256("RV1-seed" || seed), in both suites.</summary>
    private static string Check(ReadOnlySpan<byte> seed)
    {
        byte[] input = [.. "RV1-seed"u8, .. seed];
        var hash = SHA256.HashData(input);
        CryptographicOperations.ZeroMemory(input);
        var bits = (hash[0] << 2) | (hash[1] >> 6);
        return new string([CrockfordBase32.Symbol(bits >> 5), CrockfordBase32.Symbol(bits & 31)]);
    }
}
