using System.Text.Json.Nodes;
using static RecommendVote.Crypto.Tests.VectorGenerator;
using static RecommendVote.Crypto.Tests.VectorJson;

namespace RecommendVote.Crypto.Tests;

internal static class TrusteeVectorGenerator
{
    public static IEnumerable<VectorCase> Trustees(Suite suite)
    {
        var c = new Ceremony(suite, 2, 3, "trustee vectors");
        var one = suite.Group.One;
        var g = suite.Group.Generator;
        yield return Accept("trustee-commit", suite, "commit to a body", new()
        {
            ["manifest"] = Encode(c.Manifest),
            ["trustee"] = 2,
            ["nonce"] = Encode(suite.Hash("nonce"u8)),
            ["body"] = Encode("{}"u8),
        });
        var body = c.Bodies[1];
        yield return Accept("trustee-key", suite, "honest", Key(c, body, 2));
        yield return Reject("trustee-key", suite, "another trustee's index", Key(c, body with { Index = 1 }, 2), "proof");
        yield return Reject("trustee-key", suite, "another name", Key(c, body with { Name = "x" }, 2), "proof");
        yield return Reject("trustee-key", suite, "a coefficient nobody knows", Key(c, body with { A = [body.A[0] + g, body.A[1]] }, 2), "proof");
        yield return Reject("trustee-key", suite, "response for K changed", Key(c, body with { Z = [body.Z[0] + one, .. body.Z.Skip(1)] }, 2), "proof");
        yield return Reject("trustee-key", suite, "last response changed", Key(c, body with { Z = [.. body.Z.SkipLast(1), body.Z[^1] + one] }, 2), "proof");
        yield return Reject("trustee-key", suite, "degree too high", Key(c, body, 1), "length");
        yield return Reject("trustee-key", suite, "degree too low", Key(c, body, 3), "length");
        byte[] fresh = [.. Enumerable.Range(0, 3).SelectMany(i => suite.Hash([(byte)i]))];
        foreach (var (what, given) in new[] { ("by a sound generator", fresh), ("by a generator that gives zeros", new byte[fresh.Length]) })
            yield return Accept("trustee-key-prove", suite, what, KeySecrets(c, 2, given));

        for (var j = 1; j <= 3; j++)
            yield return Accept("trustee-shares", suite, $"dealer 1 to trustee {j}", Share(c, c.Shares[0], j, j));
        yield return Reject("trustee-shares", suite, "opened by another trustee", Share(c, c.Shares[0], 2, 3), "share");
        var wrong = c.Shares[0] with { C = [c.Shares[0].C[0], c.Shares[0].C[1] + one, c.Shares[0].C[2]] };
        yield return Reject("trustee-shares", suite, "a wrong share", Share(c, wrong, 2, 2), "share");

        var complaint = TrusteeComplaint.Prove(suite, c.Manifest, c.Shares[0], 2, c.Identities[1], c.Random);
        yield return Accept("trustee-complaint", suite, "about a good share: the complainer is at fault", Complaint(c, c.Shares[0], complaint));
        yield return Accept("trustee-complaint", suite, "about a wrong share: the dealer is at fault", Complaint(c, wrong, complaint));
        yield return Reject("trustee-complaint", suite, "S changed", Complaint(c, wrong, complaint with { S = complaint.S + g }), "proof");
        yield return Reject("trustee-complaint", suite, "z changed", Complaint(c, wrong, complaint with { Z = complaint.Z + one }), "proof");
        foreach (var (what, given) in new[] { ("by a sound generator", fresh[..32]), ("by a generator that gives zeros", new byte[32]) })
            yield return Accept("trustee-complaint-prove", suite, what, ComplaintSecrets(c, c.Shares[0], 2, given));

        yield return Accept("trustee-keys", suite, "2 of 3", new() { ["A"] = new JsonArray([.. c.Commitments.Select(a => Encode(a))]) });
        var root = suite.Hash("root"u8);
        yield return Accept("rehearsal", suite, "dummy", new() { ["root"] = Encode(root), ["h"] = Encode(c.H) });

        var (alpha, beta) = Rehearsal.Dummy(suite, root, c.H);
        yield return Accept("decryption", suite, "rehearsal", Decryption(c.Context(3, 0), [alpha], c.Decrypt(3, [alpha], 0)));
        var items = new[] { 0L, 1, 5, 40 }.Select(c.Encrypt).ToArray();
        Point[] alphas = [.. items.Select(i => i.Alpha), suite.Group.Identity];
        var part = c.Decrypt(1, alphas);
        var context = c.Context(1);
        yield return Accept("decryption", suite, "four counts and an identity", Decryption(context, alphas, part));
        yield return Accept("decryption", suite, "only an identity", Decryption(context, [suite.Group.Identity], c.Decrypt(1, [suite.Group.Identity])));
        yield return Accept("decryption", suite, "no items", Decryption(context, [], c.Decrypt(1, [])));
        yield return Reject("decryption", suite, "one d changed", Decryption(context, alphas, part with { D = [part.D[0] + g, .. part.D.Skip(1)] }), "proof");
        yield return Reject("decryption", suite, "two d swapped", Decryption(context, alphas, part with { D = [part.D[1], part.D[0], .. part.D.Skip(2)] }), "proof");
        yield return Reject("decryption", suite, "z changed", Decryption(context, alphas, part with { Z = part.Z + one }), "proof");
        yield return Reject("decryption", suite, "another phase", Decryption(context with { Phase = 2 }, alphas, part), "proof");
        yield return Reject("decryption", suite, "another root", Decryption(context with { Root = suite.Hash("x"u8) }, alphas, part), "proof");
        yield return Reject("decryption", suite, "another trustee's key", Decryption(context with { ShareKey = c.ShareKeys[1] }, alphas, part), "proof");
        yield return Reject("decryption", suite, "identity where alpha is none", Decryption(context, alphas, part with { D = [suite.Group.Identity, .. part.D.Skip(1)] }), "proof");

        foreach (var trustees in new[] { new[] { 1, 2 }, [3, 1], [2, 3] })
        {
            var d = trustees.Select(j => alphas[3] * c.Secrets[j - 1]).ToArray();
            yield return Accept("combine", suite, $"trustees {string.Join(" and ", trustees)}", Combined(items[3].Beta, trustees, d, 40));
            yield return Accept("combine", suite, "beyond the bound", Combined(items[3].Beta, trustees, d, 39));
        }
    }

