namespace RecommendVote.Server.Data;

/// <summary>
/// The one writer of a process. SQLite allows one write transaction at a time and answers others with "busy";
/// waiting here instead keeps that answer away from people.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the turn; disposing the answer gives it back.</summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    public void Dispose() => turn.Dispose();

    public readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
