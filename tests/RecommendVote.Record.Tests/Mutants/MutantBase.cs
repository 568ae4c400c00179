using System.Text.Json.Nodes;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>A whole record of a simulated meeting, with all keys of the meeting.</summary>
internal sealed class MutantBase
{
    private readonly Func<MeetingSimulation> again;
    private readonly Dictionary<int, MeetingSimulation> beforeMixes = [];

    /// <param name="name">Shown with each mutant.</param>
    /// <param name="sim">At its end.</param>
    /// <param name="again">The same meeting from its beginning.</param>
    public MutantBase(string name, MeetingSimulation sim, Func<MeetingSimulation> again)
    {
        this.again = again;
        (Name, Sim) = (name, sim);
        Entries = [.. sim.Entries];
        Types = [.. Entries.Select(TypeOf)];
        var group = sim.Plan.Suite.Group;
        Points = [.. Enumerable.Range(2, 12).Select(i => (Bytes)(group.Generator * group.FromInt(i)).Encode())];
        Fields = Entries.SelectMany(entry => FieldsOf(JsonText.Parse(entry))).ToLookup(field => field.Length);
    }

    public string Name { get; }

    public MeetingSimulation Sim { get; }

    public Suite Suite => Sim.Plan.Suite;

    public IReadOnlyList<Bytes> Entries { get; }

    public IReadOnlyList<string> Types { get; }

    /// <summary>Valid points that nobody uses.</summary>
    public IReadOnlyList<Bytes> Points { get; }

    /// <summary>Every byte string of the record by its length.</summary>
    public ILookup<int, Bytes> Fields { get; }

    /// <summary>Places of the entries of a type.</summary>
    public IReadOnlyList<int> PlacesOf(params string[] types) => [.. Enumerable.Range(0, Types.Count).Where(at => types.Contains(Types[at]))];

    /// <summary>The meeting when the mix at this place (of `Entries`) comes next.</summary>
    public MeetingSimulation Before(int mix)
    {
        if (!beforeMixes.TryGetValue(mix, out var sim))
        {
            sim = again().RunUntil(EntryTypes.Mixed, Types.Take(mix).Count(type => type == EntryTypes.Mixed));
            Assert.Equal(Entries.Take(mix), sim.Entries);
            beforeMixes.Add(mix, sim);
        }
        return sim;
    }

    /// <summary>The server's note over any entries, with the cosignatures that the plan asks for.</summary>
    public string Note(IReadOnlyList<Bytes> entries) => Sim.SignCheckpoint(entries).ToString();

    /// <summary>The body of an enveloped entry, exact bytes.</summary>
    public static Bytes BodyOf(Bytes entry) => Field(JsonText.Parse(entry), "body");

    /// <summary>The bytes of a base64url member.</summary>
    public static Bytes Field(JsonNode node, string member) =>
        Bytes.TryParse(node[member]!.GetValue<string>(), out var bytes) ? bytes : throw new ArgumentException(member, nameof(node));

    /// <summary>The entry's type as its first member says.</summary>
    public static string TypeOf(Bytes entry) => JsonText.Parse(entry)["type"]!.GetValue<string>();

    private static IEnumerable<Bytes> FieldsOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "body" ? FieldsOf(JsonText.Parse(Field(members, "body"))) : FieldsOf(member.Value)),
        JsonArray items => items.SelectMany(FieldsOf),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 20 && Bytes.TryParse(text, out var bytes) => [bytes],
        _ => [],
    };

    /// <summary>An entry of this type signed by whoever must sign it; a trustee's by the trustee that the body names, or by the first.</summary>
    public byte[] Sign(string type, byte[] body)
    {
        var trustee = JsonText.Parse(body)["trustee"] is { } place ? Math.Clamp(place.GetValue<int>(), 1, Sim.Plan.Trustees) : 0;
        return Sim.Sign(type, body, trustee);
    }
}
