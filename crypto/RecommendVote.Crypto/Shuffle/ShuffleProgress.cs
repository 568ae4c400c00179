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
    public void For(int count, int cost, Action<int> body) => ForRanges(count, 1, cost, (i, _) => body(i));

    /// <summary>Calls <paramref name="body"/> for ranges that cover 0 .. count-1, in any order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">The most of one range.</param>
    /// <param name="cost">Multiplications of each of the numbers.</param>
    /// <param name="body">Gets the first of a range and how many it has; safe for several threads.</param>
    public void ForRanges(int count, int size, int cost, Action<int, int> body)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, (count + size - 1) / size, options, range =>
        {
            var length = Math.Min(size, count - (range * size));
            body(range * size, length);
            progress?.Report(new ShuffleProgress(Interlocked.Add(ref done, cost * length), total));
        });
    }
}
