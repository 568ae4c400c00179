using System.CommandLine;
using RecommendVote.Record;
using RecommendVote.Record.Witnesses;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;
using RecommendVote.Tool.Trustees;
using RecommendVote.Tool.Witnesses;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv witness</c>: a discipline officer's witness without a browser (docs/spec/witnesses.md).</summary>
public static class WitnessCommand
{
    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "the server's address, for example https://vote.example", Required = true, HelpName = "URL" };
        var meeting = new Option<string>("--meeting") { Description = "the meeting's id", Required = true, HelpName = "ID" };
        var file = new Option<string>("--file") { Description = "your sealed staff key", Required = true, HelpName = "FILE" };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "file with its passphrase (else RV_PASSPHRASE, else asked for)", HelpName = "FILE" };
        var state = new Option<string>("--state") { Description = "where it is kept what you cosigned last; keep it for the whole meeting", Required = true, HelpName = "FILE" };
        var evidence = new Option<string?>("--evidence") { Description = "where evidence is written (else STATE.evidence.json)", HelpName = "FILE" };
        var manifest = new Option<string?>("--manifest") { Description = "the manifest hash noted in the room, in hex or base64url", HelpName = "HASH" };
        var interval = CommonOptions.Count("--interval", "seconds between two looks", 1, 3600, 5);
        var once = new Option<bool>("--once") { Description = "look once and stop instead of waiting" };
        manifest.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !HashText.TryParse(result.Tokens[0].Value, out _))
                result.AddError("--manifest is a hash of 32 bytes, in hex or base64url");
        });
        meeting.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !FieldRules.IsMeetingId(result.Tokens[0].Value))
                result.AddError("--meeting is a meeting id");
        });
        var command = new Command("witness", "be a witness: cosign the server's checkpoints as long as each extends the last")
        {
            server, meeting, file, passphrase, state, evidence, manifest, interval, once,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = new WitnessApi(ServerAddress.Parse(parsed.GetRequiredValue(server)), parsed.GetRequiredValue(meeting));
            var (suite, key) = StaffFile.Load(parsed.GetRequiredValue(file), SecretInput.Read(parsed.GetValue(passphrase), "RV_PASSPHRASE", "passphrase"));
            using var held = key;
            var pause = parsed.GetValue(once) ? (TimeSpan?)null : TimeSpan.FromSeconds(parsed.GetValue(interval));
            while (true)
            {
                if (await api.GetManifestAsync(cancellation) is { } entry)
                {
                    if (parsed.GetValue(manifest) is { } text && HashText.TryParse(text, out var noted) && noted != suite.Hash(entry))
                        throw new ToolException("the server's manifest is not the one noted in the room (anchor-differs); nothing was signed", ExitCodes.Failed);
                    if (!Witness.TryBegin(entry, key, new WitnessFile(parsed.GetRequiredValue(state)), out var witness, out var fault))
                        throw new ToolException(fault + "; nothing was signed", ExitCodes.Failed);
                    Console.Out.WriteLine($"officer {witness.Officer}, manifest {HashText.Hex(suite.Hash(entry))}");
                    var watch = new WitnessWatch(
                        witness, api, entry, key, parsed.GetValue(evidence) ?? parsed.GetRequiredValue(state) + ".evidence.json", Console.Out);
                    return await WatchAsync(watch, pause, cancellation);
                }
                if (pause is not { } wait)
                    throw new ToolException("the meeting has no manifest yet");
                await Task.Delay(wait, cancellation);
            }
        });
        return command;
    }

    private static async Task<int> WatchAsync(WitnessWatch watch, TimeSpan? pause, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await watch.LookAsync(patient: pause is not null, cancellation);
            }
            catch (ToolException fault) when (pause is not null && fault.ExitCode == ExitCodes.Unusable)
            {
                // not reachable for a moment: the meeting goes on, and so does the watch
                await Console.Error.WriteLineAsync("rv: " + fault.Message);
            }
            if (pause is not { } wait)
                return ExitCodes.Holds;
            await Task.Delay(wait, cancellation);
        }
    }
}
