using System.Text.Json;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The offline verifier, run as people run it.</summary>
internal static class Rv
{
    public sealed record Outcome(int ExitCode, string Text)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }

    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        await using var process = new RunningProcess(Built.RvDll, Built.RepositoryRoot, arguments);
        var code = await process.ExitAsync(TimeSpan.FromMinutes(2));
        return new Outcome(code, process.StandardOutput);
    }
}
