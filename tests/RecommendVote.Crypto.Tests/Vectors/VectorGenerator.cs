using System.Text.Json.Nodes;
using static RecommendVote.Crypto.Tests.VectorJson;

namespace RecommendVote.Crypto.Tests;

/// <summary>Makes the crypto-*.json files; reproducible, because all randomness is seeded.</summary>
internal static class VectorGenerator
{
    public static IReadOnlyList<(string File, IReadOnlyList<VectorCase> Cases)> All() =>
    [
        ("crypto-basics.json", [.. Both(Basics)]),
        ("crypto-cards.json", [.. Both(Cards)]),
        ("crypto-signatures.json", [.. Both(Signatures)]),
        ("crypto-ballots.json", [.. Both(BallotVectorGenerator.Ballots)]),
        ("crypto-trustees.json", [.. Both(TrusteeVectorGenerator.Trustees)]),
        ("crypto-shuffle.json", [.. Both(ShuffleVectorGenerator.Shuffles)]),
    ];

    /// <summary>An accepted case; its output is what the library says now.</summary>
    internal static VectorCase Accept(string kind, Suite suite, string description, JsonObject input) =>
        new(kind, suite.Name, description, input, VectorChecks.Kinds[kind](suite, input), "accept", "");

    internal static VectorCase Reject(string kind, Suite suite, string description, JsonObject input, string reason) =>
        new(kind, suite.Name, description, input, [], "reject", reason);

    private static IEnumerable<VectorCase> Both(Func<Suite, IEnumerable<VectorCase>> make) => new[] { Suite.P256, Suite.Sm2 }.SelectMany(make);

