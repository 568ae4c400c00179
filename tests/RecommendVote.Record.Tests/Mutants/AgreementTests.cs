using System.Globalization;
using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>
/// Both implementations verify the same changed records and must say the same: verdict, first failing check, code and entry. Most mutants are
/// signed anew by those who hold the keys, so that only the mathematics can object. 300 mutants, 10,000 with RV_FULL=1; RV_MUTANTS and
/// RV_MUTANT_SEED choose other numbers.
/// </summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    /// <summary>Checks that cannot be the first to fail, whatever is changed (docs/spec/verification-checks.md, "How the checks are made").</summary>
    private static readonly Check[] NeverFirst = [Check.V32];

    [Fact]
    [Trait("Attack", "A54")]
    public async Task Both_verifiers_say_the_same_of_every_mutant_and_every_check_catches_some()
    {
        var bases = MutantBases.All();
        var (mutants, ours) = Make(bases);
        var folder = Directory.CreateTempSubdirectory("rv-mutants-");
        try
        {
            var file = Path.Combine(folder.FullName, "mutants.jsonl");
            MutantFile.Write(file, bases, mutants);
            var theirs = await OtherVerifier.RunAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(mutants.Count, theirs.Count);

            output.WriteLine(Table(mutants, ours));
            var differing = Enumerable.Range(0, mutants.Count).Where(id => !ours[id].Agrees(theirs[id])).ToList();
            foreach (var id in differing.Take(200))
                output.WriteLine($"{id} {mutants[id].Base} {mutants[id].Mutator}: C# {ours[id]}, TypeScript {theirs[id]}");
            Assert.Empty(differing);
            Assert.True(mutants.Count(mutant => mutant.Signed) * 2 >= mutants.Count, "at least half of the mutants are signed anew");
            Assert.Empty(Missed(ours));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The mutants asked for, and some more for each check that none of them has been caught by.</summary>
    private static (List<Mutant> Mutants, List<Opinion> Ours) Make(IReadOnlyList<MutantBase> bases)
    {
        var maker = new MutantMaker(bases, Setting("RV_MUTANT_SEED", 1));
        var count = Setting("RV_MUTANTS", Environment.GetEnvironmentVariable("RV_FULL") == "1" ? 10_000 : 300);
        List<Mutant> mutants = [.. maker.Make(0, count)];
        var ours = Ours(mutants);
        for (var next = count; next < count + 1500 && Missed(ours) is { Count: > 0 } missed; next += 100)
        {
            var more = maker.Make(next, 100);
            foreach (var (mutant, opinion) in more.Zip(Ours(more)).Where(item => missed.Any(check => check.ToString() == item.Second.Check)))
            {
                mutants.Add(mutant);
                ours.Add(opinion);
            }
        }
        return (mutants, ours);
    }

    private static List<Check> Missed(List<Opinion> opinions)
    {
        var caught = opinions.Select(opinion => opinion.Check).ToHashSet();
        return [.. Enum.GetValues<Check>().Where(check => check != Check.None && !NeverFirst.Contains(check) && !caught.Contains(check.ToString()))];
    }

    private static List<Opinion> Ours(IReadOnlyList<Mutant> mutants)
    {
        var opinions = new Opinion[mutants.Count];
        Parallel.For(0, mutants.Count, id =>
        {
            var mutant = mutants[id];
            var zip = mutant.Zip ?? Meetings.Gate.Zip(mutant.Entries, mutant.Checkpoint);
            var report = RecordVerifier.Verify(new MemoryStream(zip), new VerifyOptions
            {
                Random = SystemRandomSource.Instance,
                ManifestHash = mutant.ManifestHash,
                CheckpointNote = mutant.NotedCheckpoint,
                MaxParallelism = 1,
            });
            var failure = report.Failure;
            opinions[id] = new Opinion(failure?.Check.ToString(), failure?.Code, failure?.EntryIndex, failure?.Detail);
        });
        return [.. opinions];
    }

    /// <summary>How many mutants each check caught, and how many of these were signed anew.</summary>
    private static string Table(List<Mutant> mutants, List<Opinion> opinions)
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"{mutants.Count} mutants, {mutants.Count(mutant => mutant.Signed)} of them signed anew");
        foreach (var group in opinions.Select((opinion, id) => (opinion, id)).GroupBy(item => item.opinion.Check ?? "holds").OrderBy(group => group.Key, StringComparer.Ordinal))
            table.AppendLine(CultureInfo.InvariantCulture, $"{group.Key,-5} {group.Count(),6} {group.Count(item => mutants[item.id].Signed),6}");
        return table.ToString();
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
