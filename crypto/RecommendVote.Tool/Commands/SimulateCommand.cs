using System.CommandLine;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;
using RecommendVote.Tool.Golden;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv simulate</c>: plays a whole meeting in memory, every entry through the gate, and writes its record.</summary>
public static class SimulateCommand
{
    public static Command Create()
    {
        var suite = CommonOptions.Suite();
        var golden = new Option<bool>("--golden") { Description = "the golden meeting on the shipped demo spreadsheets" };
        var voters = CommonOptions.Count("--voters", "attendees, all of whom vote", 1, 100_000, standard: 0);
        var options = CommonOptions.Count("--options", "names on the ballot", 1, 4000, standard: 0);
        var max = CommonOptions.Count("--max", "most names that may be marked", 1, 4000, standard: 0);
        var writeIns = CommonOptions.Count("--write-ins", "voters who write a name in; the ballot then has a slot for it", 0, 100_000, standard: 0);
        var trustees = CommonOptions.Count("--trustees", "trustees", 2, 15, standard: 3);
        var threshold = CommonOptions.Count("--threshold", "how many of them open totals", 2, 15, standard: 2);
        var seed = new Option<string?>("--seed") { Description = "the same seed gives the same record, byte for byte", HelpName = "X" };
        var output = CommonOptions.Out("where to write the record (.zip)");
        var command = new Command("simulate", "write the record of a simulated meeting") { suite, golden, voters, options, max, writeIns, trustees, threshold, seed, output };
        command.Validators.Add(result =>
        {
            Option[] sizes = [voters, options, max];
            var given = sizes.Where(option => result.GetResult(option) is { Implicit: false }).ToList();
            if (result.GetValue(golden))
            {
                foreach (var extra in given.Concat(new Option[] { writeIns, trustees, threshold }.Where(option => result.GetResult(option) is { Implicit: false })))
                    result.AddError($"{extra.Name} does not go with --golden");
                return;
            }
            foreach (var missing in sizes.Except(given))
                result.AddError($"Option '{missing.Name}' is required (or --golden).");
            if (result.GetValue(max) > result.GetValue(options))
                result.AddError("--max is at most --options");
            if (result.GetValue(writeIns) > result.GetValue(voters))
                result.AddError("--write-ins is at most --voters");
            if (result.GetValue(threshold) > result.GetValue(trustees))
                result.AddError("--threshold is at most --trustees");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var random = parsed.GetValue(seed) is { } text ? new SeededRandomSource(text) : (IRandomSource)SystemRandomSource.Instance;
            var plan = parsed.GetValue(golden)
                ? GoldenPlan.Create(parsed.GetRequiredValue(suite), await GoldenRosters.ReadAsync(cancellation))
                : SimplePlan.Create(
                    parsed.GetRequiredValue(suite), parsed.GetValue(voters), parsed.GetValue(options), parsed.GetValue(max), random,
                    parsed.GetValue(trustees), parsed.GetValue(threshold), parsed.GetValue(writeIns));
            return Run(plan, random, parsed.GetRequiredValue(output), parsed.GetValue(golden), cancellation);
        });
        return command;
    }

    private static int Run(SimulationPlan plan, IRandomSource random, string path, bool golden, CancellationToken cancellation)
    {
        var (entries, checkpoint, record) = LongWork.Run("simulate", progress => Simulate(plan, random, progress, cancellation));
        using (var stream = new MemoryStream())
        {
            RecordFile.Write(stream, entries, checkpoint);
            OutputFile.Write(path, stream.GetBuffer().AsSpan(0, (int)stream.Length));
        }
        if (golden)
            Console.Out.WriteLine($"golden meeting, {GoldenPlan.Variant} variant: write-in slots, one audit before casting");
        Console.Out.WriteLine($"wrote {path}: {entries.Count} entries, {record.BallotEntries} ballots, {plan.Suite}, marked {string.Join(", ", plan.Marks)}");
        Console.Out.WriteLine($"manifest {HashText.Hex(record.ManifestHash)}");
        return ExitCodes.Holds;
    }

    private static (IReadOnlyList<Bytes> Entries, string Checkpoint, MeetingRecord Record) Simulate(
        SimulationPlan plan, IRandomSource random, IProgress<double> progress, CancellationToken cancellation)
    {
        var simulation = new MeetingSimulation(plan, random, cancellation);
        var slots = plan.Contests.Count(contest => contest.Slots > 0);
        var total = plan.Casts.Count + (6 * plan.Trustees) + (plan.Threshold * (slots + 2)) + plan.Classes.Count + 8.0;
        while (simulation.Next is not null)
        {
            simulation.Advance();
            progress.Report(simulation.Entries.Count / total);
        }
        return (simulation.Entries, simulation.SignCheckpoint().ToString(), simulation.Record);
    }
}
