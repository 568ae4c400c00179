using System.Text.RegularExpressions;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The built server on a data folder of its own and a free port, stopped at the end.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly RunningProcess process;

    private ServerProcess(string address, string? data = null)
    {
        Address = address;
        Data = data ?? scratch["data"];
        process = new RunningProcess(Built.ServerDll, scratch.Folder, "--urls", Address, "--data", Data);
    }

    public string Address { get; }

    public string Data { get; }

    public string Output => process.Output;

    /// <summary>An empty installation; <see cref="AdministratorPassword"/> is what it printed.</summary>
    public static Task<ServerProcess> StartAsync() => StartedAsync(new ServerProcess(FreePort.Address()), text => OneTime().IsMatch(text));

    /// <summary>On a data folder that another server has filled; it stays when this one ends.</summary>
    public static Task<ServerProcess> StartAsync(string address, string data) => StartedAsync(new ServerProcess(address, data), _ => true);

    public string AdministratorPassword => OneTime().Match(Output).Groups["password"].Value;

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        scratch.Dispose();
    }

    private static async Task<ServerProcess> StartedAsync(ServerProcess server, Func<string, bool> condition)
    {
        try
        {
            await server.process.WaitForAsync(condition, TimeSpan.FromSeconds(60));
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
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
