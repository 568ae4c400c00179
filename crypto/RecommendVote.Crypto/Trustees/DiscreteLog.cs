namespace RecommendVote.Crypto;

/// <summary>Small discrete logarithms to the base g by baby steps and giant steps (Shanks 1971).</summary>
public static class DiscreteLog
{
    /// <summary>Largest bound: memory stays below a few megabytes.</summary>
    public const int MaxBound = 1 << 24;

    /// <summary>The count c in 0..bound with c g = point, or null when there is none.</summary>
    public static int? Find(Point point, int bound)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bound, MaxBound);
        var group = point.Group;
        var step = (int)Math.Ceiling(Math.Sqrt(bound + 1.0));
        var table = new Dictionary<Point, int>(step);
        var baby = group.Identity;
        for (var i = 0; i < step; i++)
        {
            table[baby] = i;
            baby += group.Generator;
        }
        var giant = -baby;
        var current = point;
        for (var k = 0; k * (long)step <= bound; k++)
        {
            if (table.TryGetValue(current, out var i))
            {
                var result = (k * (long)step) + i;
                return result <= bound ? (int)result : null;
            }
            current += giant;
        }
        return null;
    }
}
