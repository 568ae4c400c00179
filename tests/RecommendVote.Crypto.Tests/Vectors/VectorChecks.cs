using System.Text;
using System.Text.Json.Nodes;

namespace RecommendVote.Crypto.Tests;

/// <summary>Computes the output of a case, or throws <see cref="VectorRejectedException"/> with the reason.</summary>
internal static class VectorChecks
{
    public static IReadOnlyDictionary<string, Func<Suite, JsonObject, JsonObject>> Kinds { get; } = new Dictionary<string, Func<Suite, JsonObject, JsonObject>>
    {
        ["hash"] = (suite, x) => Out("hash", VectorJson.Encode(suite.Hash(x.Bytes("message")))),
        ["hash-to-scalar"] = (suite, x) => Out("scalar", VectorJson.Encode(suite.HashToScalar(x.Bytes("message"), x.Text("dst")))),
        ["hash-to-curve"] = (suite, x) => Out("point", VectorJson.Encode(suite.HashToCurve(x.Bytes("message"), x.Text("dst")))),
        ["generator"] = (suite, x) => Out("point", VectorJson.Encode(suite.Generators[x.Int("index")])),
        ["point"] = (suite, x) => Out("bytes", VectorJson.Encode(x.Point(suite, "bytes"))),
        ["scalar"] = (suite, x) => Out("bytes", VectorJson.Encode(x.Scalar(suite, "bytes"))),
        ["transcript"] = Transcript,
        ["weights"] = (suite, x) => Out("weights", VectorJson.Encode(
            Weights.Expand(suite, x.Scalar(suite, "y"), x.Int("count")).SelectMany(w => w.ToBytes()[16..]).ToArray())),
        ["card-key"] = CardPublicKey,
        ["seed-text"] = SeedText,
        ["card-fragment"] = Fragment,
        ["fingerprint"] = (suite, x) => Out("fingerprint", VectorJson.Encode(CardLink.Fingerprint(suite, x.Bytes("organizerKey")))),
        ["short-tracker"] = (_, x) => Out("text", ShortTracker.Format(x.Bytes("tracker"))),
        ["text-encode"] = (suite, x) => WriteInText.TryEncode(suite, x.Text("text"), out var point)
            ? Out("point", VectorJson.Encode(point)) : throw new VectorRejectedException("characters"),
        ["text-decode"] = (suite, x) => Out("text", WriteInText.Decode(suite, x.MaybeIdentity(suite, "point")) ?? throw new VectorRejectedException("unreadable")),
        ["staff-signature"] = StaffSignature,
        ["staff-sign"] = StaffSign,
        ["trustee-signature"] = TrusteeSigned,
        ["ballot"] = Ballot,
        ["ballot-audited"] = AuditedBallot,
        ["trustee-commit"] = TrusteeVectorChecks.Commit,
        ["trustee-key"] = TrusteeVectorChecks.Key,
        ["trustee-key-prove"] = TrusteeVectorChecks.ProveKey,
        ["trustee-shares"] = TrusteeVectorChecks.Shares,
        ["trustee-complaint"] = TrusteeVectorChecks.Complaint,
        ["trustee-complaint-prove"] = TrusteeVectorChecks.ProveComplaint,
        ["trustee-keys"] = TrusteeVectorChecks.Keys,
        ["rehearsal"] = TrusteeVectorChecks.Dummy,
        ["decryption"] = TrusteeVectorChecks.Decryption,
        ["combine"] = TrusteeVectorChecks.Combine,
        ["shuffle"] = ShuffleVectorChecks.Shuffle,
        ["write-ins"] = ShuffleVectorChecks.WriteIns,
    };

    internal static JsonObject Out(string member, JsonNode value) => new() { [member] = value };

    internal static void Require(bool condition, string reason)
    {
        if (!condition)
            throw new VectorRejectedException(reason);
    }

    private static JsonObject Transcript(Suite suite, JsonObject x)
    {
        var transcript = new Transcript(suite, x.Text("protocol"), x.Bytes("manifest"));
        var challenges = new List<byte>();
        foreach (var step in x["steps"]!.AsArray().Select(s => s!.AsObject()))
        {
            if (step.ContainsKey("append"))
                transcript.Append(step.Text("append"), step.Bytes("value"));
            else
                challenges.AddRange(transcript.Challenge(step.Text("challenge")).ToBytes());
        }
        return new JsonObject { ["challenges"] = VectorJson.Encode(challenges.ToArray()), ["digest"] = VectorJson.Encode(transcript.Digest()) };
    }

