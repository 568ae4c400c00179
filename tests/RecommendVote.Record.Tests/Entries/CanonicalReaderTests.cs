using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>
/// The reader by itself: what it refuses and where. Whoever writes the value again and compares would notice most of it as well (see <see cref="CanonicalJsonTests"/>);
/// here the first of the two nets is tried without the second.
/// </summary>
public sealed class CanonicalReaderTests
{
    private delegate void Reading(ref CanonicalReader reader);

    /// <summary>The first fault that a text gives when it is read to its end; null when all is well.</summary>
    private static string? FaultOf(string json, Reading read) => FaultOf(Encoding.UTF8.GetBytes(json), read);

    private static string? FaultOf(byte[] json, Reading read)
    {
        var reader = new CanonicalReader(json);
        read(ref reader);
        var whole = reader.Finish();
        Assert.Equal(reader.Fault is null, whole);
        Assert.Equal(reader.Fault is null, reader.Ok);
        return reader.Fault;
    }

    [Theory]
    [InlineData("\"a", "text without end at byte 2")]
    [InlineData("\"", "text without end at byte 1")]
    [InlineData("\"a\\", "text without end at byte 3")]
    [InlineData("\"a\\\"", "text without end at byte 4")]
    [InlineData("a\"", "expected '\"' at byte 0")]
    [InlineData("", "expected '\"' at byte 0")]
    [InlineData("\"a\nb\"", "control character in a text at byte 2")]
    [InlineData("\"\u0000\"", "control character in a text at byte 1")]
    [InlineData("\"a\u001f\"", "control character in a text at byte 2")]
    [InlineData("\"a\\x\"", "text malformed at byte 5")]
    [InlineData("\"\\u00\"", "text malformed at byte 6")]
    [InlineData("\"\\u001\"", "text malformed at byte 7")]
    [InlineData("\"\\u001g\"", "text malformed at byte 8")]
    [InlineData("\"\\u001A\"", "text malformed at byte 8")]
    [InlineData("\"\\u0020\"", "text malformed at byte 8")]
    [InlineData("\"\\u0100\"", "text malformed at byte 8")]
    [InlineData("\"\\u1000\"", "text malformed at byte 8")]
    [InlineData("\"\\/\"", "text malformed at byte 4")]
    [InlineData("\"a\" ", "bytes after the end at byte 3")]
    [InlineData("\"a\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"\u007f \"", null)]
    public void A_text(string json, string? fault) => Assert.Equal(fault, FaultOf(json, static (ref CanonicalReader r) => r.Text()));

    [Fact]
    public void A_text_that_is_no_utf8() =>
        Assert.Equal("text malformed at byte 4", FaultOf([(byte)'"', (byte)'a', 0xff, (byte)'"'], static (ref CanonicalReader r) => Assert.Equal("", r.Text())));

    [Theory]
    [InlineData("\\u0000\\u0001\\u000b\\u000f\\u0010\\u0019\\u001a\\u001f", "\u0000\u0001\u000b\u000f\u0010\u0019\u001a\u001f")]
    [InlineData("\\b\\t\\n\\f\\r\\\"\\\\", "\b\t\n\f\r\"\\")]
    [InlineData("a\\nb字\\\"", "a\nb字\"")]
    public void Escapes(string escaped, string text) =>
        Assert.Null(FaultOf($"\"{escaped}\"", (ref CanonicalReader r) => Assert.Equal(text, r.Text())));

    [Theory]
    [InlineData("\"a\"", 1, null)]
    [InlineData("\"ab\"", 1, "text too long at byte 4")]
    [InlineData("\"\\u0001\"", 1, null)]
    [InlineData("\"\\u0001b\"", 1, "text too long at byte 9")]
    [InlineData("\"abcdefg\"", 1, "text too long at byte 9")]
    [InlineData("\"字字\"", 2, null)]
    [InlineData("\"😀\"", 1, "text too long at byte 6")]
    public void The_length_of_a_text_counts_utf16_units(string json, int most, string? fault) =>
        Assert.Equal(fault, FaultOf(json, (ref CanonicalReader r) => r.Text(most)));

