using System.Diagnostics;
using System.Text.Json;

namespace RecommendVote.Tool.Tests;

/// <summary>Runs the built <c>rv</c> as a process of its own, as people and scripts do.</summary>
internal static class Rv
{
    public sealed record Outcome(int ExitCode, string Out, string Error)
    {
        public string FirstLine => Out.Split('\n')[0];

        public JsonElement Json => JsonDocument.Parse(Out).RootElement;
    }

    public static async Task<Outcome> RunAsync(params string[] arguments) => await RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<Outcome> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "rv.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Outcome(process.ExitCode, await output, await error);
    }
}
