using RecommendVote.Crypto;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>Three trustees with <c>rv</c>, each a process of its own, from the invitation to the result.</summary>
public sealed class TrusteeCommandTests
{
    [Fact]
    public async Task Three_trustees_make_keys_rehearse_and_open_the_totals()
    {
        using var server = new TrusteeServer(Suite.Sm2, 3, 2);
        using var folder = new TemporaryFolder();
        foreach (var trustee in new[] { 1, 2, 3 })
        {
            var made = await Run(server, folder, trustee, "key");
            Assert.True(made.ExitCode == 0, made.Error);
            // the same key again is fine: a lost answer does no harm
            Assert.Equal(0, (await Run(server, folder, trustee, "key")).ExitCode);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File($"{trustee}.rvkey")));
        }

        var ran = await Task.WhenAll(new[] { 1, 2, 3 }.Select(trustee => Run(server, folder, trustee, "run")));
        Assert.All(ran, run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.True(server.Meeting!.Record.Ceremony!.AllRehearsed);
        Assert.All(ran, run => Assert.Contains($"manifest {Convert.ToHexStringLower(server.Meeting.Record.ManifestHash.Span)}", run.Out, StringComparison.Ordinal));

        var tallied = await Task.WhenAll(new[] { 1, 2, 3 }.Select(trustee => Run(server, folder, trustee, "tally")));
        Assert.All(tallied, run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.All(tallied, run => Assert.Contains("6 counted ballots", run.Out, StringComparison.Ordinal));
        Assert.Equal([6, 0], server.Meeting.Record.Result!.Contests[0].Groups[0].Options);
    }

    [Fact]
    public async Task Wrong_token_passphrase_or_file_are_named_and_nothing_is_sent()
    {
        using var server = new TrusteeServer(Suite.P256, 3, 2);
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Run(server, folder, 1, "key")).ExitCode);
        var stranger = await Run(server, folder, 9, "status");
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("token-unknown", stranger.Error, StringComparison.Ordinal);
        var mistyped = await Run(server, folder, 1, "run", passphrase: "not the passphrase");
        Assert.Equal(2, mistyped.ExitCode);
        Assert.Contains("passphrase-wrong", mistyped.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("1.rvkey"), "{}", TestContext.Current.CancellationToken);
        var damaged = await Run(server, folder, 1, "run");
        Assert.Equal(2, damaged.ExitCode);
        Assert.Contains("file-damaged", damaged.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", mistyped.Out + mistyped.Error + damaged.Out + damaged.Error, StringComparison.Ordinal);
    }

    private static Task<Rv.Outcome> Run(TrusteeServer server, TemporaryFolder folder, int trustee, string act, string passphrase = "correct horse")
    {
        string[] file = act == "status" ? [] : ["--file", folder.File($"{trustee}.rvkey")];
        return Rv.RunAsync(
            new Dictionary<string, string> { ["RV_TOKEN"] = TrusteeServer.Token(trustee), ["RV_PASSPHRASE"] = passphrase },
            ["trustee", act, "--server", server.Address, .. file]);
    }
}
