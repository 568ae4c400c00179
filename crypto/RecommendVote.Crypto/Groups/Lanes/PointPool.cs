using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RecommendVote.Crypto;

/// <summary>
/// Affine points in the lanes' form, addressed by index: eight words each, x in the first four, Montgomery form with R = 2^261, below 2^256. A point
/// fills one cache line, because adding up buckets is as much a matter of memory as of multiplications.
/// </summary>
internal sealed class PointPool
{
    /// <summary>Words of a point.</summary>
    public const int Stride = 8;

    /// <summary>Points that a kernel may write beyond the last one it was asked for.</summary>
    public const int Slack = 8;

    private readonly ulong[] words;
    private readonly nint origin;

    public PointPool(int capacity)
    {
        // pinned, so that the alignment found here lasts
        words = GC.AllocateUninitializedArray<ulong>(checked((capacity + Slack + 1) * Stride), pinned: true);
        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<ulong>(), ref MemoryMarshal.GetArrayDataReference(words));
        origin = (-(address >> 3)) & (Stride - 1);
    }

    /// <summary>First word of point 0.</summary>
    public ref ulong First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), origin);

    /// <summary>Copies the first points to the beginning of another pool.</summary>
    public void CopyTo(PointPool other, int count) =>
        words.AsSpan((int)origin, count * Stride).CopyTo(other.words.AsSpan((int)other.origin));

    /// <summary>Writes plain coordinates below p; <see cref="PointKernel.Import"/> turns them into the lanes' form.</summary>
    public void SetPlain(int index, in U256 x, in U256 y)
    {
        var point = words.AsSpan((int)origin + (index * Stride), Stride);
        (point[0], point[1], point[2], point[3]) = (x.A0, x.A1, x.A2, x.A3);
        (point[4], point[5], point[6], point[7]) = (y.A0, y.A1, y.A2, y.A3);
    }
}
