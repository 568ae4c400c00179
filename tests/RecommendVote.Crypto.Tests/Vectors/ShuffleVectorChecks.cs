using System.Text.Json.Nodes;
using static RecommendVote.Crypto.Tests.VectorJson;

namespace RecommendVote.Crypto.Tests;

/// <summary>The kinds about write-ins: mixes, and what is counted of the texts.</summary>
internal static class ShuffleVectorChecks
{
    /// <summary>Lengths, then points, then scalars, then F1 to F5; the equations both alone and as one sum.</summary>
    public static JsonObject Shuffle(Suite suite, JsonObject x)
    {
        var (slots, unit) = (x.Int("slots"), Point.Length);
        var inputs = x.Bytes("inputs");
        VectorChecks.Require(slots > 0 && inputs.Length > 0 && inputs.Length % (4 * slots * unit) == 0, "length");
        var n = inputs.Length / (4 * slots * unit);
        (string Member, int Length)[] lengths =
        [
            ("outputs", inputs.Length), ("c", n * unit), ("cHat", n * unit), ("t1", unit), ("t2", unit), ("t3", unit), ("t4", 4 * slots * unit),
            ("tHat", n * unit), ("s1", 32), ("s2", 32), ("s3", 32), ("s4", 2 * slots * 32), ("sHat", n * 32), ("sPrime", n * 32),
        ];
        VectorChecks.Require(lengths.All(item => x.Bytes(item.Member).Length == item.Length), "length");
        var statement = new ShuffleStatement(
            suite, x.Bytes("manifest"), x.Int("size"), x.Bytes("root"), x.Point(suite, "h"), x.Int("contest"), x.Int("mix"), x.Int("trustee"), slots,
            x.Points(suite, "inputs"));
        var outputs = x.Points(suite, "outputs");
        var (c, cHat, t1, t2, t3) = (x.Points(suite, "c"), x.Points(suite, "cHat"), x.Point(suite, "t1"), x.Point(suite, "t2"), x.Point(suite, "t3"));
        var (t4, tHat) = (x.Points(suite, "t4"), x.Points(suite, "tHat"));
        var proof = new ShuffleProof(
            c, cHat, t1, t2, t3, t4, tHat, x.Scalar(suite, "s1"), x.Scalar(suite, "s2"), x.Scalar(suite, "s3"),
            x.Scalars(suite, "s4"), x.Scalars(suite, "sHat"), x.Scalars(suite, "sPrime"));
        var fault = MixCase.Judge(statement, outputs, proof);
        VectorChecks.Require(fault == ShuffleFault.None, fault.ToString());
        var transcript = new ShuffleTranscript(statement, outputs, c);
        return new JsonObject
        {
            ["y"] = Encode(transcript.Y),
            ["x"] = Encode(transcript.Commit(cHat, t1, t2, t3, t4, tHat)),
        };
    }

    public static JsonObject WriteIns(Suite suite, JsonObject x)
    {
        var options = x["options"]!.AsArray().Select(option => (option!.AsObject().Text("id"), option.AsObject().Text("name")));
        var slots = x["tuples"]!.AsArray().SelectMany((tuple, position) =>
            ToPoints(suite, System.Buffers.Text.Base64Url.DecodeFromChars((string)tuple!), true).Select(point => (position, WriteInText.Decode(suite, point))));
        var counts = WriteInCounts.Of(options, slots, x.Text("single") == "other");
        return new JsonObject
        {
            ["writeIns"] = new JsonArray([.. counts.Texts.Select(item => new JsonObject { ["text"] = item.Text, ["count"] = item.Count })]),
            ["otherWriteIns"] = counts.Other,
            ["voidWriteIns"] = counts.Void,
            ["unreadableWriteIns"] = counts.Unreadable,
        };
    }
}
