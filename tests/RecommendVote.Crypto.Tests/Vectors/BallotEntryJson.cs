using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecommendVote.Crypto.Tests;

/// <summary>Canonical JSON of `ballot` and `ballot-audited` entries (docs/spec/ballot.md), for vectors only.</summary>
internal static class BallotEntryJson
{
    public static byte[] Write(SealedBallot ballot) => Write("ballot", ballot, null);

    public static byte[] Write(AuditedBallot audited) => Write("ballot-audited", audited.Ballot, audited.Opening);

    public static (SealedBallot Ballot, BallotOpening? Opening) Read(Suite suite, byte[] entry, bool audited)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(entry, null, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }) as JsonObject
                ?? throw new VectorRejectedException("json");
            _ = json.Count;
        }
        catch (JsonException)
        {
            throw new VectorRejectedException("json");
        }
        try
        {
            var result = Decode(suite, json, audited);
            var again = audited ? Write(new AuditedBallot(result.Ballot, result.Opening!)) : Write(result.Ballot);
            return again.AsSpan().SequenceEqual(entry) ? result : throw new VectorRejectedException("json");
        }
        catch (Exception fault) when (fault is NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new VectorRejectedException("json");
        }
    }

    private static (SealedBallot Ballot, BallotOpening? Opening) Decode(Suite suite, JsonObject json, bool audited)
    {
        var slots = json.ContainsKey("textAlpha");
        var supersedes = json.OptionalBytes("supersedes");
        var ballot = new SealedBallot(
            json.Point(suite, "card"),
            supersedes is null ? default(ReadOnlyMemory<byte>?) : supersedes,
            new BallotCiphertexts(
                json.Points(suite, "alpha"), json.Points(suite, "beta"),
                slots ? json.Points(suite, "textAlpha") : [], slots ? json.Points(suite, "textBeta") : []),
            new BallotProof(
                json.Point(suite, "B"), json.Point(suite, "A"), json.Point(suite, "C"), json.Point(suite, "D"),
                json.Point(suite, "T1"), json.Point(suite, "T2"), slots ? json.Point(suite, "T3") : null,
                json.Scalars(suite, "f"), json.Scalar(suite, "zA"), json.Scalar(suite, "zC"), json.Scalar(suite, "zT"),
                slots ? json.Scalar(suite, "zW") : null),
            json.Point(suite, "R"), json.Scalar(suite, "s"));
        if (!audited)
            return (ballot, null);
        var opening = json["opening"]!.AsObject();
        var texts = opening["texts"]?.AsArray().Select(t => (string)t!).ToArray() ?? [];
        return (ballot, new BallotOpening(
            [.. opening.Bytes("b").Select(b => b <= 1 ? b == 1 : throw new VectorRejectedException("json"))], opening.Scalars(suite, "r"), texts,
            opening.ContainsKey("textR") ? opening.Scalars(suite, "textR") : []));
    }

    private static byte[] Write(string type, SealedBallot ballot, BallotOpening? opening)
    {
        var (c, p) = (ballot.Ciphertexts, ballot.Proof);
        var slots = p.T3 is not null;
        var json = new StringBuilder("{\"type\":\"").Append(type).Append('"');
        void Add(string member, JsonNode value) => json.Append(",\"").Append(member).Append("\":").Append(value.ToJsonString());
        Add("card", VectorJson.Encode(ballot.Card));
        if (ballot.Supersedes is { } supersedes)
            Add("supersedes", VectorJson.Encode(supersedes.Span));
        Add("alpha", VectorJson.Encode(c.Alpha));
        Add("beta", VectorJson.Encode(c.Beta));
        if (slots)
        {
            Add("textAlpha", VectorJson.Encode(c.TextAlpha));
            Add("textBeta", VectorJson.Encode(c.TextBeta));
        }
        foreach (var (member, point) in new[] { ("B", p.B), ("A", p.A), ("C", p.C), ("D", p.D), ("T1", p.T1), ("T2", p.T2) })
            Add(member, VectorJson.Encode(point));
        if (slots)
            Add("T3", VectorJson.Encode(p.T3!));
        Add("f", VectorJson.Encode(p.F));
        Add("zA", VectorJson.Encode(p.ZA));
        Add("zC", VectorJson.Encode(p.ZC));
        Add("zT", VectorJson.Encode(p.ZT));
        if (slots)
            Add("zW", VectorJson.Encode(p.ZW!.Value));
        if (opening is not null)
        {
            opening.TryGetCanonicalBytes(out var bytes);
            json.Append(",\"opening\":").Append(Encoding.UTF8.GetString(bytes));
        }
        Add("R", VectorJson.Encode(ballot.R));
        Add("s", VectorJson.Encode(ballot.S));
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }
}
