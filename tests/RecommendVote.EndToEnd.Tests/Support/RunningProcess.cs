using System.Diagnostics;
using System.Text;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>A program under test as a process of its own: its output is collected, and it is ended with the test.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder standardOutput = new();

    /// <param name="dll">Run with <c>dotnet</c>.</param>
    /// <param name="folder">The working folder.</param>
    public RunningProcess(string dll, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_URLS");
        process = Process.Start(start)!;
        process.OutputDataReceived += (sender, line) =>
        {
            lock (output)
                standardOutput.Append(line.Data).Append('\n');
            Collect(sender, line);
        };
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    /// <summary>Everything written so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>What was written to standard output alone.</summary>
    public string StandardOutput
    {
        get
        {
            lock (output)
                return standardOutput.ToString();
        }
    }

    public async Task<int> ExitAsync(TimeSpan within)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(within, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async Task WaitForAsync(Func<string, bool> condition, TimeSpan within)
    {
        var until = Stopwatch.StartNew();
        while (!condition(Output))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"the process ended with {process.ExitCode}:\n{Output}");
            if (until.Elapsed > within)
                throw new TimeoutException($"waited {within} for the process:\n{Output}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (output)
            output.Append(line.Data).Append('\n');
    }
}
