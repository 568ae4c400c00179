using System.Text.Json.Nodes;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Changes one place of a body. What comes out is canonical again; whether it means anything is for the verifiers to say.</summary>
/// <param name="pick">Chooses place and change.</param>
/// <param name="points">Valid points of the suite to put in the place of others.</param>
/// <param name="fields">Byte strings of the record by length, to be moved to other places.</param>
internal sealed class JsonMutations(Pick pick, IReadOnlyList<Bytes> points, ILookup<int, Bytes> fields)
{
    /// <summary>Changes one leaf or one list of the tree in place; returns what was done.</summary>
    public string Change(JsonNode root, string? member = null)
    {
        var places = new List<JsonNode>();
        Collect(member is null ? root : root[member]!, places);
        var place = pick.Of(places);
        return place switch
        {
            JsonArray list => ChangeList(list),
            JsonValue value when value.TryGetValue<string>(out var text) => Replace(value, JsonValue.Create(ChangeText(text))) + "-text",
            JsonValue value when value.TryGetValue<bool>(out var flag) => Replace(value, JsonValue.Create(!flag)) + "-bool",
            JsonValue value => Replace(value, JsonValue.Create(ChangeNumber(value.GetValue<int>()))) + "-int",
            _ => throw new InvalidOperationException("not a leaf"),
        };
    }

    private static void Collect(JsonNode node, List<JsonNode> places)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members)
                    Collect(value!, places);
                break;
            case JsonArray items:
                if (items.Count > 0)
                    places.Add(items);
                foreach (var item in items)
                    Collect(item!, places);
                break;
            default:
                places.Add(node);
                break;
        }
    }

    private static string Replace(JsonNode place, JsonNode by)
    {
        var name = place.Parent is JsonObject parent ? parent.First(member => ReferenceEquals(member.Value, place)).Key : "item";
        place.ReplaceWith(by);
        return name;
    }

    private string ChangeList(JsonArray list)
    {
        var name = list.Parent is JsonObject parent ? parent.First(member => ReferenceEquals(member.Value, list)).Key : "list";
        var at = pick.Below(list.Count);
        switch (pick.Below(3))
        {
            case 0:
                list.RemoveAt(at);
                return name + "-removed";
            case 1:
                list.Insert(at, list[at]!.DeepClone());
                return name + "-doubled";
            default:
                var other = pick.Below(list.Count);
                var (one, two) = (list[at]!.DeepClone(), list[other]!.DeepClone());
                list[at] = two;
                list[other] = one;
                return name + "-swapped";
        }
    }

    private int ChangeNumber(int value) => pick.Below(6) switch
    {
        0 when value > 0 => value - 1,
        1 => 0,
        2 => value < 1_000_000 ? value * 2 : value - 1,
        3 => int.MaxValue,
        _ => value < int.MaxValue ? value + 1 : value - 1,
    };

    private string ChangeText(string text)
    {
        if (text.Length >= 20 && Bytes.TryParse(text, out var bytes))
            return new Bytes(ChangeBytes(bytes.ToArray())).ToString();
        return pick.Below(5) switch
        {
            0 => "",
            1 => text + "x",
            2 => text.Length > 0 ? text[..^1] : "x",
            3 => pick.Of(Words),
            _ => text + pick.Of(Odd),
        };
    }

    private byte[] ChangeBytes(byte[] bytes)
    {
        if (bytes.Length >= Point.Length && bytes.Length % Point.Length == 0 && bytes[0] == 4)
            return ChangePoints(bytes);
        if (bytes.Length > Scalar.Length && bytes.Length % Scalar.Length == 0 && pick.OneIn(2))
            return ChangeChunks(bytes, Scalar.Length);
        var others = fields[bytes.Length].ToList();
        switch (pick.Below(4))
        {
            case 0 when others.Count > 1:
                return pick.Of(others).ToArray();
            case 1:
                return new byte[bytes.Length];
            case 2:
                bytes[^1]++;
                return bytes;
            default:
                bytes[pick.Below(bytes.Length)] ^= (byte)(1 << pick.Below(8));
                return bytes;
        }
    }

    private byte[] ChangePoints(byte[] bytes)
    {
        if (pick.OneIn(3))
            return ChangeChunks(bytes, Point.Length);
        var at = pick.Below(bytes.Length / Point.Length) * Point.Length;
        if (pick.OneIn(6))
            bytes[at + pick.Below(Point.Length)] ^= 1;
        else
            pick.Of(points).Span.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Drops, doubles or exchanges elements of a vector.</summary>
    private byte[] ChangeChunks(byte[] bytes, int length)
    {
        var chunks = bytes.Chunk(length).ToList();
        var at = pick.Below(chunks.Count);
        switch (pick.Below(3))
        {
            case 0:
                chunks.RemoveAt(at);
                break;
            case 1:
                chunks.Insert(at, chunks[at]);
                break;
            default:
                var other = pick.Below(chunks.Count);
                (chunks[at], chunks[other]) = (chunks[other], chunks[at]);
                break;
        }
        return [.. chunks.SelectMany(chunk => chunk)];
    }

    private static readonly string[] Words =
        ["A", "B", "P1", "P2", "n1", "P256-SHA256", "SM2-SM3", "vote", "other", "witnessed", "verified", "objection", "spoilt", "2026-02-30T01:00:00Z", "grade", "shown", "announced", "RV2"];

    private static readonly string[] Odd = [" ", "\u0000", "\u001f", "\u2028", "é", "e\u0301", "𠮷", "\"", "\\", "/", "\u007f", "\ufeff"];
}
