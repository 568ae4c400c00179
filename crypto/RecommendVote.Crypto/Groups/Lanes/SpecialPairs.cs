namespace RecommendVote.Crypto;

/// <summary>
/// Pairs of a block whose points have the same x: equal points, whose slope is the tangent's, and opposite ones, whose sum is the identity.
/// Chance never brings them about; repeated or crafted points may. Looked for only when a block's denominators multiply to zero.
/// </summary>
internal sealed class SpecialPairs<L, V, P>
    where L : struct, ILanes<V>
    where V : struct
    where P : struct, ILanePrime
{
    private readonly Dictionary<int, List<Pair>> byGroup = [];

    public static SpecialPairs<L, V, P> Find(PointPool pool, PairBlock pairs, int groups)
    {
        var found = new SpecialPairs<L, V, P>();
        LaneElement<ulong> px = default, py = default, qx = default, qy = default, difference = default;
        for (var i = 0; i < groups * L.Count; i++)
        {
            LaneForms<OneLane, ulong>.Load(ref pool.First, ref pairs.Left[i], 0, ref px);
            LaneForms<OneLane, ulong>.Load(ref pool.First, ref pairs.Left[i], 4, ref py);
            LaneForms<OneLane, ulong>.Load(ref pool.First, ref pairs.Right[i], 0, ref qx);
            LaneForms<OneLane, ulong>.Load(ref pool.First, ref pairs.Right[i], 4, ref qy);
            LaneField<OneLane, ulong, P>.Subtract(LaneConstants<P>.FourP, qx, px, ref difference);
            if (!LaneScalar<P>.ToPlain(difference).IsZero)
                continue;
            LaneField<OneLane, ulong, P>.NegateWhere(LaneConstants<P>.FourP, pairs.LeftNegated[i], py, ref py);
            LaneField<OneLane, ulong, P>.NegateWhere(LaneConstants<P>.FourP, pairs.RightNegated[i], qy, ref qy);
            LaneField<OneLane, ulong, P>.SubtractLoose(LaneConstants<P>.EightP, qy, py, ref difference);
            var pair = LaneScalar<P>.ToPlain(difference).IsZero
                ? new Pair(i, false, Double(py), Tangent(px))
                : new Pair(i, true, LaneConstants<P>.One, LaneConstants<P>.One);
            var group = i / L.Count;
            if (!found.byGroup.TryGetValue(group, out var list))
                found.byGroup[group] = list = [];
            list.Add(pair);
        }
        return found;
    }

    public void ReportVanished(int count, int destination, ICollection<int> vanished)
    {
        foreach (var pair in byGroup.Values.SelectMany(list => list).Where(pair => pair.Vanishes && pair.Index < count))
            vanished.Add(destination + pair.Index);
    }

    public void PatchDenominator(int group, ref LaneElement<V> denominator)
    {
        if (!byGroup.TryGetValue(group, out var list))
            return;
        foreach (var pair in list)
            denominator.SetLane(pair.Index % L.Count, pair.Denominator);
    }

    public void PatchNumerator(int group, ref LaneElement<V> numerator)
    {
        if (!byGroup.TryGetValue(group, out var list))
            return;
        foreach (var pair in list)
            numerator.SetLane(pair.Index % L.Count, pair.Numerator);
    }

    /// <summary>2y, within the bounds of a factor.</summary>
    private static LaneElement<ulong> Double(in LaneElement<ulong> y) => new()
    {
        L0 = y.L0 << 1,
        L1 = y.L1 << 1,
        L2 = y.L2 << 1,
        L3 = y.L3 << 1,
        L4 = y.L4 << 1,
        L5 = y.L5 << 1,
        L6 = y.L6 << 1,
        L7 = y.L7 << 1,
        L8 = y.L8 << 1,
    };

    /// <summary>3x^2 - 3, settled.</summary>
    private static LaneElement<ulong> Tangent(in LaneElement<ulong> x)
    {
        LaneElement<ulong> r = default;
        LaneField<OneLane, ulong, P>.Square(x, ref r);
        LaneField<OneLane, ulong, P>.SubtractSettled(LaneConstants<P>.EightP, r, LaneConstants<P>.One, ref r);
        LaneField<OneLane, ulong, P>.AddThrice(default, r, ref r);
        LaneField<OneLane, ulong, P>.Multiply(LaneConstants<P>.One, r, ref r);
        return r;
    }

    private readonly record struct Pair(int Index, bool Vanishes, LaneElement<ulong> Denominator, LaneElement<ulong> Numerator);
}
