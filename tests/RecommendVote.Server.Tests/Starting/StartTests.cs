using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RecommendVote.Server.Hosting;
using RecommendVote.Server.Tests.Clients;
using RecommendVote.Server.Tests.Durability;

namespace RecommendVote.Server.Tests.Starting;

/// <summary>How the server starts, and what it refuses to start with.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_second_process_on_the_same_folder_exits_with_data_folder_in_use()
    {
        await using var first = await RunningServer.StartAsync();
        using var second = ServerProcess.Start(first.Folder, ServerProcess.FreePort());
        Assert.Equal(ServeCommand.CannotStart, await second.ExitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("data-folder-in-use", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http-only-on-loopback", "--urls", "http://0.0.0.0:0")]
    [InlineData("http-only-on-loopback", "--urls", "http://127.0.0.1:0;http://*:0")]
    [InlineData("http-only-on-loopback", "--urls", "http://192.0.2.1:0")]
    [InlineData("certificate-unusable", "--certificate", "no-such-file.pem")]
    [InlineData("public-address-invalid", "--public-address", "vote.example.cn")]
    [InlineData("public-address-invalid", "--public-address", "https://vote.example.cn/path?x=1")]
    public async Task It_refuses_to_start_with(string code, params string[] arguments)
    {
        var folder = RunningServer.NewFolder();
        try
        {
            var error = await Assert.ThrowsAsync<StartupException>(() => ServerHost.BuildAsync(["--data", folder, .. arguments]));
            Assert.Equal(code, error.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("frobnicate")]
    public async Task An_unknown_word_is_a_usage_error(string word)
    {
        var folder = RunningServer.NewFolder();
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(ServerHost).Assembly.Location, word]) { RedirectStandardError = true, WorkingDirectory = folder };
        using var process = System.Diagnostics.Process.Start(start)!;
        var text = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("usage", text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("Attack", "A58")]
    public async Task It_is_healthy_describes_itself_and_sends_its_headers()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        using var http = server.Client();
        foreach (var path in new[] { "/healthz", "/healthz/ready" })
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri(path, UriKind.Relative), stop));
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), stop));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/meetings/{meeting}/cast", paths);
        Assert.Contains("/api/trustee/entries", paths);
        Assert.Contains("/api/staff/proposals/{id}/signature", paths);

        using var answer = await http.GetAsync(new Uri("/api/meetings/none/public", UriKind.Relative), stop);
        Assert.Equal("meeting-unknown", await answer.RefusalCodeAsync());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_first_run_makes_one_administrator_and_the_second_none()
    {
        var folder = RunningServer.NewFolder();
        await using (var first = await RunningServer.StartAsync(folder))
            Assert.NotNull(first.AdministratorPassword);
        await using (var second = await RunningServer.StartAsync(folder))
            Assert.Null(second.AdministratorPassword);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_a_certificate_it_serves_https_and_sends_plain_http_there(bool pfx)
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = RunningServer.NewFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string[] arguments;
        if (pfx)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "c.pfx"), certificate.Export(X509ContentType.Pkcs12, "geheim"), stop);
            await File.WriteAllTextAsync(Path.Combine(folder, "p.txt"), "geheim\n", stop);
            arguments = ["--certificate", Path.Combine(folder, "c.pfx"), "--certificate-password-file", Path.Combine(folder, "p.txt")];
        }
        else
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "c.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), stop);
            arguments = ["--certificate", Path.Combine(folder, "c.pem")];
        }
        var (secure, plain) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        await using (var app = await ServerHost.BuildAsync(["--data", Path.Combine(folder, "data"), "--urls", $"https://127.0.0.1:{secure};http://127.0.0.1:{plain}", .. arguments]))
        {
            await app.StartAsync(stop);
            using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, seen, _, _) => seen?.Thumbprint == certificate.Thumbprint, AllowAutoRedirect = false });
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri($"https://127.0.0.1:{secure}/healthz"), stop));
            using var sent = await http.GetAsync(new Uri($"http://127.0.0.1:{plain}/healthz"), stop);
            Assert.Equal($"https://127.0.0.1:{secure}/healthz", sent.Headers.Location?.ToString());
            await app.StopAsync(stop);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("Attack", "A16")]
    [Trait("Attack", "A57")]
    public async Task Secrets_are_not_in_the_database_in_clear()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.DraftAsync(server, "secrets", people: 3);
        var tokens = meeting.Trustees.Select(trustee => trustee.Token).ToList();
        await server.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        var text = string.Concat(Directory.EnumerateFiles(server.Folder, "recommendvote.db*").Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.NotEmpty(text);
        Assert.All(tokens, token => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
    }
}
