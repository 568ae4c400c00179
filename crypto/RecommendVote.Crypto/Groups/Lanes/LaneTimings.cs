using System.Runtime.Intrinsics;

namespace RecommendVote.Crypto;

/// <summary>Nanoseconds of one product and one square in the field on one path.</summary>
/// <param name="Path">Which instructions.</param>
/// <param name="Curve">Which curve's field.</param>
/// <param name="ProductNs">Nanoseconds per element.</param>
/// <param name="SquareNs">Nanoseconds per element.</param>
public sealed record LaneTiming(string Path, string Curve, double ProductNs, double SquareNs);

/// <summary>What the machine needs for one product, and how many products a batch of ballots needs: together the limit of its speed.</summary>
public static class LaneTimings
{
    private const int Calls = 512;
    private const int Rounds = 300;

    /// <summary>The path used on this machine.</summary>
    public static string Path => Name(PointKernel.Best);

    /// <param name="clock">Ticks, and nanoseconds per tick.</param>
    /// <param name="nanosecondsPerTick">Of the clock.</param>
    public static IReadOnlyList<LaneTiming> Measure(Func<long> clock, double nanosecondsPerTick)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var timings = new List<LaneTiming>();
        if (PointKernel.Best == LanePath.Eight)
            timings.Add(Time<EightLanes, Vector512<ulong>, P256LanePrime>(LanePath.Eight, Suite.P256, clock, nanosecondsPerTick));
        if (PointKernel.CanRun(LanePath.Four))
        {
            timings.Add(Time<FourLanes, Vector256<ulong>, P256LanePrime>(LanePath.Four, Suite.P256, clock, nanosecondsPerTick));
            timings.Add(Time<FourLanes, Vector256<ulong>, Sm2LanePrime>(LanePath.Four, Suite.Sm2, clock, nanosecondsPerTick));
        }
        timings.Add(Time<OneLane, ulong, P256LanePrime>(LanePath.One, Suite.P256, clock, nanosecondsPerTick));
        return timings;
    }

    /// <summary>
    /// Milliseconds per ballot of the curve work of a batch: its additions (every point once per window, less the first of each bucket, and the buckets
    /// twice to weigh them), each five products and a square on the fastest path.
    /// </summary>
    public static double LimitMilliseconds(IReadOnlyList<LaneTiming> timings, int ballots, int names)
    {
        ArgumentNullException.ThrowIfNull(timings);
        // two ciphertexts per name and for abstaining; B, A, C, D, T1, T2, R and the card
        var points = ballots * ((2.0 * (names + 1)) + 8);
        var (width, windows) = MultiScalar.Windows((int)points, 255);
        double buckets = 1 << (width - 1);
        var additions = windows * (points - Math.Min(points, buckets) + (2 * buckets));
        return additions / ballots * ((5 * timings[0].ProductNs) + timings[0].SquareNs) / 1e6;
    }

    private static LaneTiming Time<L, V, P>(LanePath path, Suite suite, Func<long> clock, double nanosecondsPerTick)
        where L : struct, ILanes<V>
        where V : struct
        where P : struct, ILanePrime
    {
        var items = new LaneElement<V>[64];
        for (var i = 0; i < items.Length; i++)
            items[i] = LaneForms<L, V>.Same(LaneScalar<P>.FromPlain(suite.Generators[i & 15].X));
        var (product, square) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var start = clock();
            for (var i = 0; i < Calls; i++)
                LaneField<L, V, P>.Multiply(items[i & 31], items[32 + (i & 31)], ref items[i & 31]);
            product = Math.Min(product, clock() - start);
            start = clock();
            for (var i = 0; i < Calls; i++)
                LaneField<L, V, P>.Square(items[i & 31], ref items[i & 31]);
            square = Math.Min(square, clock() - start);
        }
        return new LaneTiming(
            Name(path), suite.Group.Name, product * nanosecondsPerTick / Calls / L.Count, square * nanosecondsPerTick / Calls / L.Count);
    }

    private static string Name(LanePath path) => path switch
    {
        LanePath.Eight => "eight lanes, AVX-512F",
        LanePath.Four => "four lanes, AVX2",
        _ => "one lane",
    };
}