    [Theory]
    [InlineData("0", 0, null)]
    [InlineData("9", 9, null)]
    [InlineData("10", 10, null)]
    [InlineData("2147483647", int.MaxValue, null)]
    [InlineData("2147483648", 0, "expected an integer at byte 10")]
    [InlineData("9999999999", 0, "expected an integer at byte 10")]
    [InlineData("123456789012", 0, "expected an integer at byte 11")]
    [InlineData("00000000000", 0, "expected an integer at byte 11")]
    [InlineData("01", 0, "expected an integer at byte 2")]
    [InlineData("00", 0, "expected an integer at byte 2")]
    [InlineData("x", 0, "expected an integer at byte 0")]
    [InlineData("", 0, "expected an integer at byte 0")]
    [InlineData("-1", 0, "expected an integer at byte 0")]
    [InlineData("1/", 1, "bytes after the end at byte 1")]
    [InlineData("1:", 1, "bytes after the end at byte 1")]
    public void A_number(string json, int number, string? fault) =>
        Assert.Equal(fault, FaultOf(json, (ref CanonicalReader r) => Assert.Equal(number, r.Number())));

    [Theory]
    [InlineData("true", true, null)]
    [InlineData("false", false, null)]
    [InlineData("tru", false, "expected true or false at byte 0")]
    [InlineData("", false, "expected true or false at byte 0")]
    [InlineData("1", false, "expected true or false at byte 0")]
    [InlineData("truetrue", true, "bytes after the end at byte 4")]
    public void A_truth_value(string json, bool value, string? fault) =>
        Assert.Equal(fault, FaultOf(json, (ref CanonicalReader r) => Assert.Equal(value, r.Bool())));

    [Theory]
    [InlineData("\"AAE\"", 2, null)]
    [InlineData("\"AAE\"", null, null)]
    [InlineData("\"\"", 0, null)]
    [InlineData("\"AAE\"", 1, "expected base64url of 1 bytes at byte 5")]
    [InlineData("\"AAE\"", 3, "expected base64url of 3 bytes at byte 5")]
    [InlineData("\"AAE+\"", null, "expected base64url at byte 6")]
    [InlineData("\"A\"", null, "expected base64url at byte 3")]
    [InlineData("AAE\"", null, "expected '\"' at byte 0")]
    public void Base64url(string json, int? length, string? fault) => Assert.Equal(fault, FaultOf(json, (ref CanonicalReader r) =>
    {
        Bytes expected = fault is not null || json == "\"\"" ? [] : (byte[])[0, 1];
        Assert.Equal(expected, r.Base64(length));
    }));

    [Theory]
    [InlineData("{\"a\":1,\"b\":true,\"c\":\"AAE\",\"d\":[],\"e\":{\"f\":\"x\"},\"g\":2}", null)]
    [InlineData("[\"a\":1", "expected '{' at byte 0")]
    [InlineData("{\"b\":true", "expected member a at byte 1")]
    [InlineData("{\"a\":1\"b\":true", "expected member b at byte 6")]
    [InlineData("{,\"a\":1,\"b\":true", "expected member a at byte 1")]
    [InlineData("{\"a\";1", "expected member a at byte 1")]
    [InlineData("{\"a:1", "expected member a at byte 1")]
    [InlineData("{a\":1", "expected member a at byte 1")]
    [InlineData("{\"a\"", "expected member a at byte 1")]
    [InlineData("{\"a\":", "expected an integer at byte 5")]
    [InlineData("{\"a\":1,\"b\":true,\"c\":\"AAE\",\"d\":{}", "expected '[' at byte 30")]
    [InlineData("{\"a\":1,\"b\":true,\"c\":\"AAE\",\"d\":[],\"e\":{\"f\":\"x\"},\"g\":2", "expected '}' at byte 52")]
    [InlineData("{\"a\":1,\"b\":true,\"c\":\"AAE\",\"d\":[],\"e\":{\"f\":\"x\"},\"g\":2}}", "bytes after the end at byte 53")]
    [InlineData("{\"a\":1,\"b\":true,\"c\":\"AAE\",\"d\":[],\"e\":{\"f\":\"x\",\"g\":2}", "expected '}' at byte 45")]
    public void Members_in_their_order(string json, string? fault) => Assert.Equal(fault, FaultOf(json, static (ref CanonicalReader r) =>
    {
        r.BeginObject();
        r.Number("a");
        r.Bool("b");
        r.Base64("c");
        r.List("d", static (ref CanonicalReader x) => x.Number());
        r.Member("e");
        r.BeginObject();
        r.Text("f");
        r.EndObject();
        r.Number("g");
        r.EndObject();
    }));

