using System.Diagnostics;
using System.Globalization;
using RecommendVote.Record.Tests.Vectors;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Runs the TypeScript verifier over a file of mutants: two processes of Node, each for every second mutant.</summary>
internal static class OtherVerifier
{
    private const int Processes = 2;

    private static string Client { get; } = Path.GetFullPath(Path.Combine(RecordVector.Folder, "..", "..", "kiosk-client"));

    public static async Task<IReadOnlyDictionary<int, Opinion>> RunAsync(string file, CancellationToken cancellation)
    {
        Assert.True(Directory.Exists(Path.Combine(Client, "node_modules")), "npm --prefix kiosk-client ci");
        var outputs = Enumerable.Range(0, Processes).Select(part => string.Create(CultureInfo.InvariantCulture, $"{file}.{part}.out")).ToList();
        await Task.WhenAll(outputs.Select((output, part) => RunAsync(file, output, part, cancellation)));
        return outputs.SelectMany(MutantFile.ReadOpinions).ToDictionary(item => item.Id, item => item.Opinion);
    }

    private static async Task RunAsync(string file, string output, int part, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Client, RedirectStandardError = true };
        foreach (var argument in (string[])["scripts/verify-mutants.mjs", file, output, $"{part}", $"{Processes}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, errors);
    }
}
