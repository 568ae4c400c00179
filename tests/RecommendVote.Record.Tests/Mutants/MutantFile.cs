using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Mutants as lines for the other implementation (kiosk-client/scripts/verify-mutants.mjs): each tells only what differs from its base.</summary>
internal static class MutantFile
{
    public static void Write(string path, IReadOnlyList<MutantBase> bases, IReadOnlyList<Mutant> mutants)
    {
        using var output = new StreamWriter(path);
        foreach (var from in bases)
            output.WriteLine(new JsonObject { ["base"] = from.Name, ["entries"] = new JsonArray([.. from.Entries.Select(entry => (JsonNode)entry.ToString())]) }.ToJsonString());
        var entriesOf = bases.ToDictionary(from => from.Name, from => from.Entries);
        for (var id = 0; id < mutants.Count; id++)
            output.WriteLine(Line(id, mutants[id], entriesOf[mutants[id].Base]).ToJsonString());
    }

    /// <summary>The other implementation's opinion of each mutant, by number.</summary>
    public static IEnumerable<(int Id, Opinion Opinion)> ReadOpinions(string path)
    {
        foreach (var line in System.IO.File.ReadLines(path))
        {
            var read = JsonSerializer.Deserialize<JsonElement>(line);
            var (index, check) = (read.GetProperty("index"), read.GetProperty("check").GetString());
            yield return (read.GetProperty("id").GetInt32(), new Opinion(
                check, read.GetProperty("code").GetString(), index.ValueKind == JsonValueKind.Null ? null : index.GetInt32(), read.GetProperty("detail").GetString()));
        }
    }

    private static JsonObject Line(int id, Mutant mutant, IReadOnlyList<Bytes> entries)
    {
        var line = new JsonObject { ["id"] = id };
        if (mutant.Zip is { } zip)
        {
            line["zip"] = new Bytes(zip).ToString();
        }
        else
        {
            line["base"] = mutant.Base;
            line["entries"] = Differences(mutant.Entries, entries);
            line["checkpoint"] = mutant.Checkpoint;
        }
        if (mutant.ManifestHash is { } hash)
            line["manifestHash"] = hash.ToString();
        if (mutant.NotedCheckpoint is { } noted)
            line["noted"] = noted;
        return line;
    }

    private static JsonArray Differences(IReadOnlyList<Bytes> changed, IReadOnlyList<Bytes> from)
    {
        var items = new JsonArray();
        for (var i = 0; i < changed.Count;)
        {
            var start = i < from.Count && changed[i] == from[i] ? i : from.ToList().IndexOf(changed[i]);
            if (start < 0)
            {
                items.Add(changed[i++].ToString());
                continue;
            }
            var end = start;
            while (i < changed.Count && end < from.Count && changed[i] == from[end])
                (i, end) = (i + 1, end + 1);
            items.Add(new JsonArray(start, end));
        }
        return items;
    }
}

/// <summary>What a verifier says of a mutant: the first check that does not hold, its code, and the entry that is named; all null when everything holds.</summary>
internal sealed record Opinion(string? Check, string? Code, int? Index, string? Detail)
{
    public bool Agrees(Opinion other) => (Check, Code, Index) == (other.Check, other.Code, other.Index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Check ?? "holds"} {Code} @{Index} ({Detail})");
}
