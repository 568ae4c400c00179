using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>A real server in this process: Kestrel on a free loopback port, SQLite in a folder of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly bool ownsFolder;

    private RunningServer(WebApplication app, string folder, bool ownsFolder, string? administratorPassword)
    {
        App = app;
        Folder = folder;
        this.ownsFolder = ownsFolder;
        AdministratorPassword = administratorPassword;
        Address = new Uri(app.Urls.First());
    }

    public WebApplication App { get; }

    public string Folder { get; }

    public Uri Address { get; }

    public string? AdministratorPassword { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("rv-server-").FullName;

    public static async Task<RunningServer> StartAsync(string? folder = null, params string[] more)
    {
        var own = folder is null;
        folder ??= NewFolder();
        var app = await ServerHost.BuildAsync(["--data", folder, "--urls", "http://127.0.0.1:0", .. more]);
        var password = await FirstRun.PrepareAsync(app.Services);
        await app.StartAsync();
        return new RunningServer(app, folder, own, password);
    }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public HttpClient Client(bool cookies = false) => new(new SocketsHttpHandler { UseCookies = cookies, CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
    {
        BaseAddress = Address,
    };

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
