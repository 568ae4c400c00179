namespace RecommendVote.Crypto;

/// <summary>
/// Sums of public multiples by buckets (Pippenger) with signed digits, several windows at a time when the points are few, so that blocks of
/// additions are full. Source: Bernstein, Doumen, Lange, Oosterwijk, "Faster batch forgery identification" (2012), section 4.
/// </summary>
internal static class MultiScalar
{
    /// <summary>Additions that one thread should have before another one helps.</summary>
    private const int WorthAThread = 40_000;

    /// <summary>References that one pass sorts at a time, unless a single window has more.</summary>
    private const int PassReferences = 1 << 15;

    /// <param name="group">The group.</param>
    /// <param name="points">The points.</param>
    /// <param name="scalars">As many scalars.</param>
    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    /// <param name="path">Which instructions.</param>
    public static Point Compute(Group group, IReadOnlyList<Point> points, IReadOnlyList<Scalar> scalars, int maxParallelism, LanePath path)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(scalars);
        if (points.Count != scalars.Count)
            throw new ArgumentException("as many scalars as points", nameof(scalars));
        var terms = new MultiScalarTerms(group, points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            if (!ReferenceEquals(points[i].Group, group) || !scalars[i].BelongsTo(group))
                throw new ArgumentException("an element of another group", nameof(points));
            terms.Add(points[i], scalars[i].Plain);
        }
        return Compute(terms, maxParallelism, path);
    }

    public static Point Compute(MultiScalarTerms terms, int maxParallelism, LanePath path)
    {
        var group = terms.Group;
        var count = terms.Count;
        if (count == 0)
            return group.Identity;
        var (width, windows) = Windows(count, terms.Bits);
        var perPass = Math.Clamp(PassReferences / count, 1, windows);
        var passes = (windows + perPass - 1) / perPass;
        var processors = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount;
        var threads = (int)Math.Clamp((long)count * windows / WorthAThread, 1, Math.Min(processors, passes));
        var buckets = 1 << (width - 1);
        // sums of a pass: every reference once, and every bucket twice when the buckets are weighted
        var part = (perPass * (count + (2 * buckets))) + PointPool.Slack;
        var pool = new PointPool(count + (threads * part));
        terms.CopyTo(pool);
        var digits = terms.Digits(width, windows);
        var sums = new JacobianPoint[windows];
        void Work(int thread)
        {
            var worker = new WindowSums(group.Arithmetic, digits, count, width, PointKernel.Create(group, path), pool, count + (thread * part));
            // windows differ little in cost: every thread takes every other pass
            for (var pass = thread; pass < passes; pass += threads)
                worker.Compute(pass * perPass, Math.Min(perPass, windows - (pass * perPass)), sums);
        }
        PointKernel.Create(group, path).Import(pool, 0, count);
        if (threads == 1)
            Work(0);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);
        JacobianPoint result = default;
        for (var window = windows - 1; window >= 0; window--)
        {
            for (var i = 0; i < width; i++)
                result = group.Arithmetic.Double(result);
            result = group.Arithmetic.Add(result, sums[window]);
        }
        return group.Normalize(result);
    }

    /// <summary>Width and number of windows that need the fewest additions.</summary>
    internal static (int Width, int Windows) Windows(int count, int bits)
    {
        var best = (Width: 2, Windows: (bits + 2) / 2);
        var bestCost = double.MaxValue;
        for (var width = 2; width <= 16; width++)
        {
            var windows = (bits + width) / width; // one bit more for the carry of signed digits
            double buckets = 1 << (width - 1);
            // points into buckets, buckets into rows and columns, rows and columns by running sums, each of those ten times as dear
            var cost = windows * (count + (2 * buckets) - Math.Min(count, buckets) + (40 * Math.Sqrt(buckets)));
            if (cost < bestCost)
                (best, bestCost) = ((width, windows), cost);
        }
        return best;
    }
}
