using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecommendVote.Crypto.Tests;

/// <summary>One case of a vectors file; see tests/Vectors/README.md.</summary>
internal sealed record VectorCase(string Kind, string Suite, string Description, JsonObject Input, JsonObject Output, string Expect, string Reason)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<VectorCase> Read(string path)
    {
        var cases = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        return
        [
            .. cases.Select(c => new VectorCase(
                (string)c!["kind"]!, (string)c["suite"]!, (string)c["description"]!, c["input"]!.AsObject(), c["output"]!.AsObject(),
                (string)c["expect"]!, (string)c["reason"]!)),
        ];
    }

    public static string Write(IEnumerable<VectorCase> cases)
    {
        var array = new JsonArray();
        foreach (var c in cases)
        {
            array.Add(new JsonObject
            {
                ["kind"] = c.Kind,
                ["suite"] = c.Suite,
                ["description"] = c.Description,
                ["input"] = c.Input.DeepClone(),
                ["output"] = c.Output.DeepClone(),
                ["expect"] = c.Expect,
                ["reason"] = c.Reason,
            });
        }
        return array.ToJsonString(Options) + "\n";
    }
}

/// <summary>Members of vectors as the values of the library; a member that cannot be read makes the case a rejection with the stated reason.</summary>
internal static class VectorJson
{
    public static byte[] Bytes(this JsonObject json, string member) => Base64Url.DecodeFromChars((string)json[member]!);

    public static byte[]? OptionalBytes(this JsonObject json, string member) => json[member] is null ? null : json.Bytes(member);

    public static int Int(this JsonObject json, string member) => (int)json[member]!;

    public static string Text(this JsonObject json, string member) => (string)json[member]!;

    public static JsonNode Encode(ReadOnlySpan<byte> bytes) => JsonValue.Create(Base64Url.EncodeToString(bytes));

    public static JsonNode Encode(Point point) => Encode(point.Encode());

    public static JsonNode Encode(Scalar scalar) => Encode(scalar.ToBytes());

    public static JsonNode Encode(IEnumerable<Point> points) => Encode(points.SelectMany(p => p.Encode()).ToArray());

    public static JsonNode Encode(IEnumerable<Scalar> scalars) => Encode(scalars.SelectMany(s => s.ToBytes()).ToArray());

    public static Point Point(this JsonObject json, Suite suite, string member) => ToPoint(suite, json.Bytes(member));

    public static Point ToPoint(Suite suite, ReadOnlySpan<byte> bytes) =>
        RecommendVote.Crypto.Point.TryDecode(suite, bytes, out var point) ? point : throw new VectorRejectedException("point");

    public static Point MaybeIdentity(this JsonObject json, Suite suite, string member) =>
        RecommendVote.Crypto.Point.TryDecodeOrIdentity(suite, json.Bytes(member), out var point) ? point : throw new VectorRejectedException("point");

    public static Scalar Scalar(this JsonObject json, Suite suite, string member) =>
        RecommendVote.Crypto.Scalar.TryDecode(suite, json.Bytes(member), out var scalar) ? scalar : throw new VectorRejectedException("scalar");

    public static Point[] Points(this JsonObject json, Suite suite, string member) => ToPoints(suite, json.Bytes(member), false);

    public static Point[] PointsOrIdentity(this JsonObject json, Suite suite, string member) => ToPoints(suite, json.Bytes(member), true);

    public static Point[] ToPoints(Suite suite, byte[] bytes, bool identityAllowed)
    {
        if (bytes.Length % RecommendVote.Crypto.Point.Length != 0)
            throw new VectorRejectedException("point");
        return
        [
            .. bytes.Chunk(RecommendVote.Crypto.Point.Length).Select(chunk =>
                identityAllowed && RecommendVote.Crypto.Point.TryDecodeOrIdentity(suite, chunk, out var point) ? point : ToPoint(suite, chunk)),
        ];
    }

    public static Scalar[] Scalars(this JsonObject json, Suite suite, string member)
    {
        var bytes = json.Bytes(member);
        return RecommendVote.Crypto.Scalar.TryDecodeVector(suite, bytes, bytes.Length / 32, out var scalars) ? scalars : throw new VectorRejectedException("scalar");
    }
}

/// <summary>The input of a case is refused.</summary>
internal sealed class VectorRejectedException(string reason) : Exception(reason);
