using System.Globalization;

namespace RecommendVote.Tool.Tests;

/// <summary>
/// <c>rv verify</c> in a process that may not have more memory than a fixed part and 2 KB a ballot, without room for the file: 2,000 ballots of 100 names
/// (46 MB), 10,000 (231 MB) with RV_FULL=1. What the verifier keeps of a ballot is measured by VerifierMemoryTests of the library.
/// </summary>
public sealed class VerifyMemoryTests
{
    /// <summary>Runtime, code, tables, and the batches that wait for or are on the two threads.</summary>
    private const long Fixed = 160L << 20;

    private const long PerBallot = 2048;

    [Fact]
    public async Task A_record_is_verified_in_one_pass_with_2_KB_a_ballot()
    {
        var ballots = Environment.GetEnvironmentVariable("RV_FULL") == "1" ? 10_000 : 2_000;
        using var folder = new TemporaryFolder();
        var file = folder.File("record.zip");
        string[] make = ["simulate", "--suite", "P256-SHA256", "--voters", $"{ballots}", "--options", "100", "--max", "5", "--trustees", "3", "--threshold", "2", "--seed", "memory", "--out", file];
        var made = await Rv.RunAsync(make);
        Assert.True(made.ExitCode == 0, made.Error);
        var limit = (Fixed + (PerBallot * ballots)).ToString("x", CultureInfo.InvariantCulture);
        var verified = await Rv.RunAsync(new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = limit }, "verify", file);
        Assert.True(verified.ExitCode == 0, verified.Error);
    }
}
