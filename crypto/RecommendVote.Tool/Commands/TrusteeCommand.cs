using System.CommandLine;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;
using RecommendVote.Tool.Trustees;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv trustee</c>: a trustee's duties from the command line instead of a browser (docs/guides/be-a-trustee.md).</summary>
public static class TrusteeCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Create() => new("trustee", "be a trustee: make a key, take part in the ceremony, open totals")
    {
        Make("key", "make your key and register it", needsFile: true, KeyAsync),
        Make("run", "take every step of the ceremony and the rehearsal", needsFile: true, RunAsync, Once()),
        Make("tally", "verify the whole record, mix written-in names, sign tally-ready, and decrypt once enough trustees have", needsFile: true, TallyAsync, Once()),
        Make("status", "what the server says about the meeting", needsFile: false, StatusAsync),
    };

    private static Option<bool> Once() => new("--once") { Description = "do what can be done now and stop instead of waiting" };

    private static Command Make(
        string name, string description, bool needsFile, Func<TrusteeOptions, ParseResult, bool, CancellationToken, Task<int>> run, Option<bool>? once = null)
    {
        var options = new TrusteeOptions(needsFile);
        var command = new Command(name, description);
        options.AddTo(command);
        if (once is not null)
            command.Options.Add(once);
        command.SetAction((parsed, cancellation) => run(options, parsed, once is not null && parsed.GetValue(once), cancellation));
        return command;
    }

    private static async Task<int> KeyAsync(TrusteeOptions options, ParseResult parsed, bool once, CancellationToken cancellation)
    {
        using var context = options.Context(parsed);
        var view = await context.Api.GetAsync(cancellation);
        if (!Suite.TryParse(view.Suite, out var suite) || !FieldRules.IsMeetingId(view.Meeting))
            throw new ToolException($"the server speaks of suite '{view.Suite}' and meeting '{view.Meeting}', which this program does not know", ExitCodes.Failed);
        if (!context.File.Exists)
            context.File.Save(TrusteeState.Create(suite, view.Meeting, SystemRandomSource.Instance));
        var state = context.File.Load();
        if (!ReferenceEquals(state.Suite, suite) || state.Meeting != view.Meeting)
            throw new ToolException($"{context.File.Path} is for meeting {state.Meeting} ({state.Suite}), the invitation is for {view.Meeting} ({suite})", ExitCodes.Failed);
        var (key, proof) = TrusteeSession.Invitation(state, SystemRandomSource.Instance);
        await context.Api.RegisterKeyAsync(key, proof, cancellation);
        Console.Out.WriteLine($"{view.Title}: key of trustee {view.Index} ({view.Name}) registered");
        Console.Out.WriteLine($"{context.File.Path} is your only copy: back it up, and remember its passphrase");
        return ExitCodes.Holds;
    }

    private static async Task<int> RunAsync(TrusteeOptions options, ParseResult parsed, bool once, CancellationToken cancellation)
    {
        using var context = options.Context(parsed);
        // the file is read again before every step: the rehearsal must come from what a restored backup holds
        return await StepsAsync(context, once, () => TrusteeSession.NextCeremonyStep(context.File.Load(), context.Log, SystemRandomSource.Instance), cancellation);
    }

    private static async Task<int> TallyAsync(TrusteeOptions options, ParseResult parsed, bool once, CancellationToken cancellation)
    {
        using var context = options.Context(parsed);
        var told = false;
        return await StepsAsync(
            context,
            once,
            () =>
            {
                if (!told && context.Record is { Phase: MeetingPhase.Closed, Tally: { } tally } record)
                {
                    told = true;
                    var contests = tally.Groups.Count(groups => groups.Count > 0);
                    Console.Out.WriteLine($"verified up to the close: {record.CountedBallots} counted ballots, {record.BallotEntries} entries of ballots, every proof holds");
                    Console.Out.WriteLine($"to be opened: {tally.Items.Count} sums of {contests} contests{MixedFirst(record)}, and nothing else");
                }
                TrusteeStep Next(IProgress<double>? progress) => TrusteeSession.NextTallyStep(
                    context.File.Load(), context.Record, context.Log, SystemRandomSource.Instance, context.TallyNote,
                    progress is null ? null : new Share(progress), cancellation);
                return context.Record.Mixes.All(mixes => mixes.IsComplete) ? Next(null) : LongWork.Run("mix", Next);
            },
            cancellation);
    }

    /// <summary>What is mixed before anything is opened; empty without write-ins.</summary>
    private static string MixedFirst(MeetingRecord record) => record.Mixes.Count == 0 ? ""
        : $"; after {record.Manifest!.Threshold} mixes of {string.Join(" and ", record.Mixes.Select(mixes => mixes.Tuples))} forms, which slots are used, and the names in those";

    private static async Task<int> StepsAsync(TrusteeContext context, bool once, Func<TrusteeStep> next, CancellationToken cancellation)
    {
        var (awaited, refused, shown) = ("", "", false);
        while (true)
        {
            await context.FetchAsync(cancellation);
            if (!shown && context.Record.Manifest is { } manifest)
            {
                shown = true;
                Show(manifest, context.Record.ManifestHash);
            }
            switch (next())
            {
                case TrusteeStep.Send send:
                    try
                    {
                        await context.SendAsync(send, cancellation);
                        Console.Out.WriteLine($"sent {send.Type}");
                    }
                    catch (ToolException fault) when (fault.ExitCode == ExitCodes.Failed && refused != send.Type)
                    {
                        // another trustee's entry may have come first: look at the log once more before giving up
                        refused = send.Type;
                    }
                    break;
                case TrusteeStep.Done:
                    Console.Out.WriteLine("done");
                    return ExitCodes.Holds;
                case TrusteeStep.Halt halt:
                    throw new ToolException($"stopped ({halt.Code}): {halt.Detail}", ExitCodes.Failed);
                case TrusteeStep.Wait wait:
                    var text = wait.Missing.Count == 0 ? $"waiting for {wait.For}" : $"waiting for {wait.For} of trustee {string.Join(", ", wait.Missing)}";
                    if (text != awaited)
                        Console.Out.WriteLine(awaited = text);
                    if (once)
                        return ExitCodes.Holds;
                    await Task.Delay(Pause, cancellation);
                    break;
                default:
                    throw new InvalidOperationException("a step of no kind");
            }
        }
    }

    /// <summary>What a trustee compares with the other trustees and with the organizer: a server could show each of them another meeting (B5).</summary>
    private static void Show(ManifestBody manifest, Bytes hash)
    {
        var fingerprint = Bytes.FromByteArray(CardLink.Fingerprint(manifest.Suite, manifest.Organizer.Key));
        var marks = manifest.Marks.Count == 0 ? "" : $"  [{string.Join(", ", manifest.Marks)}]";
        Console.Out.WriteLine($"{manifest.Title} ({manifest.Meeting}, {manifest.Suite}){marks}: {manifest.Threshold} of {manifest.Trustees.Count} trustees open totals");
        Console.Out.WriteLine($"manifest {HashText.Hex(hash)}");
        Console.Out.WriteLine($"organizer {manifest.Organizer.Name}, fingerprint {fingerprint}: compare both with the other trustees");
    }

    /// <summary>Mixing as a share between 0 and 1.</summary>
    private sealed class Share(IProgress<double> bar) : IProgress<ShuffleProgress>
    {
        public void Report(ShuffleProgress value) => bar.Report((double)value.Done / value.Total);
    }

    private static async Task<int> StatusAsync(TrusteeOptions options, ParseResult parsed, bool once, CancellationToken cancellation)
    {
        using var api = options.Api(parsed);
        var view = await api.GetAsync(cancellation);
        var marks = view.Marks.Count == 0 ? "" : $"  [{string.Join(", ", view.Marks)}]";
        Console.Out.WriteLine($"{view.Title} ({view.Meeting}, {view.Suite}){marks}: {view.State}, {view.Size} entries");
        Console.Out.WriteLine($"you are trustee {view.Index} of {view.Trustees.Count} ({view.Name}); {view.Threshold} are needed to open totals");
        foreach (var seat in view.Trustees)
            Console.Out.WriteLine($"  {seat.Index} {seat.Name}: {(seat.HasKey ? "key registered" : "no key yet")}");
        return ExitCodes.Holds;
    }
}
