using Microsoft.AspNetCore.Connections;
using RecommendVote.Server.Features.Accounts;

namespace RecommendVote.Server.Hosting;

/// <summary>Runs the server until it is told to stop. Exit code 0, or 3 when it cannot start as asked.</summary>
public static class ServeCommand
{
    public const int CannotStart = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await ServerHost.BuildAsync(args);
            var firstPassword = await FirstRun.PrepareAsync(app.Services);
            await app.StartAsync();
            Console.WriteLine($"RecommendVote: {string.Join(' ', app.Urls)}");
            if (firstPassword is not null)
            {
                Console.WriteLine($"First run. Sign in as {FirstRun.AdministratorName} with the one-time password {firstPassword}");
                Console.WriteLine($"首次运行。请用账号 {FirstRun.AdministratorName} 和一次性密码 {firstPassword} 登录");
            }
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartupException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CannotStart;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"address-in-use: {error.Message}");
            return CannotStart;
        }
    }
}
