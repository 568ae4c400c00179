namespace RecommendVote.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("frobnicate")]
    [InlineData("verify")]
    [InlineData("simulate", "--suite", "SM2-SM3", "--out", "x.zip")]
    [InlineData("simulate", "--suite", "RSA", "--golden", "--out", "x.zip")]
    [InlineData("simulate", "--golden", "--voters", "3", "--suite", "SM2-SM3", "--out", "x.zip")]
    [InlineData("simulate", "--suite", "SM2-SM3", "--voters", "3", "--options", "2", "--max", "3", "--out", "x.zip")]
    [InlineData("simulate", "--suite", "SM2-SM3", "--voters", "0", "--options", "2", "--max", "1", "--out", "x.zip")]
    [InlineData("verify", "x.zip", "--manifest", "not-a-hash")]
    [InlineData("trustee", "run", "--server", "http://vote.example", "--file", "x")]
    public async Task What_says_too_little_or_something_unknown_ends_with_two(params string[] arguments)
    {
        var run = await Rv.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("rv: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var run = await Rv.RunAsync("--help");
        Assert.Equal(0, run.ExitCode);
        foreach (var command in new[] { "verify", "compare", "inspect", "simulate", "cards", "sums", "trustee", "bench" })
            Assert.Contains($"\n  {command} ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P256-SHA256", 5, 4)]
    [InlineData("SM2-SM3", 2, 2)]
    public async Task A_simulated_meeting_verifies_and_is_named_as_simulated(string suite, int trustees, int threshold)
    {
        using var folder = new TemporaryFolder();
        string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var made = await Rv.RunAsync(
            "simulate", "--suite", suite, "--voters", "12", "--options", "6", "--max", "3",
            "--trustees", Number(trustees), "--threshold", Number(threshold), "--seed", "s", "--out", folder.File("sim.zip"));
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        var run = await Rv.RunAsync("verify", folder.File("sim.zip"), "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("holds", run.Json.GetProperty("outcome").GetString());
        Assert.Contains("SIMULATED", run.Json.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, run.Json.GetProperty("contests")[0].GetProperty("ballots").GetInt32());
    }
}
