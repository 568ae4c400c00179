using System.Text.Json.Nodes;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>What every family of mutators needs: one base, one seed, and ways to put a record together again.</summary>
internal sealed class MutantSource
{
    private readonly Lazy<IReadOnlyList<MutantBase>> others;

    public MutantSource(MutantBase from, Func<IReadOnlyList<MutantBase>> others, int seed)
    {
        (From, this.others) = (from, new(others));
        Pick = new Pick(seed);
        Random = new SeededRandomSource(BitConverter.GetBytes(seed));
        Json = new JsonMutations(Pick, from.Points, from.Fields);
        Relink = new Relink(from, Random);
    }

    public MutantBase From { get; }

    /// <summary>Records of other meetings of the same suite.</summary>
    public IReadOnlyList<MutantBase> Others => others.Value;

    public Pick Pick { get; }

    public IRandomSource Random { get; }

    public JsonMutations Json { get; }

    public Relink Relink { get; }

    /// <summary>Entries under a fresh checkpoint of the server.</summary>
    public Mutant Of(string mutator, bool signed, IReadOnlyList<Bytes> entries) =>
        new(From.Name, mutator, signed) { Entries = entries, Checkpoint = From.Note(entries) };

    /// <summary>One entry put in the place of another, and everything after it either as it was, made to agree, or cut off.</summary>
    public Mutant Replaced(string mutator, int at, byte[] entry)
    {
        List<Bytes> entries = [.. From.Entries];
        entries[at] = entry;
        return Of(mutator, signed: true, Pick.Below(4) switch
        {
            0 => entries,
            1 => [.. entries.Take(at + 1)],
            _ when at == 0 => [.. entries.Take(1)],
            _ => Relink.After(entries, at, 0),
        });
    }

    /// <summary>A changed body of the entry at a place, signed by whoever must.</summary>
    public Mutant Resigned(string mutator, int at, Action<JsonObject> change)
    {
        var body = (JsonObject)JsonText.Parse(MutantBase.BodyOf(From.Entries[at]));
        change(body);
        return Replaced(mutator, at, From.Sign(From.Types[at], JsonText.Write(body)));
    }
}
