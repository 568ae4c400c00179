namespace RecommendVote.Crypto;

/// <summary>
/// Multiplication in variable time, for the made-up votes of simulations and measurements: nobody's secret is in them. Tables for g, h, u and the
/// generators of the bits. Safe for several threads.
/// </summary>
/// <param name="own">The suite.</param>
/// <param name="key">h.</param>
/// <param name="bits">Most bits of a ballot.</param>
internal sealed class SimulatedArithmetic(Suite own, Point key, int bits) : ProverArithmetic
{
    private readonly FixedBases generator = new([own.Group.Generator], 8);
    private readonly FixedBases keys = new([key], 8);
    private readonly FixedBases generators = new(own.Generators.Range(0, bits + 1), 4);

    public override Point Multiply(Point point, Scalar scalar) => MultiplyMany(point, [scalar])[0];

    public override Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars)
    {
        var table = point.Equals(key) ? keys : point.Equals(own.Group.Generator) ? generator : throw new ArgumentException("neither g nor h", nameof(point));
        return table.Sums([.. scalars.Select(scalar => (0, (IReadOnlyList<Scalar>)[scalar]))]);
    }

    public override Point[] Commit(Suite suite, IReadOnlyList<(Scalar Rho, Scalar[] Values)> commitments) =>
        generators.Sums([.. commitments.Select(item => (0, (IReadOnlyList<Scalar>)[item.Rho, .. item.Values]))]);
}