    private static IEnumerable<VectorCase> Basics(Suite suite)
    {
        byte[][] messages = [[], "abc"u8.ToArray(), [.. Enumerable.Range(0, 200).Select(i => (byte)i)]];
        foreach (var message in messages)
        {
            yield return Accept("hash", suite, $"{message.Length} bytes", new() { ["message"] = Encode(message) });
            yield return Accept("hash-to-scalar", suite, $"{message.Length} bytes", new() { ["message"] = Encode(message), ["dst"] = "challenge" });
            yield return Accept("hash-to-curve", suite, $"{message.Length} bytes", new() { ["message"] = Encode(message), ["dst"] = "generator" });
        }
        foreach (var index in Enumerable.Range(0, 17).Append(255).Append(256).Append(4096))
            yield return Accept("generator", suite, index == 0 ? "u" : $"g_{index}", new() { ["index"] = index });
        yield return Accept("point", suite, "the base point", new() { ["bytes"] = Encode(suite.Group.Generator) });
        foreach (var (what, bytes) in EncodingTests.BadPoints(suite))
            yield return Reject("point", suite, what, new() { ["bytes"] = Encode(bytes) }, "point");
        yield return Reject("point", suite, "65 zero bytes", new() { ["bytes"] = Encode(new byte[65]) }, "point");
        yield return Accept("scalar", suite, "zero", new() { ["bytes"] = Encode(new byte[32]) });
        yield return Accept("scalar", suite, "q - 1", new() { ["bytes"] = Encode(-suite.Group.One) });
        yield return Reject("scalar", suite, "q", new() { ["bytes"] = Encode(suite.Group.OrderBytes()) }, "scalar");
        yield return Reject("scalar", suite, "2^256 - 1", new() { ["bytes"] = Encode([.. Enumerable.Repeat((byte)255, 32)]) }, "scalar");
        yield return Reject("scalar", suite, "31 bytes", new() { ["bytes"] = Encode(new byte[31]) }, "scalar");
        yield return Reject("scalar", suite, "33 bytes", new() { ["bytes"] = Encode(new byte[33]) }, "scalar");
        var manifest = suite.Hash("manifest"u8);
        yield return Accept("transcript", suite, "no steps", new() { ["protocol"] = "RV1-test", ["manifest"] = Encode(manifest), ["steps"] = new JsonArray() });
        yield return Accept("transcript", suite, "empty value, text, point, two challenges", new()
        {
            ["protocol"] = "RV1-ballot",
            ["manifest"] = Encode(manifest),
            ["steps"] = new JsonArray(
                Step("supersedes", []), Step("class", "处级干部"u8.ToArray()), Step("B", suite.Group.Generator.Encode()),
                new JsonObject { ["challenge"] = "y" }, Step("f", new byte[96]), new JsonObject { ["challenge"] = "x" }),
        });
        var y = suite.HashToScalar("y"u8, "challenge");
        foreach (var count in new[] { 1, 2, 3, 40, 600 })
            yield return Accept("weights", suite, $"{count} weights", new() { ["y"] = Encode(y), ["count"] = count });
        foreach (var text in new[] { "", "张三", "买买提·吐尔逊", "#zhang-san-2", "𠮷野", "一二三四五六七八九十", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
        {
            var encoded = Accept("text-encode", suite, $"text '{text}'", new() { ["text"] = text });
            yield return encoded;
            yield return Accept("text-decode", suite, $"text '{text}'", new() { ["point"] = encoded.Output["point"]!.DeepClone() });
        }
        foreach (var text in new[] { "张 三", "é", "一二三四五六七八九十a", "ﬁ", "a\u0000" })
            yield return Reject("text-encode", suite, $"text of {text.Length} units", new() { ["text"] = text }, "characters");
        WriteInText.TryEncode(suite, "王五", out var point);
        yield return Reject("text-decode", suite, "odd y", new() { ["point"] = Encode(-point!) }, "unreadable");
        yield return Reject("text-decode", suite, "the identity", new() { ["point"] = Encode(new byte[65]) }, "unreadable");
        yield return Reject("text-decode", suite, "the base point", new() { ["point"] = Encode(suite.Group.Generator) }, "unreadable");
    }

    private static IEnumerable<VectorCase> Cards(Suite suite)
    {
        foreach (var seed in new[] { new byte[16], Enumerable.Repeat((byte)255, 16).ToArray(), suite.Hash("seed"u8)[..16] })
        {
            var text = CardSeedText.Format(seed);
            yield return Accept("card-key", suite, "seed and meeting", new() { ["seed"] = Encode(seed), ["meeting"] = "demo-2026" });
            yield return Accept("seed-text", suite, "as in the QR code", new() { ["text"] = text });
            yield return Accept("seed-text", suite, "in groups of four, lower case", new() { ["text"] = CardSeedText.FormatGrouped(seed).ToLowerInvariant() });
            yield return Accept("seed-text", suite, "O, I and L for 0 and 1", new() { ["text"] = text.Replace('0', 'o').Replace('1', 'L') });
            yield return Accept("card-fragment", suite, "seed and fingerprint", new() { ["fragment"] = CardLink.FormatFragment(seed, suite.Hash(seed).AsSpan(0, 12)) });
            yield return Reject("seed-text", suite, "last letter changed", new() { ["text"] = text[..27] + (text[27] == 'A' ? 'B' : 'A') }, "seed-text");
            yield return Reject("seed-text", suite, "27 letters", new() { ["text"] = text[..27] }, "seed-text");
            yield return Reject("seed-text", suite, "29 letters", new() { ["text"] = text + "0" }, "seed-text");
            yield return Reject("seed-text", suite, "spare bits set", new() { ["text"] = text[..25] + "Z" + text[26..] }, "seed-text");
            yield return Reject("card-fragment", suite, "fingerprint of 15 letters", new() { ["fragment"] = text + "." + new string('A', 15) }, "seed-text");
        }
        yield return Accept("fingerprint", suite, "of a staff key", new() { ["organizerKey"] = Encode(suite.Hash("organizer"u8)) });
        yield return Accept("short-tracker", suite, "for people", new() { ["tracker"] = Encode(suite.Hash("tracker"u8)) });
        yield return Accept("short-tracker", suite, "zeros", new() { ["tracker"] = Encode(new byte[32]) });
    }

    private static IEnumerable<VectorCase> Signatures(Suite suite)
    {
        var scheme = suite.StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("staff vectors"));
        var message = "RV1-entry\0contests\0"u8.ToArray();
        var signature = scheme.Sign(pair.PrivateKey.Span, message);
        JsonObject Signed(byte[] key, byte[] text, byte[] sig) => new() { ["publicKey"] = Encode(key), ["message"] = Encode(text), ["signature"] = Encode(sig) };
        var publicKey = pair.PublicKey.ToArray();
        yield return Accept("staff-sign", suite, "key of a private key", new() { ["privateKey"] = Encode(pair.PrivateKey.Span), ["message"] = Encode(message) });
        yield return Accept("staff-signature", suite, "honest", Signed(publicKey, message, signature));
        yield return Accept("staff-signature", suite, "empty message", Signed(publicKey, [], scheme.Sign(pair.PrivateKey.Span, [])));
        yield return Reject("staff-signature", suite, "other message", Signed(publicKey, [.. message, 0], signature), "signature");
        yield return Reject("staff-signature", suite, "63 bytes", Signed(publicKey, message, signature[..63]), "signature");
        yield return Reject("staff-signature", suite, "second half zero", Signed(publicKey, message, [.. signature[..32], .. new byte[32]]), "signature");
        yield return Reject("staff-signature", suite, "key of the wrong length", Signed(publicKey[1..], message, signature), "key");
        if (suite == Suite.P256)
        {
            foreach (var key in StaffSignatureTests.SmallOrderKeys)
                yield return Reject("staff-signature", suite, "key of small order or not canonical", Signed(Hex.Bytes(key.Data), message, [1, .. new byte[63]]), "key");
            var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", null);
            var shifted = new byte[32];
            (new System.Numerics.BigInteger(signature.AsSpan(32), true) + order).TryWriteBytes(shifted, out _, true);
            yield return Reject("staff-signature", suite, "s + L", Signed(publicKey, message, [.. signature[..32], .. shifted]), "signature");
            for (byte seed = 0; seed < 8; seed++)
            {
                var (mixed, forged) = MixedOrder.Forge(seed);
                if (!scheme.Verify(mixed, [seed], forged))
                    yield return Reject("staff-signature", suite, "key with a component of order 8: holds only with the cofactor", Signed(mixed, [seed], forged), "signature");
            }
        }
        else
        {
            Scalar.TryDecode(suite, signature.AsSpan(0, 32), out var r);
            yield return Reject("staff-signature", suite, "r + s = 0", Signed(publicKey, message, [.. r.ToBytes(), .. (-r).ToBytes()]), "signature");
            yield return Reject("staff-signature", suite, "r = q", Signed(publicKey, message, [.. suite.Group.OrderBytes(), .. signature[32..]]), "signature");
        }

        var (manifest, body, random) = (suite.Hash("manifest"u8), "{\"nonce\":\"\"}"u8.ToArray(), new SeededRandomSource("trustee vectors"));
        using var trustee = TrusteeIdentity.Generate(suite, random);
        var made = TrusteeSignature.Sign(suite, manifest, "trustee-commit", body, trustee.Secret, random);
        JsonObject Trustee(byte[] hash, string type, byte[] bytes, Point key, byte[] sig) => new()
        {
            ["manifest"] = Encode(hash),
            ["type"] = type,
            ["body"] = Encode(bytes),
            ["publicKey"] = Encode(key),
            ["signature"] = Encode(sig),
        };
        yield return Accept("trustee-signature", suite, "honest", Trustee(manifest, "trustee-commit", body, trustee.PublicKey, made));
        yield return Reject("trustee-signature", suite, "other manifest", Trustee(suite.Hash("x"u8), "trustee-commit", body, trustee.PublicKey, made), "signature");
        yield return Reject("trustee-signature", suite, "other type", Trustee(manifest, "trustee-key", body, trustee.PublicKey, made), "signature");
        yield return Reject("trustee-signature", suite, "other body", Trustee(manifest, "trustee-commit", [.. body, 32], trustee.PublicKey, made), "signature");
        yield return Reject("trustee-signature", suite, "other key", Trustee(manifest, "trustee-commit", body, suite.Group.Generator, made), "signature");
        yield return Reject("trustee-signature", suite, "96 bytes", Trustee(manifest, "trustee-commit", body, trustee.PublicKey, made[..96]), "signature");
    }

    private static JsonObject Step(string label, byte[] value) => new() { ["append"] = label, ["value"] = Encode(value) };
}
