[assembly: AssemblyFixture(typeof(RecommendVote.Tool.Tests.GoldenRecords))]

namespace RecommendVote.Tool.Tests;

/// <summary>The golden record of each suite, simulated once by <c>rv</c> and shared by the tests of this project.</summary>
public sealed class GoldenRecords : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> said = [];

    public string Of(string suite) => folder.File($"{suite}.zip");

    /// <summary>What <c>rv simulate</c> printed.</summary>
    public string Said(string suite) => said[suite];

    public async ValueTask InitializeAsync()
    {
        foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
        {
            var run = await Rv.RunAsync("simulate", "--golden", "--suite", suite, "--seed", "golden test", "--out", Of(suite));
            Assert.True(run.ExitCode == 0, run.Error);
            said[suite] = run.Out;
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
