using System.Text.Json.Nodes;

namespace RecommendVote.Crypto.Tests;

internal static class TrusteeVectorChecks
{
    public static JsonObject Commit(Suite suite, JsonObject x) => VectorChecks.Out(
        "commit", VectorJson.Encode(TrusteeKeyBody.Commit(suite, x.Bytes("manifest"), x.Int("trustee"), x.Bytes("nonce"), x.Bytes("body"))));

    public static JsonObject Key(Suite suite, JsonObject x)
    {
        var body = new TrusteeKeyBody(
            x.Int("trustee"), x.Text("name"), x.Point(suite, "key"), x.Points(suite, "A"), x.Points(suite, "R"), x.Scalars(suite, "z"));
        var fault = body.Fault(suite, x.Bytes("manifest"), x.Int("trustee"), x.Point(suite, "key"), x.Int("threshold"));
        VectorChecks.Require(fault is null, fault == "degree" ? "length" : fault ?? "");
        return [];
    }

    public static JsonObject ProveKey(Suite suite, JsonObject x)
    {
        using var identity = new TrusteeIdentity(x.Scalar(suite, "secret"));
        using var polynomial = new TrusteePolynomial(x.Scalars(suite, "coefficients"));
        var body = TrusteeKeyBody.Prove(
            suite, x.Bytes("manifest"), x.Int("trustee"), x.Text("name"), identity, polynomial, new GivenRandom(x.Bytes("fresh")));
        return new JsonObject { ["R"] = VectorJson.Encode(body.R), ["z"] = VectorJson.Encode(body.Z) };
    }

    public static JsonObject Shares(Suite suite, JsonObject x)
    {
        var shares = new TrusteeShares(x.Int("dealer"), x.Point(suite, "E"), x.Scalars(suite, "c"));
        using var identity = new TrusteeIdentity(x.Scalar(suite, "secret"));
        var share = shares.Open(suite, x.Bytes("manifest"), x.Int("trustee"), identity);
        VectorChecks.Require(TrusteeShares.IsShare(suite, x.Points(suite, "A"), x.Int("trustee"), share), "share");
        return VectorChecks.Out("share", VectorJson.Encode(share));
    }

    public static JsonObject Complaint(Suite suite, JsonObject x)
    {
        var shares = new TrusteeShares(x.Int("dealer"), x.Point(suite, "E"), x.Scalars(suite, "sealed"));
        var complaint = new TrusteeComplaint(x.Int("dealer"), x.Int("trustee"), x.Point(suite, "S"), x.Scalar(suite, "c"), x.Scalar(suite, "z"));
        var verdict = complaint.Judge(suite, x.Bytes("manifest"), shares, x.Points(suite, "A"), x.Point(suite, "K"));
        VectorChecks.Require(verdict != ComplaintVerdict.Refused, "proof");
        return VectorChecks.Out("fault", verdict == ComplaintVerdict.DealerAtFault ? "dealer" : "trustee");
    }

    public static JsonObject ProveComplaint(Suite suite, JsonObject x)
    {
        using var identity = new TrusteeIdentity(x.Scalar(suite, "secret"));
        var complaint = TrusteeComplaint.Prove(
            suite, x.Bytes("manifest"), new TrusteeShares(x.Int("dealer"), x.Point(suite, "E"), []), x.Int("trustee"), identity, new GivenRandom(x.Bytes("fresh")));
        return new JsonObject
        {
            ["S"] = VectorJson.Encode(complaint.S),
            ["c"] = VectorJson.Encode(complaint.C),
            ["z"] = VectorJson.Encode(complaint.Z),
        };
    }

    public static JsonObject Keys(Suite suite, JsonObject x)
    {
        var commitments = x["A"]!.AsArray()
            .Select(a => (IReadOnlyList<Point>)VectorJson.ToPoints(suite, System.Buffers.Text.Base64Url.DecodeFromChars((string)a!), false)).ToArray();
        return new JsonObject
        {
            ["h"] = VectorJson.Encode(TrusteeKeys.JointKey(suite, commitments)),
            ["X"] = VectorJson.Encode(TrusteeKeys.ShareKeys(suite, commitments)),
        };
    }

    public static JsonObject Dummy(Suite suite, JsonObject x)
    {
        var (alpha, beta) = Rehearsal.Dummy(suite, x.Bytes("root"), x.Point(suite, "h"));
        return new JsonObject { ["alpha"] = VectorJson.Encode(alpha), ["beta"] = VectorJson.Encode(beta) };
    }

    public static JsonObject Decryption(Suite suite, JsonObject x)
    {
        var context = new DecryptionContext(
            suite, x.Bytes("manifest"), x.Int("phase"), x.Int("size"), x.Bytes("root"), x.Int("trustee"), x.Point(suite, "X"));
        var part = new PartialDecryption(
            x.PointsOrIdentity(suite, "d"), x.Point(suite, "Tg"), x.MaybeIdentity(suite, "Ta"), x.Scalar(suite, "z"));
        VectorChecks.Require(part.Verify(context, x.PointsOrIdentity(suite, "alpha")), "proof");
        return [];
    }

    public static JsonObject Combine(Suite suite, JsonObject x)
    {
        var trustees = x["trustees"]!.AsArray().Select(t => (int)t!);
        var message = PartialDecryption.Combine(
            suite, x.MaybeIdentity(suite, "beta"), [.. trustees.Zip(x.PointsOrIdentity(suite, "d"))]);
        var result = VectorChecks.Out("message", VectorJson.Encode(message));
        if (DiscreteLog.Find(message, x.Int("bound")) is { } count)
            result["count"] = count;
        return result;
    }
}
