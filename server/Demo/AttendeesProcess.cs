using System.Diagnostics;
using System.Globalization;

namespace RecommendVote.Server.Demo;

/// <summary>Starts the attendees' process and feeds it the codes; nothing else crosses over.</summary>
internal static class AttendeesProcess
{
    /// <param name="address">The server's address.</param>
    /// <param name="codes">Texts of QR codes.</param>
    /// <param name="progress">Called with the number of ballots cast so far.</param>
    public static async Task RunAsync(string address, IReadOnlyList<string> codes, Action<int> progress)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Under `dotnet run` the process is the program itself, under `dotnet X.dll` it is the runtime.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(AttendeesProcess).Assembly.GetName().Name + ".dll"));
        start.ArgumentList.Add(AttendCommand.Word);
        start.ArgumentList.Add("--address");
        start.ArgumentList.Add(address);
        using var process = Process.Start(start) ?? throw new DemoException("the attendees' process cannot be started");
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var code in codes)
            await process.StandardInput.WriteLineAsync(code);
        process.StandardInput.Close();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var cast))
                progress(cast);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new DemoException($"the attendees stopped: {(await errors).Trim()}");
    }
}
