using System.Diagnostics;
using RecommendVote.Tool.Input;

namespace RecommendVote.Tool.Tests.Cards;

/// <summary>The one-file <c>rv</c>, published by its script, runs where there is no runtime and no environment.</summary>
public sealed class PublishedToolTests(GoldenRecords records)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_file_without_runtime_makes_cards_and_verifies_and_its_sums_are_printed()
    {
        var root = RepositoryRoot();
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var published = await RunAsync("bash", root, inherit: true, "crypto/RecommendVote.Tool/publish.sh", runtime);
        Assert.True(published.Code == 0, published.Text);
        var folder = Path.Combine(root, "artifacts", "rv", runtime);
        var file = Path.Combine(folder, "rv");
        Assert.Equal(["SUMS", "rv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, Token))), published.Text, StringComparison.Ordinal);

        using var scratch = new TemporaryFolder();
        await File.WriteAllBytesAsync(scratch.File("plan.json"), CardPlans.Of(records.Of("SM2-SM3")).ToBytes(), Token);
        var made = await RunAsync(file, scratch.Root, inherit: false, "cards", "plan.json", "--out", "made");
        Assert.True(made.Code == 0, made.Text);
        Assert.True(File.Exists(scratch.File("made/cards.pdf")));
        var verified = await RunAsync(file, scratch.Root, inherit: false, "verify", records.Of("SM2-SM3"), "--manifest", Manifest(records.Of("SM2-SM3")));
        Assert.True(verified.Code == 0, verified.Text);
    }

    private static string Manifest(string record) => HashText.Hex(Crypto.Suite.Sm2.Hash(CardPlans.Manifest(record)));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RecommendVote.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("not below the repository");
        return folder.FullName;
    }

    private static async Task<(int Code, string Text)> RunAsync(string program, string folder, bool inherit, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (!inherit)
        {
            // No PATH, no DOTNET_ROOT: only a place to unpack the drawing library to.
            start.Environment.Clear();
            start.Environment["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Combine(folder, "unpacked");
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output + await error);
    }
}
