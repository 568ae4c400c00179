using System.Diagnostics;

namespace RecommendVote.Tool.Bench;

/// <summary>Wall-clock timing of short work: warmed up, repeated, and the median taken, so that one interruption does not count.</summary>
public static class Timing
{
    /// <summary>Long enough for the runtime to replace its first, unoptimised code.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);

    /// <summary>Milliseconds of one call: the median over <paramref name="rounds"/> of <paramref name="perRound"/> calls each.</summary>
    public static double MedianMilliseconds(int rounds, int perRound, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            work();
        var samples = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < perRound; i++)
                work();
            samples[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / perRound;
        }
        Array.Sort(samples);
        return samples[rounds / 2];
    }

    public static double Milliseconds(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
