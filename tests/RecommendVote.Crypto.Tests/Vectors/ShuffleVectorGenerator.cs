using System.Text.Json.Nodes;
using static RecommendVote.Crypto.Tests.VectorGenerator;
using static RecommendVote.Crypto.Tests.VectorJson;

namespace RecommendVote.Crypto.Tests;

/// <summary>Vectors of mixes and of what is counted of the texts: crypto-shuffle.json.</summary>
internal static class ShuffleVectorGenerator
{
    public static IEnumerable<VectorCase> Shuffles(Suite suite)
    {
        foreach (var (n, j) in new[] { (1, 1), (2, 1), (3, 2), (5, 1), (17, 1) })
            yield return Accept("shuffle", suite, $"{n} tuples of {j} slots", Honest(suite, n, j));
        var input = Honest(suite, 3, 1);
        foreach (var name in new[] { "outputs", "c", "cHat", "t4", "tHat" })
        {
            yield return Reject("shuffle", suite, name + ": one point fewer", With(input, name, input.Bytes(name)[..^65]), "length");
            yield return Reject("shuffle", suite, name + ": 65 zero bytes", With(input, name, [.. new byte[65], .. input.Bytes(name)[65..]]), "point");
            yield return Reject("shuffle", suite, name + ": another point", With(input, name, [.. suite.Group.Generator.Encode(), .. input.Bytes(name)[65..]]), Fault(suite, input, name));
        }
        foreach (var name in new[] { "s4", "sHat", "sPrime" })
        {
            yield return Reject("shuffle", suite, name + ": one scalar more", With(input, name, [.. input.Bytes(name), .. new byte[32]]), "length");
            yield return Reject("shuffle", suite, name + ": q", With(input, name, [.. suite.Group.OrderBytes(), .. input.Bytes(name)[32..]]), "scalar");
            yield return Reject("shuffle", suite, name + ": zero", With(input, name, [.. new byte[32], .. input.Bytes(name)[32..]]), name == "s4" ? "F4" : name == "sHat" ? "F5" : "F3");
        }
        foreach (var (name, fault) in new[] { ("s1", "F1"), ("s2", "F2"), ("s3", "F3") })
            yield return Reject("shuffle", suite, name + ": zero", With(input, name, new byte[32]), fault);
        foreach (var name in new[] { "size", "contest", "mix", "trustee" })
            yield return Reject("shuffle", suite, name + ": another", With(input, name, input.Int(name) + 1), "F1");
        foreach (var name in new[] { "manifest", "root" })
            yield return Reject("shuffle", suite, name + ": another", With(input, name, suite.Hash("another"u8)), "F1");
        yield return Reject("shuffle", suite, "h: another", With(input, "h", suite.Group.Generator.Encode()), "F1");
        yield return Reject("shuffle", suite, "inputs in another order", With(input, "inputs", [.. input.Bytes("inputs")[260..], .. input.Bytes("inputs")[..260]]), "F1");
        yield return Reject("shuffle", suite, "inputs: part of a tuple", With(input, "inputs", input.Bytes("inputs")[..^65]), "length");
        foreach (var forged in Forged(suite))
            yield return forged;
        foreach (var counted in Counted(suite))
            yield return counted;
    }

    /// <summary>Dishonest mixers who prove with the real program.</summary>
    private static IEnumerable<VectorCase> Forged(Suite suite)
    {
        var c = Case(suite, 3, 1);
        var twice = c.Witness();
        twice.Order[0] = twice.Order[1];
        var (outputs, proof) = c.Prove(c.Statement, twice);
        yield return Reject("shuffle", suite, "one input twice, committed to as such", Input(c.Statement, outputs, proof), "F2");
        (outputs, proof) = c.Prove(c.Statement, c.Witness(), o => [.. o[..4], .. o[..4], .. o[8..]]);
        yield return Reject("shuffle", suite, "an output is a copy of another", Input(c.Statement, outputs, proof), "F4");
        (outputs, proof) = c.Prove(c.Statement, c.Witness(), o => [.. o[..2], .. c.Encrypt(suite.Group.Generator), .. o[4..]]);
        yield return Reject("shuffle", suite, "an output holds a new text", Input(c.Statement, outputs, proof), "F4");
        (outputs, proof) = c.Prove(c.Statement, c.Witness(), o => [.. o[..2], .. o[6..8], .. o[4..6], .. o[2..4], .. o[8..]]);
        yield return Reject("shuffle", suite, "texts of two tuples exchanged", Input(c.Statement, outputs, proof), "F4");
    }

