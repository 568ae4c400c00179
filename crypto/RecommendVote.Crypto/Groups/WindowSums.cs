namespace RecommendVote.Crypto;

/// <summary>
/// Sums of digit times point for windows of a multi-scalar sum. The weighted sum of a window's buckets, sum k B_k, is taken by rows and columns:
/// with k = S i + j it is S sum i (sum of row i) + sum j (sum of column j), so that only 2 sqrt(buckets) points are left for a running sum.
/// </summary>
internal sealed class WindowSums
{
    private readonly short[] digits;
    private readonly int points;
    private readonly CurveArithmetic curve;
    private readonly PointKernel kernel;
    private readonly PointPool pool;
    private readonly BucketSums adder;
    private readonly int width;
    private readonly int columnBits;
    private int[] bucketOf = [];
    private int[] sums = [];
    private int[] lines = [];

    /// <param name="curve">The curve.</param>
    /// <param name="digits">As of <see cref="MultiScalarTerms.Digits"/>.</param>
    /// <param name="points">Points 0 .. points-1 of the pool are meant.</param>
    /// <param name="width">Bits per window.</param>
    /// <param name="kernel">This instance's own.</param>
    /// <param name="pool">The points.</param>
    /// <param name="poolStart">This instance's part of the pool.</param>
    public WindowSums(CurveArithmetic curve, short[] digits, int points, int width, PointKernel kernel, PointPool pool, int poolStart)
    {
        this.curve = curve;
        this.digits = digits;
        this.points = points;
        this.width = width;
        this.kernel = kernel;
        this.pool = pool;
        adder = new BucketSums(kernel, pool, poolStart);
        columnBits = width / 2;
    }

    /// <summary>Writes the sums of windows first .. first+count-1 into the list.</summary>
    public void Compute(int first, int count, JacobianPoint[] result)
    {
        var buckets = 1 << (width - 1);
        if (sums.Length < count * buckets)
            (bucketOf, sums) = (new int[count * buckets], new int[count * buckets]);
        adder.Reset();
        adder.AddDigits(digits.AsSpan(first * points, count * points), count, buckets, sums);
        // bucket number b holds digit b + 1 <= 2^(width - 1)
        var columns = 1 << columnBits;
        var rows = (buckets / columns) + 1;
        var rowSums = Lines(count, buckets, rows, digit => digit >> columnBits);
        for (var k = 0; k < count; k++)
        {
            var high = Running(rowSums.AsSpan(k * rows, rows));
            for (var i = 0; i < columnBits; i++)
                high = curve.Double(high);
            result[first + k] = high;
        }
        var columnSums = Lines(count, buckets, columns, digit => digit & (columns - 1));
        for (var k = 0; k < count; k++)
            result[first + k] = curve.Add(result[first + k], Running(columnSums.AsSpan(k * columns, columns)));
    }

    private int[] Lines(int count, int buckets, int perWindow, Func<int, int> lineOf)
    {
        if (lines.Length < count * perWindow)
            lines = new int[count * perWindow];
        for (var at = 0; at < count * buckets; at++)
        {
            var line = lineOf((at & (buckets - 1)) + 1);
            // line 0 counts for nothing
            bucketOf[at] = sums[at] < 0 || line == 0 ? -1 : ((at / buckets) * perWindow) + line;
        }
        adder.Add(bucketOf.AsSpan(0, count * buckets), sums.AsSpan(0, count * buckets), count * perWindow, lines);
        return lines;
    }

    /// <summary>sum i * points[i].</summary>
    private JacobianPoint Running(ReadOnlySpan<int> points)
    {
        JacobianPoint running = default;
        JacobianPoint sum = default;
        for (var i = points.Length - 1; i > 0; i--)
        {
            if (points[i] >= 0)
                running = curve.Add(running, Affine(points[i]));
            sum = curve.Add(sum, running);
        }
        return sum;
    }

    private AffinePoint Affine(int reference)
    {
        var (x, y) = kernel.Export(pool, reference >> 1);
        var affine = new AffinePoint(curve.Field.ToMontgomery(x), curve.Field.ToMontgomery(y));
        return (reference & 1) == 0 ? affine : curve.Negate(affine);
    }
}
