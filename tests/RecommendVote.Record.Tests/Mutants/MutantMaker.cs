namespace RecommendVote.Record.Tests.Mutants;

/// <summary>N mutants of some records, the same for the same seed: two in three by somebody who has the keys.</summary>
internal sealed class MutantMaker(IReadOnlyList<MutantBase> bases, int seed)
{
    /// <summary>`count` mutants from number `first` on.</summary>
    public IReadOnlyList<Mutant> Make(int first, int count) => [.. Enumerable.Range(first, count).Select(One)];

    /// <summary>Families take turns, so that even a small run has mutants of each.</summary>
    private Mutant One(int number)
    {
        var choice = new Pick(unchecked((seed * 1_000_003) + number));
        for (var again = 0; ; again++)
        {
            var from = choice.Of(bases);
            var source = new MutantSource(from, () => [.. bases.Where(item => item != from && item.Suite == from.Suite)], choice.Below(int.MaxValue));
            // A family that finds nothing to change in several records leaves its turn to the next.
            var mutant = (number % 6) switch
            {
                0 or 3 => LooseMutants.All[((number / 3) + (again / 12)) % LooseMutants.All.Count](source),
                1 => SignedMutants.AnyBody(source),
                _ => TargetedMutants.All[((number / 6 * 3) + ((number % 6) switch { 2 => 0, 4 => 1, _ => 2 }) + (again / 12)) % TargetedMutants.All.Count](source),
            };
            if (mutant is not null && !IsWhole(mutant, from))
                return mutant;
        }
    }

    /// <summary>A change that came out as it was.</summary>
    private static bool IsWhole(Mutant mutant, MutantBase from) =>
        mutant.Zip is null && mutant.ManifestHash is null && mutant.NotedCheckpoint is null && mutant.Entries.SequenceEqual(from.Entries) && mutant.Checkpoint == from.Note(from.Entries);
}
