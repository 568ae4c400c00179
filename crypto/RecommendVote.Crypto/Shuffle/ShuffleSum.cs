namespace RecommendVote.Crypto;

/// <summary>A sum of many public multiples that must be the identity.</summary>
internal sealed class ShuffleSum(Group group, int capacity)
{
    private readonly List<Point> points = new(capacity);
    private readonly List<Scalar> scalars = new(capacity);

    public void Add(Point point, Scalar scalar)
    {
        points.Add(point);
        scalars.Add(scalar);
    }

    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    public bool IsIdentity(int maxParallelism) => group.MultiScalarMultiply(points, scalars, maxParallelism).IsIdentity;
}
