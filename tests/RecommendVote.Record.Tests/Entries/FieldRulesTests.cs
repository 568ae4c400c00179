using System.Buffers.Text;
using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>Formats of single fields at their edges: ids, times, signers, and members with points and scalars.</summary>
public sealed class FieldRulesTests
{
    [Fact]
    public void Meeting_ids_have_3_to_40_letters_digits_and_hyphens()
    {
        foreach (var id in new[] { "abc", "a-b", "0-9", "9a0", "z--", "azaz09", "abc-", new string('z', 40) })
            Assert.True(FieldRules.IsMeetingId(id), id);
        foreach (var id in new[] { "", "ab", "-ab", "Abc", "a_b", "a b", "ab`", "ab{", "ab/", "ab:", "ab,", "ab.", "abé", new string('z', 41) })
            Assert.False(FieldRules.IsMeetingId(id), id);
    }

    [Fact]
    public void Ids_have_1_to_32_letters_digits_and_hyphens()
    {
        foreach (var id in new[] { "a", "Z", "0", "9-", "P1-x", new string('a', 32) })
            Assert.True(FieldRules.IsId(id), id);
        foreach (var id in new[] { "", "-", "-a", "a_", "a b", "é", "a/", "a:", "a@", "a[", "a`", "a{", new string('a', 33) })
            Assert.False(FieldRules.IsId(id), id);
    }

