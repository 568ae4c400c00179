using System.Text.Json.Nodes;
using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Mixes by trustees who replace, copy or exchange what they should only shuffle, and prove it as well as an honest program can.</summary>
internal static class ForgedMixes
{
    public static readonly IReadOnlyList<Func<MutantSource, Mutant?>> All =
    [
        s => Forged(s, "mix-honest", forge => forge.Mix()),
        s => Forged(s, "mix-one-dropped", forge =>
        {
            var witness = forge.Witness();
            witness.Order[0] = witness.Order[1];
            return forge.Mix(witness);
        }),
        s => Forged(s, "mix-one-copied", forge => forge.Mix(change: o => [.. Tuple(forge, o, 1), .. Tuple(forge, o, 1), .. o.Skip(2 * Width(forge))])),
        s => Forged(s, "mix-other-text", forge => forge.Mix(change: o => [.. o.Take(2), .. forge.Encrypt(Name(s)), .. o.Skip(4)])),
        s => Forged(s, "mix-unused-made-used", forge => forge.Mix(change: o => [.. forge.Encrypt(s.From.Suite.Group.Generator), .. o.Skip(2)])),
        // the used bit of one tuple with the text of another
        s => Forged(s, "mix-texts-exchanged", forge => forge.Mix(change: o => Exchange(o, 2, Width(forge) + 2, 2))),
        s => Forged(s, "mix-inputs-exchanged", forge => forge.Mix(statement: forge.At(inputs: Exchange([.. forge.Statement.Inputs], 0, 2, 2)))),
        s => Forged(s, "mix-under-another-key", forge => forge.Mix(statement: forge.At(key: s.From.Suite.Group.Generator * s.From.Suite.Group.FromInt(5)))),
        s => Forged(s, "mix-of-another-meeting", forge => forge.Mix(statement: forge.At(manifest: s.Pick.Bytes(32)))),
        s => Forged(s, "mix-of-another-contest", forge => forge.Mix(statement: forge.At(contest: forge.Statement.Contest == 0 ? 1 : 0)) with { Contest = forge.Statement.Contest }),
        s => Forged(s, "mix-of-another-number", forge => forge.Mix(statement: forge.At(mix: forge.Statement.Mix + 1)) with { Mix = forge.Statement.Mix }),
        s => Forged(s, "mix-of-two-halves", forge => forge.Mix() with { Outputs = forge.Mix().Outputs }),
    ];

    private static Mutant? Forged(MutantSource s, string name, Func<MixForge, MixedBody> make)
    {
        var places = s.From.PlacesOf(EntryTypes.Mixed);
        if (places.Count == 0)
            return null;
        var at = s.Pick.Of(places);
        var body = (JsonObject)JsonText.Parse(MutantBase.BodyOf(s.From.Entries[at]));
        var forge = new MixForge(s.From.Before(at), body["trustee"]!.GetValue<int>(), body["contest"]!.GetValue<int>(), $"mix forge {s.Pick.Below(int.MaxValue)}");
        return s.Replaced(name, at, s.From.Sim.Sign(make(forge)));
    }

    /// <summary>Points of a tuple: a used bit and a text for each slot, two points each.</summary>
    private static int Width(MixForge forge) => 4 * forge.Statement.Slots;

    private static IEnumerable<Point> Tuple(MixForge forge, Point[] outputs, int at) => outputs.Skip(at * Width(forge)).Take(Width(forge));

    private static Point[] Exchange(Point[] points, int first, int second, int length)
    {
        Point[] changed = [.. points];
        points.AsSpan(first, length).CopyTo(changed.AsSpan(second));
        points.AsSpan(second, length).CopyTo(changed.AsSpan(first));
        return changed;
    }

    private static Point Name(MutantSource s) =>
        WriteInText.TryEncode(s.From.Suite, "钱示例", out var point) ? point : throw new InvalidOperationException("a name of three characters");
}
