using System.Buffers.Binary;

namespace RecommendVote.Crypto;

/// <summary>
/// g_i = hash_to_curve("RV1 generator" || I2OSP(i,4), DST("generator")); u = g_0. Computed once per suite, grown on demand.
/// Safe for several threads.
/// </summary>
public sealed class Generators
{
    /// <summary>One more than the largest index handed out: 4096 bits of a ballot, and more for shuffles.</summary>
    public const int Limit = 1 << 20;

    private readonly Suite suite;
    private readonly Lock gate = new();
    private volatile Point[] cache = [];

    internal Generators(Suite suite) => this.suite = suite;

    /// <summary>u = g_0, the base of blinding factors.</summary>
    public Point U => this[0];

    /// <summary>g_i.</summary>
    public Point this[int index]
    {
        get
        {
            var current = cache;
            return index >= 0 && index < current.Length ? current[index] : Grow(index)[index];
        }
    }

    /// <summary>g_first .. g_(first+count-1).</summary>
    public IReadOnlyList<Point> Range(int first, int count) =>
        count == 0 ? [] : new ArraySegment<Point>(Grow(checked(first + count - 1)), first, count);

    private Point[] Grow(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Limit);
        lock (gate)
        {
            var current = cache;
            if (index < current.Length)
                return current;
            var next = new Point[Math.Max(index + 1, Math.Min(Limit, Math.Max(32, current.Length * 2)))];
            current.CopyTo(next, 0);
            Parallel.For(current.Length, next.Length, i => next[i] = Derive(i));
            cache = next;
            return next;
        }
    }

    private Point Derive(int index)
    {
        Span<byte> message = stackalloc byte["RV1 generator"u8.Length + 4];
        "RV1 generator"u8.CopyTo(message);
        BinaryPrimitives.WriteInt32BigEndian(message[^4..], index);
        return suite.HashToCurve(message, "generator");
    }
}
