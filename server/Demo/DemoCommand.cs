using System.Diagnostics;
using System.Globalization;
using RecommendVote.Crypto;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Demo;

/// <summary>
/// <c>demo</c>: a whole meeting over the demo spreadsheets on this machine, from import to attestation, and then the server stays up. All
/// roles run here, which a real meeting must not do; the manifest is marked <c>demo</c> and every screen and report says so.
/// </summary>
public static class DemoCommand
{
    public const string Word = "demo";

    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        List<string> options = [.. args.Skip(1)];
        if (!options.Contains("--data"))
            options.AddRange(["--data", DemoFolder.Default]);
        if (!options.Contains("--urls"))
            options.AddRange(["--urls", DefaultAddress]);
        // Progress is for people to read; the server's own log would stand between its lines.
        options.AddRange(["--Logging:LogLevel:Default", "Error"]);
        try
        {
            var data = options[options.IndexOf("--data") + 1];
            DemoFolder.Prepare(data);
            await using var app = await ServerHost.BuildAsync([.. options]);
            var password = await FirstRun.PrepareAsync(app.Services);
            await app.StartAsync();
            var address = app.Urls.First();
            await PlayAsync(app.Services, address, Path.GetFullPath(data), password!);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartupException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ServeCommand.CannotStart;
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"address-in-use: {error.Message}; choose another: demo --urls http://127.0.0.1:PORT");
            return ServeCommand.CannotStart;
        }
        catch (DemoException error)
        {
            await Console.Error.WriteLineAsync($"demo-failed: {error.Message}");
            return 1;
        }
    }

    private static async Task PlayAsync(IServiceProvider services, string address, string data, string administratorPassword)
    {
        var output = Console.Out;
        var suite = Suite.Sm2;
        var staff = new DemoStaff(services, suite);
        using var meeting = new DemoMeeting(services, staff, suite, address, "demo-2026", "2026 年度民主推荐会（演示）", practice: false);
        using var open = new DemoMeeting(services, staff, suite, address, "practice-2026", "民主推荐会演练（演示）", practice: true);
        await StepAsync("账号与签名密钥 / accounts and signing keys", staff.HireAsync);
        await StepAsync("导入名册和参会人员 / roster and attendees imported", meeting.PrepareAsync);
        await StepAsync("密钥保管人密钥仪式与演练 / trustees' ceremony and rehearsal", meeting.CeremonyAsync);
        await StepAsync("印制选票卡并读回二维码 / cards printed and read back", meeting.CardsAsync);
        await StepAsync("签到、开启投票 / check-in, opening", meeting.OpenAsync);
        await StepAsync("参会人员投票 / attendees cast", () => AttendeesProcess.RunAsync(address, meeting.HandedOut, cast => Progress(cast)));
        await StepAsync("关闭投票 / closing", meeting.CloseAsync);
        await StepAsync("密钥保管人核验全部选票并开票 / trustees verify every ballot and open the totals", meeting.TallyAsync);
        await StepAsync("纪检签署核验结论 / officer attests", meeting.AttestAsync);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  纪检联签检查点 {meeting.Cosigned} 次 / checkpoints cosigned by the officer"));

        var actor = staff.Officer.Actor;
        var record = Path.Combine(data, "record.zip");
        var download = DemoException.Need(await services.GetRequiredService<DownloadRecord>().RunAsync(actor, meeting.Id), "record");
        await File.WriteAllBytesAsync(record, download);
        await File.WriteAllBytesAsync(Path.Combine(data, "cards.pdf"), meeting.CardsPdf);
        await File.WriteAllBytesAsync(
            Path.Combine(data, "count-form.pdf"), DemoException.Need(await services.GetRequiredService<MakeCountForm>().RunAsync(staff.Organizer.Actor, meeting.Id), "count form"));
        output.WriteLine();
        var checks = DemoException.Need(await services.GetRequiredService<RecordVerification>().RunAsync(actor, meeting.Id), "verification");
        DemoReport.Checks(output, checks);
        if (!checks.AllHold)
            throw new DemoException("the record does not hold");
        output.WriteLine();
        DemoReport.Counts(output, DemoException.Need(await services.GetRequiredService<GetTally>().RunAsync(staff.Organizer.Actor, meeting.Id), "tally"));

        output.WriteLine();
        await StepAsync("准备可以试投的演练会议 / an open practice meeting", async () =>
        {
            await open.PrepareAsync();
            await open.CeremonyAsync();
            await open.CardsAsync();
            await open.OpenAsync();
        });
        await File.WriteAllBytesAsync(Path.Combine(data, "practice-cards.pdf"), open.CardsPdf);
        output.WriteLine($"""

            文件 / files
              {record}
              {Path.Combine(data, "count-form.pdf")}
              {Path.Combine(data, "cards.pdf")}
            离线核验 / verify offline
              dotnet run --project crypto/RecommendVote.Tool -- verify {record}

            管理台 / console        {address}/
              admin      {administratorPassword}
            {string.Join('\n', staff.Everyone.Select(person => $"  {person.Actor.UserName,-10} {person.Password}"))}
              （一次性密码，首次登录时更改 / one-time passwords, changed at the first sign-in）
            大屏 / big screen       {address}/screen/{meeting.Id}
                                    {address}/screen/{open.Id}
            演练选票卡 / a practice card to try
              {open.HandedOut[0]}

            按 Ctrl+C 停止 / press Ctrl+C to stop
            """);
    }

    private static async Task StepAsync(string name, Func<Task> step)
    {
        Console.Out.WriteLine(name);
        var began = Stopwatch.GetTimestamp();
        await step();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ... {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
    }

    private static void Progress(int cast)
    {
        if (cast % 5 == 0)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cast}"));
    }
}
