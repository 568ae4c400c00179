using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Seeds, fragments and Crockford letters at their edges.</summary>
public class CardLimitsTests
{
    private static readonly byte[] Seed = Suite.P256.Hash("seed"u8)[..16];

    [Fact]
    public void Crockford_letters_have_one_value_and_some_look_like_others()
    {
        const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (var value = 0; value < 32; value++)
        {
            Assert.Equal(Alphabet[value], CrockfordBase32.Symbol(value));
            Assert.Equal(value, CrockfordBase32.Value(Alphabet[value]));
            Assert.Equal(value, CrockfordBase32.Value(char.ToLowerInvariant(Alphabet[value])));
        }
        Assert.Equal([1, 1, 1, 1, 0, 0], "ILiloO".Select(CrockfordBase32.Value));
        Assert.All("Uu-. \u0000/:@[`{ａ０é", letter => Assert.Equal(-1, CrockfordBase32.Value(letter)));
    }

    [Fact]
    public void Base32_is_most_significant_bit_first_with_zero_bits_at_the_end()
    {
        foreach (var (bytes, text) in new (byte[], string)[]
        {
            ([], ""), ([0], "00"), ([255], "ZW"), ([1], "04"), ([0x08, 0x42], "1110"), ([255, 255], "ZZZG"), ([0, 0, 0, 0, 31], "0000000Z"), ([0x80, 0, 0], "G0000"), ([255, 255, 255, 255, 255], "ZZZZZZZZ"),
        })
        {
            Assert.Equal(text, CrockfordBase32.Encode(bytes));
            Assert.True(CrockfordBase32.TryDecode(text, bytes.Length, out var read));
            Assert.Equal(bytes, read);
            Assert.False(CrockfordBase32.TryDecode(text + "0", bytes.Length, out var none));
            Assert.Empty(none);
            if (text.Length > 0)
                Assert.False(CrockfordBase32.TryDecode(text.AsSpan(1), bytes.Length, out _));
        }
        // spare bits, and letters that are none
        foreach (var (bad, length) in new[] { ("01", 1), ("ZX", 1), ("ZZ", 1), ("02", 1), ("ZZZH", 2), ("0U", 1), ("U0", 1), ("0 ", 1) })
        {
            Assert.False(CrockfordBase32.TryDecode(bad, length, out var none), bad);
            Assert.Empty(none);
        }
    }

    [Fact]
    public void A_seed_has_26_letters_and_10_bits_of_its_hash()
    {
        var hash = System.Security.Cryptography.SHA256.HashData((byte[])[.. "RV1-seed"u8, .. Seed]);
        var text = CardSeedText.Format(Seed);
        Assert.Equal(CrockfordBase32.Encode(Seed), text[..26]);
        Assert.Equal(CrockfordBase32.Encode([hash[0], (byte)(hash[1] & 0xC0)])[..2], text[26..]);
        Assert.Equal(string.Join(' ', text.Chunk(4).Select(group => new string(group))), CardSeedText.FormatGrouped(Seed));
        foreach (var length in new[] { 0, 15, 17 })
            Assert.Throws<ArgumentException>("seed", () => CardSeedText.Format(new byte[length]));
        // each check letter by itself
        foreach (var at in new[] { 26, 27 })
        {
            foreach (var letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(letter => letter != text[at]))
            {
                Assert.False(CardSeedText.TryParse(text[..at] + letter + text[(at + 1)..], out var none));
                Assert.Empty(none);
            }
        }
    }

    [Fact]
    public void What_is_typed_may_have_spaces_and_hyphens_and_200_letters()
    {
        var text = CardSeedText.Format(Seed);
        Assert.True(CardSeedText.TryParse(text + new string(' ', 100) + new string('-', 72), out var seed));
        Assert.Equal(Seed, seed);
        foreach (var bad in new[] { text + new string(' ', 173), text + "\t", text[..27], text + text, "", null })
        {
            Assert.False(CardSeedText.TryParse(bad, out var none));
            Assert.Empty(none);
        }
    }

    [Fact]
    public void A_scanned_seed_is_a_whole_run_of_letters_and_the_last_one_counts()
    {
        var (first, second) = (CardSeedText.Format(Seed), CardSeedText.Format(new byte[16]));
        foreach (var (scanned, expected) in new (string, byte[])[]
        {
            (first, Seed), ("#" + first, Seed), (first + ".", Seed), ("x#" + first + ".A", Seed), (first + "." + second, new byte[16]), (second + "#" + first, Seed),
            (new string('#', 4068) + first, Seed), (first + new string('#', 4068), Seed),
        })
        {
            Assert.True(CardSeedText.TryFindLast(scanned, out var found), scanned);
            Assert.Equal(expected, found);
        }
        foreach (var scanned in new[] { "0" + first, first + "0", first + second, first[..27], first + new string('#', 4069), "" })
        {
            Assert.False(CardSeedText.TryFindLast(scanned, out var none), scanned);
            Assert.Empty(none);
        }
    }

    [Fact]
    public void A_fragment_is_a_seed_a_dot_and_sixteen_letters()
    {
        byte[] print = [.. Enumerable.Range(250, 12).Select(i => (byte)i)];
        var fragment = CardLink.FormatFragment(Seed, print);
        Assert.Equal($"https://h.example/v/m-1#{fragment}", CardLink.Format("h.example", "m-1", Seed, print));
        Assert.Equal(CardSeedText.Format(Seed) + "." + System.Buffers.Text.Base64Url.EncodeToString(print), fragment);
        foreach (var length in new[] { 0, 11, 13 })
            Assert.Throws<ArgumentException>("fingerprint", () => CardLink.FormatFragment(Seed, new byte[length]));
        foreach (var good in new[] { fragment, "#" + fragment, CardSeedText.FormatGrouped(Seed) + fragment[28..], new string(' ', 200 - fragment.Length) + fragment })
        {
            Assert.True(CardLink.TryParseFragment(good, out var seed, out var read), good);
            Assert.Equal(Seed, seed);
            Assert.Equal(print, read);
        }
        var (dot, letters) = (fragment[..29], fragment[29..]);
        foreach (var bad in new[]
        {
            "##" + fragment, fragment + "=", dot + letters[..15], dot + letters + "A", dot + letters[..12] + "====", dot + letters[..15] + "+", dot + letters[..15] + " ", dot + letters[..15] + "é",
            fragment[..28] + letters, "0" + fragment, fragment[1..], "." + letters, letters, "." + fragment, new string(' ', 201 - fragment.Length) + fragment, fragment[..27] + "U." + letters,
        })
        {
            Assert.False(CardLink.TryParseFragment(bad, out var none, out var nothing), bad);
            Assert.Empty(none);
            Assert.Empty(nothing);
        }
    }
}