    [Fact]
    public void Times_are_utc_with_seconds_and_exist()
    {
        foreach (var time in new[] { "2026-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z" })
            Assert.True(FieldRules.IsTime(time), time);
        foreach (var time in new[]
        {
            "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00z", "2026-01-01 00:00:00Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:60Z", "2026-1-01T00:00:00ZZ", "２026-01-01T00:00:00Z", "2026-01-01T00:00:00.0Z", "2026-01-01T00:00:00Z ", "aaaaaaaaaaaaaaaaaaaa",
            "0000-01-01T00:00:00Z", "+026-01-01T00:00:00Z",
        })
            Assert.False(FieldRules.IsTime(time), time);
        Assert.Equal("2026-03-04T05:06:07Z", FieldRules.FormatTime(new DateTimeOffset(2026, 3, 4, 13, 6, 7, 999, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void Signers_are_named_in_one_way()
    {
        SignerId[] signers =
        [
            SignerId.Organizer, SignerId.Issuer, SignerId.Server, SignerId.Officer(1), SignerId.Officer(9), SignerId.Officer(10), SignerId.Officer(99),
            SignerId.Teller(1), SignerId.Teller(20), SignerId.Trustee(1), SignerId.Trustee(15),
        ];
        Assert.Equal(
            ["organizer", "issuer", "server", "officer-1", "officer-9", "officer-10", "officer-99", "teller-1", "teller-20", "trustee-1", "trustee-15"],
            signers.Select(signer => signer.ToString()));
        foreach (var signer in signers)
        {
            Assert.True(SignerId.TryParse(signer.ToString(), out var read));
            Assert.Equal(signer, read);
        }
        foreach (var text in new[]
        {
            null, "", "Organizer", "organizer ", "issuer-1", "officer", "officer-", "officer-0", "officer-01", "officer-00", "officer-100", "officer-1x", "officer-x1", "officer-x",
            "officer-+1", "officer--1", "officer- 1", "officer-1 ", "officer-１", "Officer-1", "trustee-0", "trustee-05", "teller-", "tellers-1", "xofficer-1",
        })
        {
            Assert.False(SignerId.TryParse(text, out var none), text);
            Assert.Equal(default, none);
        }
    }

    [Fact]
    public void Members_with_rules_say_which_one_is_broken()
    {
        Assert.Null(Fault("\"x\"", static (ref CanonicalReader r) => Assert.Equal("x", r.Name("a"))));
        Assert.Equal("a is empty at byte 7", Fault("\"\"", static (ref CanonicalReader r) => r.Name("a")));
        Assert.Null(Fault("\"A-1\"", static (ref CanonicalReader r) => Assert.Equal("A-1", r.Id("a"))));
        Assert.Equal("a is not an id at byte 8", Fault("\"-\"", static (ref CanonicalReader r) => r.Id("a")));
        Assert.Null(Fault("\"no\"", static (ref CanonicalReader r) => Assert.Equal("no", r.Word("a", "yes", "no"))));
        Assert.Equal("a has an unknown value at byte 9", Fault("\"No\"", static (ref CanonicalReader r) => r.Word("a", "yes", "no")));
        Assert.Null(Fault("[\"A\",\"B\"]", static (ref CanonicalReader r) => Assert.Equal(["A", "B"], r.Ids("a"))));
        Assert.Equal("not an id at byte 12", Fault("[\"A\",\"\"]", static (ref CanonicalReader r) => r.Ids("a")));
        Assert.Null(Fault("\"xyz\"", static (ref CanonicalReader r) => Assert.Equal("xyz", r.LongText("a", 3))));
        Assert.Equal("text too long at byte 10", Fault("\"xyz\"", static (ref CanonicalReader r) => r.LongText("a", 2)));
        // a fault of the reader itself is told as such
        Assert.Equal("expected '\"' at byte 5", Fault("1", static (ref CanonicalReader r) => r.Name("a")));
        Assert.Equal("expected '\"' at byte 5", Fault("1", static (ref CanonicalReader r) => r.Id("a")));
        Assert.Equal("expected '\"' at byte 5", Fault("1", static (ref CanonicalReader r) => r.Word("a", "1")));
    }

    [Fact]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A23")]
    public void Points_and_scalars_decode_where_the_suite_is_known()
    {
        var group = Suite.P256.Group;
        byte[] g = group.Generator.Encode(), zero = new byte[65], off = [.. g[..64], (byte)(g[64] ^ 1)], q = group.OrderBytes(), one = group.One.ToBytes();
        static string Quoted(params byte[][] items) => $"\"{Base64Url.EncodeToString([.. items.SelectMany(item => item)])}\"";
        static bool Reads(Suite? suite, string value, Reading read) => Fault(value, read, suite) is null;

        Reading point = static (ref CanonicalReader r) => r.Point("a"), orIdentity = static (ref CanonicalReader r) => r.PointOrIdentity("a");
        Reading points = static (ref CanonicalReader r) => r.Points("a"), orIdentities = static (ref CanonicalReader r) => r.Points("a", orIdentity: true);
        Reading scalar = static (ref CanonicalReader r) => r.Scalar("a"), scalars = static (ref CanonicalReader r) => r.Scalars("a");
        foreach (var suite in new[] { Suite.P256, null })
        {
            var knows = suite is not null;
            Assert.All([point, orIdentity, points, orIdentities], read => Assert.True(Reads(suite, Quoted(g), read)));
            Assert.All([point, orIdentity, points, orIdentities], read => Assert.Equal(!knows, Reads(suite, Quoted(off), read)));
            Assert.All([point, points], read => Assert.Equal(!knows, Reads(suite, Quoted(zero), read)));
            Assert.All([orIdentity, orIdentities], read => Assert.True(Reads(suite, Quoted(zero), read)));
            Assert.True(Reads(suite, Quoted(g, zero, g), orIdentities));
            Assert.All([points, orIdentities], read => Assert.Equal(!knows, Reads(suite, Quoted(g, g, off), read)));
            Assert.All([point, orIdentity], read => Assert.False(Reads(suite, Quoted(g, g), read)));
            Assert.All([points, orIdentities], read => Assert.False(Reads(suite, Quoted(g, g[..64]), read)));
            Assert.All([scalar, scalars], read => Assert.True(Reads(suite, Quoted(one), read)));
            Assert.All([scalar, scalars], read => Assert.Equal(!knows, Reads(suite, Quoted(q), read)));
            Assert.Equal(!knows, Reads(suite, Quoted(one, q), scalars));
            Assert.False(Reads(suite, Quoted(one, one), scalar));
            Assert.False(Reads(suite, Quoted(one, one[..31]), scalars));
        }
        Assert.False(Reads(Suite.Sm2, Quoted(g), point));
        Assert.StartsWith("a is not a point", Fault(Quoted(off), point, Suite.P256), StringComparison.Ordinal);
        Assert.StartsWith("a is not a scalar", Fault(Quoted(q), scalar, Suite.P256), StringComparison.Ordinal);
        Assert.StartsWith("a has a broken length", Fault(Quoted(one[..31]), scalars), StringComparison.Ordinal);
        Assert.StartsWith("expected base64url of 65 bytes", Fault(Quoted(one), point, Suite.P256), StringComparison.Ordinal);
        Assert.StartsWith("expected base64url of 32 bytes", Fault(Quoted(g), scalar, Suite.P256), StringComparison.Ordinal);
    }

    private delegate void Reading(ref CanonicalReader reader);

    /// <summary>Reads the member "a" with this value out of an object.</summary>
    private static string? Fault(string value, Reading read, Suite? suite = null)
    {
        var reader = new CanonicalReader(Encoding.UTF8.GetBytes($"{{\"a\":{value}}}"), suite);
        reader.BeginObject();
        read(ref reader);
        reader.EndObject();
        reader.Finish();
        return reader.Fault;
    }
}
