using System.Diagnostics;

namespace RecommendVote.Tool.Bench;

/// <summary>
/// Timing of work on one core in processor time of this process, not wall-clock time: other programs that want the same cores do not count.
/// Warmed up, repeated, and the median taken.
/// </summary>
public static class Timing
{
    /// <summary>Long enough for the runtime to replace its first, unoptimised code.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);

    /// <summary>Processor milliseconds of one call: the median over <paramref name="rounds"/> of <paramref name="perRound"/> calls each.</summary>
    public static double MedianMilliseconds(int rounds, int perRound, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        WarmUpFor(work);
        return Median(rounds, () =>
        {
            var start = Processor();
            for (var i = 0; i < perRound; i++)
                work();
            return (Processor() - start).TotalMilliseconds / perRound;
        });
    }

    /// <summary>Repeats work that is not measured.</summary>
    public static void WarmUpFor(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var start = Processor(); Processor() - start < WarmUp;)
            work();
    }

    /// <summary>Processor milliseconds of one call.</summary>
    public static double Milliseconds(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Processor();
        work();
        return (Processor() - start).TotalMilliseconds;
    }

    /// <summary>Wall-clock milliseconds of one call, for work on several cores.</summary>
    public static double WallMilliseconds(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The smallest of several measurements: what the machine does when others leave it alone.</summary>
    public static double Best(int rounds, Func<double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Enumerable.Range(0, rounds).Select(_ => measure()).Min();
    }

    /// <summary>The middle one of several measurements.</summary>
    public static double Median(int rounds, Func<double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Enumerable.Range(0, rounds).Select(_ => measure()).Order().ElementAt(rounds / 2);
    }

    private static TimeSpan Processor() => Environment.CpuUsage.TotalTime;
}
