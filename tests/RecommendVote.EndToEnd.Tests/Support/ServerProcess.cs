using System.Text.RegularExpressions;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The built server on a data folder of its own and a free port, stopped at the end.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly RunningProcess process;

    private ServerProcess(params IEnumerable<string> more)
    {
        Address = FreePort.Address();
        process = new RunningProcess(Built.ServerDll, scratch.Folder, [.. more, "--urls", Address, "--data", Data]);
    }

    public string Address { get; }

    public string Data => scratch["data"];

    public string Output => process.Output;

    /// <summary>An empty installation; <see cref="AdministratorPassword"/> is what it printed.</summary>
    public static async Task<ServerProcess> StartAsync()
    {
        var server = new ServerProcess();
        try
        {
            await server.process.WaitForAsync(text => OneTime().IsMatch(text), TimeSpan.FromSeconds(60));
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string AdministratorPassword => OneTime().Match(Output).Groups["password"].Value;

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        scratch.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                // Not listening yet.
            }
            if (attempt >= 300)
                throw new TimeoutException($"the server is not ready:\n{Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"one-time password (?<password>\S+)")]
    private static partial Regex OneTime();
}
