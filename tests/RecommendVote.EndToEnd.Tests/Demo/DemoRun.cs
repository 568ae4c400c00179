namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary><c>demo</c> as a process, until its own meeting is finished and the practice meeting is open; it stays up.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly RunningProcess process;

    /// <param name="dll">The program; that of the build, or of a copied folder.</param>
    public DemoRun(string? dll = null)
    {
        Address = FreePort.Address();
        process = new RunningProcess(dll ?? Built.ServerDll, scratch.Folder, "demo", "--urls", Address);
    }

    public string Address { get; }

    /// <summary>The demonstration's own folder, under the working folder.</summary>
    public string Data => scratch["demo-data"];

    public string Record => Path.Combine(Data, "record.zip");

    public string Text => process.Output;

    public async Task<DemoOutput> FinishAsync()
    {
        await process.WaitForAsync(text => text.Contains("press Ctrl+C to stop", StringComparison.Ordinal), TimeSpan.FromMinutes(3));
        return new DemoOutput(process.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        scratch.Dispose();
    }
}
