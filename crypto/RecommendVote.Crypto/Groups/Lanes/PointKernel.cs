using System.Runtime.Intrinsics.X86;

namespace RecommendVote.Crypto;

/// <summary>How many field elements one instruction works on.</summary>
internal enum LanePath
{
    /// <summary>One, with ordinary instructions: every machine.</summary>
    One = 1,

    /// <summary>Four: AVX2.</summary>
    Four = 4,

    /// <summary>Eight: AVX-512F (its halves by AVX2 where a test asks for it on a machine without).</summary>
    Eight = 8,
}

/// <summary>
/// The loops over many points of one curve. An instance has scratch memory and belongs to one thread at a time. Public data only.
/// </summary>
internal abstract class PointKernel
{
    /// <summary>Pairs added with one shared inversion.</summary>
    public const int Block = 2048;

    /// <summary>The fastest path of this machine.</summary>
    public static LanePath Best { get; } = Avx512F.IsSupported ? LanePath.Eight : Avx2.IsSupported ? LanePath.Four : LanePath.One;

    /// <summary>What of a path is native here; <see cref="LanePath.Eight"/> also runs on AVX2.</summary>
    public static bool CanRun(LanePath path) => path == LanePath.One || Avx2.IsSupported;

    /// <summary>Makes a kernel for the curve with this a = -3, b and prime.</summary>
    public static PointKernel Create(Group group, LanePath path) => (path, group.IsSm2) switch
    {
        (LanePath.Eight, false) => new PointKernel<EightLanes, System.Runtime.Intrinsics.Vector512<ulong>, P256LanePrime>(),
        (LanePath.Eight, true) => new PointKernel<EightLanes, System.Runtime.Intrinsics.Vector512<ulong>, Sm2LanePrime>(),
        (LanePath.Four, false) => new PointKernel<FourLanes, System.Runtime.Intrinsics.Vector256<ulong>, P256LanePrime>(),
        (LanePath.Four, true) => new PointKernel<FourLanes, System.Runtime.Intrinsics.Vector256<ulong>, Sm2LanePrime>(),
        (_, false) => new PointKernel<OneLane, ulong, P256LanePrime>(),
        _ => new PointKernel<OneLane, ulong, Sm2LanePrime>(),
    };

    /// <summary>Brings plain points of the pool into the lanes' form, in place.</summary>
    public abstract void Import(PointPool pool, int start, int count);

    /// <summary>A point of the pool with plain coordinates below p.</summary>
    public abstract (U256 X, U256 Y) Export(PointPool pool, int index);

    /// <summary>The point that a reference names: index * 2, plus 1 when negated; the identity for -1.</summary>
    public Point ExportPoint(Group group, PointPool pool, int reference)
    {
        if (reference < 0)
            return group.Identity;
        var (x, y) = Export(pool, reference >> 1);
        var point = new Point(group, x, y);
        return (reference & 1) == 0 ? point : -point;
    }

    /// <summary>Writes the sums of pairs of the pool to consecutive indices of the pool from <paramref name="destination"/> on.</summary>
    /// <param name="pool">Holds the points; room for <see cref="PointPool.Slack"/> more at the destination is overwritten.</param>
    /// <param name="pairs">At most <see cref="Block"/> pairs.</param>
    /// <param name="destination">First index of the sums.</param>
    /// <param name="vanished">Gets the indices of sums that are the identity; what is stored there is meaningless.</param>
    public abstract void AddPairs(PointPool pool, PairBlock pairs, int destination, ICollection<int> vanished);
}

/// <summary>Pairs of points waiting to be added, each possibly negated. Arrays have room for a last vector that is not full.</summary>
internal sealed class PairBlock
{
    private const int Room = PointKernel.Block + PointPool.Slack;

    public int Count { get; set; }

    public int[] Left { get; } = new int[Room];

    public int[] Right { get; } = new int[Room];

    /// <summary>All ones where the left point is negated, else zero.</summary>
    public ulong[] LeftNegated { get; } = new ulong[Room];

    public ulong[] RightNegated { get; } = new ulong[Room];

    public bool IsFull => Count == PointKernel.Block;

    /// <summary>Adds a pair of references: index * 2, plus 1 when negated.</summary>
    public void Add(int left, int right)
    {
        var i = Count++;
        Left[i] = left >> 1;
        Right[i] = right >> 1;
        LeftNegated[i] = unchecked(0 - (ulong)(left & 1));
        RightNegated[i] = unchecked(0 - (ulong)(right & 1));
    }

    /// <summary>Repeats the first pair until the last vector is full.</summary>
    public void Pad(int lanes)
    {
        for (var i = Count; i % lanes != 0; i++)
            (Left[i], Right[i], LeftNegated[i], RightNegated[i]) = (Left[0], Right[0], LeftNegated[0], RightNegated[0]);
    }
}
