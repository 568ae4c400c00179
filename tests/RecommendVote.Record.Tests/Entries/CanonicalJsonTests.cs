using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>A51: JSON has one form here; every other spelling of the same value is refused.</summary>
public sealed class CanonicalJsonTests
{
    private const string Good = "{\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"reason\":\"other\",\"text\":\"a\"}";

    public static TheoryData<string> OtherSpellings =>
    [
        "",
        "{}",
        "null",
        " " + Good,
        Good + " ",
        Good + "\n",
        Good + Good,
        "\uFEFF" + Good,
        Good.Replace("{", "{ ", StringComparison.Ordinal),
        Good.Replace(":\"a\"", ": \"a\"", StringComparison.Ordinal),
        Good.Replace("\"a\"}", "\"a\",}", StringComparison.Ordinal),
        Good.Replace("\"a\"}", "\"a\",\"text\":\"a\"}", StringComparison.Ordinal),
        Good.Replace("\"a\"}", "\"a\",\"x\":1}", StringComparison.Ordinal),
        Good.Replace("\"text\"", "\"Text\"", StringComparison.Ordinal),
        Good.Replace("\"text\"", "\"te\\u0078t\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\u0061\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\/\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\u000a\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\u001F\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\ud800\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\u4e00\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\n\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\u0001\"", StringComparison.Ordinal),
        Good.Replace("\"a\"", "1", StringComparison.Ordinal),
        Good.Replace("\"a\"", "null", StringComparison.Ordinal),
        Good.Replace("\"a\"", "'a'", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"a", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"a\\", StringComparison.Ordinal),
        Good.Replace("\"a\"", "\"\\x\"", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA A", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA+", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal),
        Good.Replace("AAAAAAAAAAAAAAAAAAAAAA", "", StringComparison.Ordinal),
        Good.Replace("other", "Other", StringComparison.Ordinal),
        "{\"reason\":\"other\",\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"text\":\"a\"}",
    ];

    public static TheoryData<string> Numbers => ["01", "-0", "-1", "+1", "1.0", "1e0", "1E2", "2147483648", "99999999999", "", " 1", "\"1\"", "true", "9007199254740993"];

    [Fact]
    public void The_canonical_form_is_read() => Assert.True(TryRead(Good, out _));

    [Theory, MemberData(nameof(OtherSpellings))]
    [Trait("Attack", "A51")]
    public void Every_other_spelling_is_refused(string json) => Assert.False(TryRead(json, out _));

    [Fact]
    public void Ill_formed_utf8_is_refused()
    {
        foreach (var bad in new byte[][] { [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe4, 0xb8], [0xf4, 0x90, 0x80, 0x80] })
        {
            byte[] json = [.. Encoding.UTF8.GetBytes(Good[..Good.IndexOf("a\"}", StringComparison.Ordinal)]), .. bad, .. "\"}"u8];
            Assert.False(EntryBodies.TryDecode(Suite.P256, EntryTypes.Cancelled, json, out _, out var fault));
            Assert.NotNull(fault);
        }
    }

    [Theory, MemberData(nameof(Numbers))]
    [Trait("Attack", "A51")]
    public void Numbers_have_one_form(string number)
    {
        var root = new string('A', 43);
        Assert.False(EntryBodies.TryDecode(
            Suite.P256, EntryTypes.TallyReady, Encoding.UTF8.GetBytes($"{{\"trustee\":{number},\"size\":0,\"root\":\"{root}\"}}"), out _, out _));
        Assert.True(EntryBodies.TryDecode(
            Suite.P256, EntryTypes.TallyReady, Encoding.UTF8.GetBytes($"{{\"trustee\":2147483647,\"size\":0,\"root\":\"{root}\"}}"), out _, out _));
    }

    /// <summary>As ECMAScript's JSON.stringify escapes; all others stay as they are.</summary>
    [Fact]
    public void Texts_round_trip_with_the_escapes_of_JSON_stringify()
    {
        var text = string.Concat(Enumerable.Range(0, 0x80).Select(i => (char)i)) + "姓名·\u2028\u2029\uFFFD𠮷😀";
        var body = new CancelledBody { Nonce = new byte[16], Reason = "other", Text = text };
        var json = Encoding.UTF8.GetString(body.ToBytes());
        Assert.Contains("\\u0000\\u0001", json, StringComparison.Ordinal);
        Assert.Contains("\\b\\t\\n\\u000b\\f\\r\\u000e", json, StringComparison.Ordinal);
        Assert.Contains("\\u001f !\\\"#", json, StringComparison.Ordinal);
        Assert.Contains("[\\\\]", json, StringComparison.Ordinal);
        Assert.Contains("~\u007f姓名·\u2028\u2029\uFFFD𠮷😀", json, StringComparison.Ordinal);
        Assert.True(TryRead(json, out var read));
        Assert.Equal(text, ((CancelledBody)read!).Text);
    }

    [Fact]
    public void A_text_has_at_most_4000_units()
    {
        Assert.True(TryRead(Good.Replace("\"a\"", "\"" + new string('字', 4000) + "\"", StringComparison.Ordinal), out _));
        Assert.False(TryRead(Good.Replace("\"a\"", "\"" + new string('字', 4001) + "\"", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void A_lone_surrogate_cannot_be_written() => Assert.ThrowsAny<ArgumentException>(() =>
        new CancelledBody { Nonce = new byte[16], Reason = "other", Text = "\ud800" }.ToBytes());

    [Fact]
    public void Deep_nesting_ends_at_once() =>
        Assert.False(EntryBodies.TryDecode(Suite.P256, EntryTypes.Result, Encoding.UTF8.GetBytes(new string('[', 100_000)), out _, out _));

    private static bool TryRead(string json, out EntryBody? body) =>
        EntryBodies.TryDecode(Suite.P256, EntryTypes.Cancelled, Encoding.UTF8.GetBytes(json), out body, out _);
}
