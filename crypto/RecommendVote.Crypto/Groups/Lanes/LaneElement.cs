using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RecommendVote.Crypto;

/// <summary>
/// One field element per lane in nine limbs of 29 bits, least significant first, Montgomery form with R = 2^261. "Settled": limbs 0..7 below
/// 2^29 and value below 2p; sums and differences before settling have larger limbs (see <see cref="LaneField{L,V,P}"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneElement<V>
    where V : struct
{
    public V L0;
    public V L1;
    public V L2;
    public V L3;
    public V L4;
    public V L5;
    public V L6;
    public V L7;
    public V L8;

    /// <summary>Takes one lane out.</summary>
    public readonly LaneElement<ulong> Lane(int lane)
    {
        LaneElement<ulong> result = default;
        ref var from = ref Unsafe.As<V, ulong>(ref Unsafe.AsRef(in L0));
        for (var limb = 0; limb < 9; limb++)
            Unsafe.Add(ref result.L0, limb) = Unsafe.Add(ref from, (limb * Lanes) + lane);
        return result;
    }

    /// <summary>Puts one lane in.</summary>
    public void SetLane(int lane, in LaneElement<ulong> value)
    {
        ref var to = ref Unsafe.As<V, ulong>(ref L0);
        ref var from = ref Unsafe.AsRef(in value.L0);
        for (var limb = 0; limb < 9; limb++)
            Unsafe.Add(ref to, (limb * Lanes) + lane) = Unsafe.Add(ref from, limb);
    }

    private static int Lanes => Unsafe.SizeOf<V>() / sizeof(ulong);
}
