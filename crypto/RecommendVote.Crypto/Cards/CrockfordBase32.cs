namespace RecommendVote.Crypto;

/// <summary>Crockford base32, upper case, most significant bit first, zero bits padded at the end.</summary>
internal static class CrockfordBase32
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static char Symbol(int value) => Alphabet[value];

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var output = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < output.Length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
                value = (value << 1) | (bit < bytes.Length * 8 ? (bytes[bit >> 3] >> (7 - (bit & 7))) & 1 : 0);
            output[i] = Alphabet[value];
        }
        return new string(output);
    }

    /// <summary>The value of a symbol, reading I and L as 1 and O as 0, in either case; -1 for anything else.</summary>
    public static int Value(char symbol)
    {
        var upper = symbol is >= 'a' and <= 'z' ? (char)(symbol - 32) : symbol;
        return upper switch
        {
            'I' or 'L' => 1,
            'O' => 0,
            _ => Alphabet.IndexOf(upper, StringComparison.Ordinal),
        };
    }

    /// <summary>Decodes exactly the symbols of <paramref name="length"/> bytes; padding bits must be zero.</summary>
    public static bool TryDecode(ReadOnlySpan<char> symbols, int length, out byte[] bytes)
    {
        bytes = [];
        if (symbols.Length != ((length * 8) + 4) / 5)
            return false;
        var result = new byte[length];
        for (var i = 0; i < symbols.Length; i++)
        {
            var value = Value(symbols[i]);
            if (value < 0)
                return false;
            for (var k = 0; k < 5; k++)
            {
                var bit = (i * 5) + k;
                if (((value >> (4 - k)) & 1) == 0)
                    continue;
                if (bit >= length * 8)
                    return false;
                result[bit >> 3] |= (byte)(1 << (7 - (bit & 7)));
            }
        }
        bytes = result;
        return true;
    }
}
