using System.CommandLine;
using System.Diagnostics;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;
using RecommendVote.Tool.Verification;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv verify</c>: every numbered check over a record, offline, compared with what was noted in the room.</summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var file = CommonOptions.Record();
        var manifest = new Option<string?>("--manifest") { Description = "the manifest hash noted in the room, in hex or base64url", HelpName = "HASH" };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "a checkpoint noted in the room: its text, or a file", HelpName = "NOTE" };
        var receipt = new Option<string?>("--receipt") { Description = "a voter's receipt (JSON) to compare with the record", HelpName = "FILE" };
        var weights = new Option<string?>("--weights") { Description = "a local weighted reading of the totals per category, for example A=40,B=30,C=30", HelpName = "LIST" };
        var fork = new Option<bool>("--fork") { Description = "instead of verifying: does FILE (an evidence file), or FILE and OTHER (notes or records), show two histories?" };
        var other = new Argument<string?>("OTHER") { Description = "with --fork: the second note or record", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        var command = new Command("verify", "check everything in a record") { file, other, manifest, checkpoint, receipt, weights, fork, json };
        manifest.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !HashText.TryParse(result.Tokens[0].Value, out _))
                result.AddError("--manifest is a hash of 32 bytes, in hex or base64url");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(other) is not null && !result.GetValue(fork))
                result.AddError("a second file is for --fork");
        });
        weights.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !WeightsText.TryParse(result.Tokens[0].Value, out _))
                result.AddError("--weights is a list like A=40,B=30,C=30");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(fork)
            ? ForkCheck.Run(parsed.GetRequiredValue(file), parsed.GetValue(other), parsed.GetValue(json))
            : Run(
                parsed.GetRequiredValue(file), parsed.GetValue(manifest), parsed.GetValue(checkpoint), parsed.GetValue(receipt), parsed.GetValue(weights),
                parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string path, string? manifest, string? checkpoint, string? receiptPath, string? weightsText, bool json, CancellationToken cancellation)
    {
        var receipt = receiptPath is null ? null : ReceiptCheck.Read(receiptPath, InputFile.Read(receiptPath, 1 << 20));
        using var stream = RecordInput.OpenStream(path);
        var start = Stopwatch.GetTimestamp();
        var report = LongWork.Run("verify", progress => RecordVerifier.Verify(stream, new VerifyOptions
        {
            Random = SystemRandomSource.Instance,
            ManifestHash = manifest is not null && HashText.TryParse(manifest, out var hash) ? hash : (Bytes?)null,
            CheckpointNote = checkpoint is null ? null : InputFile.TextOrFile(checkpoint),
            Progress = new Share(progress),
            Cancellation = cancellation,
        }));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var verdict = receipt is null || report.Failure is not (null or { Check: Check.V34 }) ? null : ReceiptCheck.Compare(report.Record, receipt);
        var weighted = WeightsText.TryParse(weightsText, out var weights) ? WeightedTotals.Of(report, weights) : null;
        var exitCode = verdict is { Holds: false } ? ExitCodes.Failed : report.ExitCode;
        if (json)
            JsonOutput.Write(ReportJson.Of(report, manifest is not null, checkpoint is not null, verdict, weighted, exitCode, seconds));
        else
            Console.Out.Write(ReportText.Of(report, verdict, weighted, seconds));
        return exitCode;
    }

    private sealed class Share(IProgress<double> progress) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => progress.Report(value.BytesTotal == 0 ? 0 : (double)value.BytesRead / value.BytesTotal);
    }
}