    private static JsonObject Key(Ceremony c, TrusteeKeyBody body, int threshold) => new()
    {
        ["manifest"] = Encode(c.Manifest),
        ["trustee"] = body.Index,
        ["name"] = body.Name,
        ["key"] = Encode(body.K),
        ["A"] = Encode(body.A),
        ["R"] = Encode(body.R),
        ["z"] = Encode(body.Z),
        ["threshold"] = threshold,
    };

    private static JsonObject KeySecrets(Ceremony c, int trustee, byte[] fresh) => new()
    {
        ["manifest"] = Encode(c.Manifest),
        ["trustee"] = trustee,
        ["name"] = c.Bodies[trustee - 1].Name,
        ["secret"] = Encode(c.Identities[trustee - 1].Secret),
        ["coefficients"] = Encode(c.Polynomials[trustee - 1].Coefficients),
        ["fresh"] = Encode(fresh),
    };

    private static JsonObject Share(Ceremony c, TrusteeShares shares, int recipient, int opener) => new()
    {
        ["manifest"] = Encode(c.Manifest),
        ["dealer"] = shares.Dealer,
        ["trustee"] = recipient,
        ["E"] = Encode(shares.E),
        ["c"] = Encode(shares.C),
        ["secret"] = Encode(c.Identities[opener - 1].Secret),
        ["A"] = Encode(c.Commitments[shares.Dealer - 1]),
    };

    private static JsonObject Complaint(Ceremony c, TrusteeShares shares, TrusteeComplaint complaint) => new()
    {
        ["manifest"] = Encode(c.Manifest),
        ["dealer"] = complaint.Dealer,
        ["trustee"] = complaint.Recipient,
        ["E"] = Encode(shares.E),
        ["sealed"] = Encode(shares.C),
        ["K"] = Encode(c.Keys[complaint.Recipient - 1]),
        ["A"] = Encode(c.Commitments[complaint.Dealer - 1]),
        ["S"] = Encode(complaint.S),
        ["c"] = Encode(complaint.C),
        ["z"] = Encode(complaint.Z),
    };

    private static JsonObject ComplaintSecrets(Ceremony c, TrusteeShares shares, int recipient, byte[] fresh) => new()
    {
        ["manifest"] = Encode(c.Manifest),
        ["dealer"] = shares.Dealer,
        ["trustee"] = recipient,
        ["E"] = Encode(shares.E),
        ["secret"] = Encode(c.Identities[recipient - 1].Secret),
        ["fresh"] = Encode(fresh),
    };

    private static JsonObject Decryption(DecryptionContext context, IReadOnlyList<Point> alpha, PartialDecryption part) => new()
    {
        ["manifest"] = Encode(context.ManifestHash.Span),
        ["phase"] = context.Phase,
        ["size"] = context.Size,
        ["root"] = Encode(context.Root.Span),
        ["trustee"] = context.Trustee,
        ["X"] = Encode(context.ShareKey),
        ["alpha"] = Encode(alpha),
        ["d"] = Encode(part.D),
        ["Tg"] = Encode(part.Tg),
        ["Ta"] = Encode(part.Ta),
        ["z"] = Encode(part.Z),
    };

    private static JsonObject Combined(Point beta, int[] trustees, Point[] d, int bound) => new()
    {
        ["beta"] = Encode(beta),
        ["trustees"] = new JsonArray([.. trustees.Select(t => JsonValue.Create(t))]),
        ["d"] = Encode(d),
        ["bound"] = bound,
    };
}