    private static JsonObject CardPublicKey(Suite suite, JsonObject x)
    {
        using var key = CardKey.FromSeed(suite, x.Bytes("seed"), x.Text("meeting"));
        return Out("publicKey", VectorJson.Encode(key.PublicKey));
    }

    private static JsonObject SeedText(Suite suite, JsonObject x)
    {
        Require(CardSeedText.TryParse(x.Text("text"), out var seed), "seed-text");
        return new JsonObject { ["seed"] = VectorJson.Encode(seed), ["canonical"] = CardSeedText.Format(seed) };
    }

    private static JsonObject Fragment(Suite suite, JsonObject x)
    {
        Require(CardLink.TryParseFragment(x.Text("fragment"), out var seed, out var fingerprint), "seed-text");
        return new JsonObject { ["seed"] = VectorJson.Encode(seed), ["fingerprint"] = VectorJson.Encode(fingerprint) };
    }

    private static JsonObject StaffSignature(Suite suite, JsonObject x)
    {
        Require(suite.StaffSignatures.IsValidPublicKey(x.Bytes("publicKey")), "key");
        Require(suite.StaffSignatures.Verify(x.Bytes("publicKey"), x.Bytes("message"), x.Bytes("signature")), "signature");
        return [];
    }

    private static JsonObject StaffSign(Suite suite, JsonObject x)
    {
        using var pair = suite.StaffSignatures.FromPrivateKey(x.Bytes("privateKey"));
        var result = Out("publicKey", VectorJson.Encode(pair.PublicKey.Span));
        // SM2 nonces differ between implementations, so only Ed25519 has one right answer
        if (suite == Suite.P256)
            result["signature"] = VectorJson.Encode(suite.StaffSignatures.Sign(pair.PrivateKey.Span, x.Bytes("message")));
        return result;
    }

    private static JsonObject TrusteeSigned(Suite suite, JsonObject x)
    {
        var valid = TrusteeSignature.Verify(suite, x.Bytes("manifest"), x.Text("type"), x.Bytes("body"), x.Point(suite, "publicKey"), x.Bytes("signature"));
        Require(valid, "signature");
        return [];
    }

    private static BallotStatement Statement(Suite suite, JsonObject x)
    {
        var contests = x["contests"]!.AsArray().Select(c => c!.AsObject()).Select(c => new ContestShape(
            c.Int("index"), c.Int("options"), c.Int("slots"), (bool)c["abstain"]!, c.Int("min"), c.Int("max"))).ToArray();
        return new BallotStatement(suite, x.Bytes("manifest"), x.Bytes("opened"), x.Point(suite, "h"), x.Text("class"), new BallotLayout(contests));
    }

    private static JsonObject Ballot(Suite suite, JsonObject x)
    {
        var statement = Statement(suite, x);
        var (ballot, _) = BallotEntryJson.Read(suite, x.Bytes("entry"), audited: false);
        var verdict = BallotVerifier.Verify(statement, ballot);
        var batch = BallotVerifier.VerifyBatch([(statement, ballot)], new SeededRandomSource("weights"), 1, Xunit.TestContext.Current.CancellationToken)[0];
        Xunit.Assert.Equal(verdict.Code, batch.Code);
        Require(verdict.IsValid, verdict.Code);
        return new JsonObject
        {
            ["tracker"] = VectorJson.Encode(verdict.Tracker!.Value.Span),
            ["layout"] = VectorJson.Encode(statement.Layout.LayoutBytes.Span),
        };
    }

    private static JsonObject AuditedBallot(Suite suite, JsonObject x)
    {
        var (ballot, opening) = BallotEntryJson.Read(suite, x.Bytes("entry"), audited: true);
        var verdict = BallotVerifier.VerifyAudit(Statement(suite, x), new AuditedBallot(ballot, opening!));
        Require(verdict.IsValid, verdict.Code);
        return new JsonObject
        {
            ["tracker"] = VectorJson.Encode(verdict.Tracker!.Value.Span),
            ["bits"] = VectorJson.Encode(opening!.Bits.Select(b => b ? (byte)1 : (byte)0).ToArray()),
            ["texts"] = new JsonArray([.. opening.Texts.Select(t => JsonValue.Create(t))]),
        };
    }
}
