using System.Text.Json;

namespace RecommendVote.Tool.Tests;

public sealed class CommandLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
        foreach (var command in new[] { "verify", "compare", "inspect", "simulate", "cards", "trustee", "bench" })
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

    [Fact]
    public async Task Card_seeds_are_written_for_their_owner_only_and_never_twice()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["cards", "--suite", "SM2-SM3", "--meeting", "demo-2026", "--address", "https://vote.example", "--count", "4", "--out", folder.File("cards")];
        var run = await Rv.RunAsync(arguments);
        Assert.Equal(0, run.ExitCode);
        var seeds = await File.ReadAllLinesAsync(Path.Combine(folder.File("cards"), "seeds.txt"), Token);
        Assert.Equal(4, seeds.Distinct().Count());
        Assert.DoesNotContain(seeds[0][..9], run.Out + run.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.File("cards"), "seeds.txt")));
        var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.File("cards"), "cards.json"), Token)).RootElement.GetProperty("cards")
            .EnumerateArray().Select(key => Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(key.GetString()))).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(2, (await Rv.RunAsync(arguments)).ExitCode);
    }
}
