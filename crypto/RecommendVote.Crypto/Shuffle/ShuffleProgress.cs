namespace RecommendVote.Crypto;

/// <summary>How far a mix is, in multiplications of the curve.</summary>
public readonly record struct ShuffleProgress(int Done, int Total);

/// <summary>Runs loops over tuples on several threads and tells how far they are.</summary>
internal sealed class ShuffleWork(int total, IProgress<ShuffleProgress>? progress, int maxParallelism, CancellationToken cancellation)
{
    private int done;

    /// <summary>Calls <paramref name="body"/> for 0 .. count-1 in any order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cost">Multiplications of one call.</param>
    /// <param name="body">Safe for several threads.</param>
    public void For(int count, int cost, Action<int> body)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, count, options, i =>
        {
            body(i);
            progress?.Report(new ShuffleProgress(Interlocked.Add(ref done, cost), total));
        });
    }
}