    private static IEnumerable<VectorCase> Counted(Suite suite)
    {
        Point Text(string text) => WriteInText.TryEncode(suite, text, out var point) ? point : throw new ArgumentException(text);
        var options = new[] { ("n1", "人选1"), ("n2", "人选2") };
        Point[][] tuples =
        [
            [], [Text("张示例"), Text("张示例")], [Text("张示例"), Text("李示例")], [Text("人选2")], [Text("#n1"), Text("#n9")], [Text("n1")],
            [suite.Group.Generator, suite.Group.Identity], [Text("")], [-Text("王示例")], [Text("買買提·吐爾遜")], [Text("𠮷野"), Text("a")],
        ];
        foreach (var single in new[] { "shown", "other" })
        {
            yield return Accept("write-ins", suite, $"names, void and unreadable ones, {single}", new()
            {
                ["options"] = new JsonArray([.. options.Select(option => new JsonObject { ["id"] = option.Item1, ["name"] = option.Item2 })]),
                ["single"] = single,
                ["tuples"] = new JsonArray([.. tuples.Select(tuple => Encode(tuple))]),
            });
        }
    }

    private static MixCase Case(Suite suite, int n, int j) => new(suite, n, j, new SeededRandomSource($"shuffle vectors {n} {j}"));

    private static JsonObject Honest(Suite suite, int n, int j)
    {
        var c = Case(suite, n, j);
        var (outputs, proof) = c.Prove(c.Statement, c.Witness());
        return Input(c.Statement, outputs, proof);
    }

    private static JsonObject Input(ShuffleStatement s, IReadOnlyList<Point> outputs, ShuffleProof p) => new()
    {
        ["manifest"] = Encode(s.ManifestHash.Span),
        ["size"] = s.Size,
        ["root"] = Encode(s.Root.Span),
        ["h"] = Encode(s.Key),
        ["contest"] = s.Contest,
        ["mix"] = s.Mix,
        ["trustee"] = s.Trustee,
        ["slots"] = s.Slots,
        ["inputs"] = Encode(s.Inputs),
        ["outputs"] = Encode(outputs),
        ["c"] = Encode(p.C),
        ["cHat"] = Encode(p.CHat),
        ["t1"] = Encode(p.T1),
        ["t2"] = Encode(p.T2),
        ["t3"] = Encode(p.T3),
        ["t4"] = Encode(p.T4),
        ["tHat"] = Encode(p.THat),
        ["s1"] = Encode(p.S1),
        ["s2"] = Encode(p.S2),
        ["s3"] = Encode(p.S3),
        ["s4"] = Encode(p.S4),
        ["sHat"] = Encode(p.SHat),
        ["sPrime"] = Encode(p.SPrime),
    };

    private static JsonObject With(JsonObject input, string member, JsonNode value)
    {
        var changed = input.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    private static JsonObject With(JsonObject input, string member, byte[] value) => With(input, member, Encode(value));

    /// <summary>A value that the challenges hash changes them, so that F1 fails first.</summary>
    private static string Fault(Suite suite, JsonObject input, string member)
    {
        try
        {
            VectorChecks.Kinds["shuffle"](suite, With(input, member, [.. suite.Group.Generator.Encode(), .. input.Bytes(member)[65..]]));
            return "accepted";
        }
        catch (VectorRejectedException rejected)
        {
            return rejected.Message;
        }
    }
}
