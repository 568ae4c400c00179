namespace RecommendVote.Crypto;

/// <summary>
/// Sums of public points column by column, for totals over many ballots. Points wait until there are many and are then added in the lanes, a bucket
/// per column. Not safe for several threads.
/// </summary>
public sealed class PointColumns
{
    /// <summary>Points that wait at most: enough for full blocks of additions, few enough for modest memory.</summary>
    private const int FoldAt = 1 << 13;

    private readonly Group group;
    private readonly Point[] totals;
    private readonly List<Point> waiting = [];
    private readonly List<int> columns = [];

    /// <param name="group">The group.</param>
    /// <param name="count">How many columns.</param>
    public PointColumns(Group group, int count)
    {
        ArgumentNullException.ThrowIfNull(group);
        this.group = group;
        totals = new Point[count];
        Array.Fill(totals, group.Identity);
    }

    public int Count => totals.Length;

    /// <exception cref="ArgumentException">A point of another group.</exception>
    public void Add(int column, Point point) => Put(column, point, negate: false);

    /// <exception cref="ArgumentException">A point of another group.</exception>
    public void Subtract(int column, Point point) => Put(column, point, negate: true);

    /// <summary>The sum of a column so far.</summary>
    public Point this[int column]
    {
        get
        {
            if (waiting.Count > 0)
            {
                Fold();
                // whoever asks for sums is seldom going to add much more
                waiting.TrimExcess();
                columns.TrimExcess();
            }
            return totals[column];
        }
    }

    private void Put(int column, Point point, bool negate)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, totals.Length);
        if (!ReferenceEquals(point.Group, group))
            throw new ArgumentException("a point of another group", nameof(point));
        if (point.IsIdentity)
            return;
        waiting.Add(point);
        columns.Add((column << 1) | (negate ? 1 : 0));
        if (waiting.Count >= FoldAt)
            Fold();
    }

    private void Fold()
    {
        for (var column = 0; column < totals.Length; column++)
        {
            if (totals[column].IsIdentity)
                continue;
            waiting.Add(totals[column]);
            columns.Add(column << 1);
        }
        var count = waiting.Count;
        var pool = new PointPool(2 * count);
        var (bucketOf, references, sums) = (new int[count], new int[count], new int[totals.Length]);
        for (var i = 0; i < count; i++)
        {
            pool.SetPlain(i, waiting[i].X, waiting[i].Y);
            (bucketOf[i], references[i]) = (columns[i] >> 1, (i << 1) | (columns[i] & 1));
        }
        var kernel = PointKernel.Create(group, PointKernel.Best);
        kernel.Import(pool, 0, count);
        var adder = new BucketSums(kernel, pool, count);
        adder.Reset();
        adder.Add(bucketOf, references, totals.Length, sums);
        for (var column = 0; column < totals.Length; column++)
            totals[column] = kernel.ExportPoint(group, pool, sums[column]);
        waiting.Clear();
        columns.Clear();
    }
}