    [Theory]
    [InlineData("[1,2,3]", null)]
    [InlineData("[]", null)]
    [InlineData("1]", "expected '[' at byte 0")]
    [InlineData("[1 2]", "expected ',' at byte 2")]
    [InlineData("[1,]", "expected an integer at byte 3")]
    [InlineData("[,1]", "expected an integer at byte 1")]
    [InlineData("[1,2", "expected ',' at byte 4")]
    [InlineData("[", "expected an integer at byte 1")]
    [InlineData("[1}", "expected ',' at byte 2")]
    public void A_list(string json, string? fault) => Assert.Equal(fault, FaultOf(json, static (ref CanonicalReader r) => r.Numbers()));

    [Fact]
    public void Every_kind_of_value_is_an_element()
    {
        static void Same<T>(string json, CanonicalRead<T> read, params T[] values) => Assert.Null(FaultOf(json, (ref CanonicalReader r) =>
        {
            r.BeginObject();
            Assert.Equal(values, r.List("a", read));
            r.EndObject();
        }));

        Same("{\"a\":[true,false,true]}", static (ref CanonicalReader r) => r.Bool(), true, false, true);
        Same("{\"a\":[\"AAE\",\"\"]}", static (ref CanonicalReader r) => r.Base64(), (byte[])[0, 1], Bytes.Empty);
        Same("{\"a\":[\"x\",\"\",\"y\"]}", static (ref CanonicalReader r) => r.Text(), "x", "", "y");
        Same("{\"a\":[[1],[],[2,3]]}", static (ref CanonicalReader r) => string.Join(' ', r.Numbers()), "1", "", "2 3");
    }

    /// <summary>Decoders read on after a fault and look once at the end: nothing after it may be taken for a value, and the first fault stays.</summary>
    [Fact]
    public void After_a_fault_nothing_is_read()
    {
        foreach (var json in new[] { "true", "7", "\"AAE\"", "AAE\"", "{\"a\":1}", "[1]", "]", "\"a\":1", ",", "" })
        {
            var reader = new CanonicalReader(Encoding.UTF8.GetBytes(json));
            reader.Fail("first");
            reader.Fail("second");
            Assert.False(reader.Bool());
            Assert.Equal(0, reader.Number());
            Assert.Equal("", reader.Text());
            Assert.Equal(Bytes.Empty, reader.Base64());
            Assert.False(reader.NextElement());
            Assert.False(reader.TryMember("a"));
            Assert.False(reader.PeekMember("a"));
            reader.BeginObject();
            reader.Member("a");
            reader.EndObject();
            Assert.False(reader.Finish());
            Assert.Equal("first at byte 0", reader.Fault);
        }
        var list = new CanonicalReader("[1 2]"u8);
        list.BeginList();
        Assert.True(list.NextElement());
        Assert.Equal(1, list.Number());
        Assert.False(list.NextElement());
        Assert.Equal("expected ',' at byte 2", list.Fault);
        var text = new CanonicalReader("ab\""u8);
        Assert.Equal("", text.Text());
        Assert.Equal("expected '\"' at byte 0", text.Fault);
    }

    [Fact]
    public void A_member_that_is_looked_at_is_still_there()
    {
        var reader = new CanonicalReader("{\"a\":1,\"bc\":2}"u8);
        reader.BeginObject();
        Assert.False(reader.PeekMember("b"));
        Assert.False(reader.TryMember("b"));
        Assert.True(reader.PeekMember("a"));
        Assert.Equal(1, reader.Number("a"));
        Assert.False(reader.PeekMember("b"));
        Assert.False(reader.PeekMember("bcd"));
        Assert.True(reader.PeekMember("bc"));
        Assert.True(reader.TryMember("bc"));
        Assert.Equal(2, reader.Number());
        reader.EndObject();
        Assert.True(reader.Finish());
    }

    [Fact]
    public void What_is_written_again_must_be_what_was_read()
    {
        static bool Decode(string json, CanonicalRead<string> read, string written, out string? value, out string? fault) =>
            Canonical.TryDecode(Encoding.UTF8.GetBytes(json), null, read, (_, writer) => writer.Text(written), out value, out fault);

        static string Text(ref CanonicalReader r) => r.Text();
        Assert.True(Decode("\"a\"", Text, "a", out var value, out var fault));
        Assert.Equal(("a", null), (value, fault));
        Assert.False(Decode("\"a\"", Text, "b", out value, out fault));
        Assert.Equal((null, "not in canonical form"), (value, fault));
        Assert.False(Decode("\"a\"x", Text, "a", out value, out fault));
        Assert.Equal((null, "bytes after the end at byte 3"), (value, fault));
    }
}
