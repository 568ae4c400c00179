using System.Buffers.Text;
using System.Numerics;
using System.Text.Json.Nodes;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>A22: every place of the log where a point or scalar is decoded, with every bad encoding in its first and its last element.</summary>
public sealed class EveryDecodeSiteTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>Members by entry type; a new one that holds points or scalars must be added here.</summary>
    private static readonly string[] KnownSites =
    [
        "ballot.A", "ballot.B", "ballot.C", "ballot.D", "ballot.R", "ballot.T1", "ballot.T2", "ballot.alpha", "ballot.beta", "ballot.card",
        "ballot-audited.A", "ballot-audited.B", "ballot-audited.C", "ballot-audited.D", "ballot-audited.R", "ballot-audited.T1", "ballot-audited.T2",
        "ballot-audited.alpha", "ballot-audited.beta", "ballot-audited.card", "card-replaced.card", "cards-voided.cards", "cards.cards", "closed.challengeCards",
        "decryption.Ta", "decryption.Tg", "decryption.d", "opened.h",
        "ballot.T3", "ballot.textAlpha", "ballot.textBeta",
        "mixed.c", "mixed.cHat", "mixed.outputs", "mixed.t1", "mixed.t2", "mixed.t3", "mixed.t4", "mixed.tHat", "rehearsal.Ta", "rehearsal.Tg", "rehearsal.d",
        "trustee-key.A", "trustee-key.R", "trustee-key.key", "trustee-ready.h", "trustee-shares.E",
    ];

    private static readonly string[] KnownScalars =
    [
        "ballot-audited.f", "ballot-audited.s", "ballot-audited.zA", "ballot-audited.zC", "ballot-audited.zT",
        "ballot.f", "ballot.s", "ballot.zA", "ballot.zC", "ballot.zT", "ballot.zW", "decryption.z",
        "mixed.s1", "mixed.s2", "mixed.s3", "mixed.s4", "mixed.sHat", "mixed.sPrime", "rehearsal.z", "trustee-key.z", "trustee-shares.c",
    ];

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A24")]
    public void A22_every_decode_site_refuses_every_bad_point(string name)
    {
        var (suite, entries) = Whole(name);
        var bad = BadPoints(suite).ToList();
        Assert.True(bad.Count >= 40);
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (type, body) in Bodies(entries))
        {
            foreach (var (member, value) in Members(body, bytes => bytes.Length > 0 && bytes.Length % 65 == 0 && Point.TryDecode(suite, bytes.AsSpan(0, 65), out _)))
            {
                if (!sites.Add($"{type}.{member}"))
                    continue;
                foreach (var (what, encoding) in bad.Where(item => IsBadHere(type, member, item.Bytes, value, 65)))
                {
                    Assert.False(Decodes(suite, type, body, member, [.. encoding, .. value.AsSpan(65)]), $"{type}.{member} {what}");
                    Assert.False(Decodes(suite, type, body, member, [.. value.AsSpan(..^65), .. encoding]), $"{type}.{member} {what} at the end");
                }
            }
        }
        Assert.Equal(KnownSites.Order(StringComparer.Ordinal), sites.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A03")]
    [Trait("Attack", "A23")]
    public void A23_every_decode_site_refuses_every_bad_scalar(string name)
    {
        var (suite, entries) = Whole(name);
        var q = new BigInteger(suite.Group.OrderBytes(), true, true);
        byte[] Wide(BigInteger value, int length) => [.. new byte[length - value.ToByteArray(true, true).Length], .. value.ToByteArray(true, true)];
        byte[][] bad =
        [
            Wide(q, 32), Wide(q + 1, 32), Wide((BigInteger.One << 256) - 1, 32), Wide(q + (BigInteger.One << 200), 32),
            [], new byte[31], new byte[33], Wide(q - 1, 33), [.. Wide(q - 1, 32), 0],
        ];
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (type, body) in Bodies(entries))
        {
            foreach (var (member, value) in Members(body, _ => true).Where(item => KnownScalars.Contains($"{type}.{item.Member}")))
            {
                if (!sites.Add($"{type}.{member}"))
                    continue;
                // the value plus q is the same number in another spelling, where it fits into 32 bytes; 2^256 - 1 stands for it elsewhere
                var sum = new BigInteger(value.AsSpan(0, 32), true, true) + q;
                var shifted = sum < (BigInteger.One << 256) ? sum : (BigInteger.One << 256) - 1;
                foreach (var encoding in bad.Append(Wide(shifted, 32)).Where(item => IsBadHere(type, member, item, value, 32)))
                {
                    Assert.False(Decodes(suite, type, body, member, [.. encoding, .. value.AsSpan(32)]), $"{type}.{member}");
                    Assert.False(Decodes(suite, type, body, member, [.. value.AsSpan(..^32), .. encoding]), $"{type}.{member} at the end");
                }
                Assert.True(Decodes(suite, type, body, member, [.. Wide(q - 1, 32), .. value.AsSpan(32)]));
            }
        }
        Assert.Equal(KnownScalars.Order(StringComparer.Ordinal), sites.Order(StringComparer.Ordinal));
    }

    internal static IEnumerable<(string What, byte[] Bytes)> BadPoints(Suite suite)
    {
        var other = ReferenceEquals(suite, Suite.P256) ? Suite.Sm2 : Suite.P256;
        var good = suite.Generators[5].Encode();
        yield return ("identity", new byte[65]);
        yield return ("x = y = 0", [4, .. new byte[64]]);
        yield return ("all ones", [.. Enumerable.Repeat((byte)255, 65)]);
        foreach (byte prefix in new byte[] { 0, 1, 2, 3, 5, 6, 7, 8, 64, 128, 255 })
            yield return ($"prefix {prefix}", [prefix, .. good[1..]]);
        foreach (var length in new[] { 0, 1, 33, 64, 66 })
            yield return ($"length {length}", [.. good.Concat(good).Take(length)]);
        yield return ("compressed", [(byte)(2 + (good[64] & 1)), .. good[1..33]]);
        yield return ("y = 0", [4, .. good[1..33], .. new byte[32]]);
        yield return ("x = 0", [4, .. new byte[32], .. good[33..]]);
        yield return ("swapped", [4, .. good[33..], .. good[1..33]]);
        yield return ("x above p", [4, .. Enumerable.Repeat((byte)255, 32), .. good[33..]]);
        yield return ("y above p", [4, .. good[1..33], .. Enumerable.Repeat((byte)255, 32)]);
        yield return ("the other curve's base point", other.Group.Generator.Encode());
        yield return ("a point of the other curve", other.Generators[5].Encode());
        for (var bit = 8; bit < 65 * 8; bit += 30)
        {
            var flipped = (byte[])good.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return ($"bit {bit}", flipped);
        }
    }

    /// <summary>A vector without an element is a shorter vector, and a value that stands for a sum may be the identity (B19): other checks judge those.</summary>
    private static bool IsBadHere(string type, string member, byte[] encoding, byte[] value, int length) =>
        (encoding.Length > 0 || (value.Length == length && member is not ("cards" or "challengeCards" or "d" or "f" or "c")))
        && !(encoding.Length == 65 && type is "decryption" or "rehearsal" && member is "d" or "Ta" && !encoding.AsSpan().ContainsAnyExcept((byte)0));

    private static (Suite Suite, IReadOnlyList<Bytes> Entries) Whole(string name)
    {
        var suite = Plans.SuiteOf(name);
        return (suite, [.. Plans.Simulate(Plans.Full(suite)).Run().Entries, .. Plans.Simulate(WriteInPlans.Small(suite)).Run().Entries]);
    }

    private static IEnumerable<(string Type, JsonObject Body)> Bodies(IEnumerable<Bytes> entries)
    {
        foreach (var entry in entries)
        {
            var json = JsonNode.Parse(entry.Span)!.AsObject();
            var type = (string)json["type"]!;
            if (type != EntryTypes.Manifest && type != EntryTypes.Contests)
                yield return (type, json["body"] is { } body ? JsonNode.Parse(Base64Url.DecodeFromChars((string)body!))!.AsObject() : json);
        }
    }

    private static IEnumerable<(string Member, byte[] Value)> Members(JsonObject body, Func<byte[], bool> wanted) =>
        from item in body
        where item.Value is JsonValue value && value.TryGetValue<string>(out _)
        let text = (string)item.Value!
        where Base64Url.IsValid(text)
        let bytes = Base64Url.DecodeFromChars(text)
        where wanted(bytes)
        select (item.Key, bytes);

    private static bool Decodes(Suite suite, string type, JsonObject body, string member, byte[] value)
    {
        var changed = body.DeepClone().AsObject();
        changed[member] = Base64Url.EncodeToString(value);
        var json = System.Text.Encoding.UTF8.GetBytes(changed.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return type == EntryTypes.BallotAudited ? BallotJson.TryReadAudited(suite, json, out _, out _)
            : type == EntryTypes.Ballot ? BallotJson.TryRead(suite, json, out _, out _)
            : EntryBodies.TryDecode(suite, type, json, out _, out _);
    }
}
