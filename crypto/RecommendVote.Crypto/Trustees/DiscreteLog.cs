namespace RecommendVote.Crypto;

/// <summary>
/// Small discrete logarithms to the base g by baby steps and giant steps (Shanks 1971), of many public points with one table. Inversions are shared by
/// all points of a step.
/// </summary>
public static class DiscreteLog
{
    /// <summary>Largest bound: memory stays below a few megabytes.</summary>
    public const int MaxBound = 1 << 24;

    private const int MaxTable = 1 << 16;

    /// <summary>The count c in 0..bound with c g = point, or null when there is none.</summary>
    public static int? Find(Point point, int bound)
    {
        ArgumentNullException.ThrowIfNull(point);
        return FindAll([point], [bound])[0];
    }

    /// <param name="points">Of one group.</param>
    /// <param name="bounds">One for each point, 0 to <see cref="MaxBound"/>.</param>
    /// <returns>For each point the count c in 0..bound with c g = point, or null when there is none.</returns>
    public static IReadOnlyList<int?> FindAll(IReadOnlyList<Point> points, IReadOnlyList<int> bounds)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(bounds);
        if (points.Count != bounds.Count || bounds.Any(bound => bound is < 0 or > MaxBound))
            throw new ArgumentOutOfRangeException(nameof(bounds));
        if (points.Count == 0)
            return [];
        var group = points[0].Group;
        var largest = bounds.Max();
        // the table is made once and every point goes up to largest / step times through it
        var step = Math.Clamp((int)Math.Ceiling(Math.Sqrt((largest + 1.0) * points.Count)), 1, Math.Min(largest + 1, MaxTable));
        var (table, giant) = Table(group, step);
        var found = new int?[points.Count];
        var left = Enumerable.Range(0, points.Count).ToList();
        var current = points.ToArray();
        for (long start = 0; left.Count > 0; start += step)
        {
            var missing = new List<int>();
            foreach (var i in left)
            {
                if (!table.TryGetValue(current[i], out var small))
                    missing.Add(i);
                else if (start + small <= bounds[i])
                    found[i] = (int)start + small;
            }
            left = [.. missing.Where(i => start + step <= bounds[i])];
            var next = group.NormalizeAll([.. left.Select(i => group.Arithmetic.Add(group.Lift(current[i]), giant))]);
            for (var k = 0; k < left.Count; k++)
                current[left[k]] = next[k];
        }
        return found;
    }

    /// <summary>0 g to (step - 1) g by their counts, and -step g.</summary>
    private static (Dictionary<Point, int> Table, JacobianPoint Giant) Table(Group group, int step)
    {
        var (arithmetic, generator) = (group.Arithmetic, group.Generator.Affine);
        var multiples = new JacobianPoint[step];
        JacobianPoint sum = default;
        for (var i = 0; i < step; i++)
        {
            multiples[i] = sum;
            sum = arithmetic.Add(sum, generator);
        }
        var table = new Dictionary<Point, int>(step);
        foreach (var point in group.NormalizeAll(multiples))
            table.Add(point, table.Count);
        return (table, arithmetic.Negate(sum));
    }
}
