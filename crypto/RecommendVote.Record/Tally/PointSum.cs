using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>A running sum of public points that normalises once per many additions.</summary>
internal sealed class PointSum(Group group)
{
    private const int FoldAt = 128;

    private readonly List<Point> pending = [];
    private Point total = group.Identity;

    public void Add(Point point)
    {
        pending.Add(point);
        if (pending.Count >= FoldAt)
            Fold();
    }

    public void Subtract(Point point) => Add(-point);

    public Point Value()
    {
        if (pending.Count > 0)
            Fold();
        return total;
    }

    private void Fold()
    {
        total = group.Sum(pending.Append(total));
        pending.Clear();
    }
}
