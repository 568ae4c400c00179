namespace RecommendVote.Crypto;

/// <summary>
/// Multiplication in variable time, for the made-up votes of simulations and measurements: nobody's secret is in them. Tables for g and h. Safe for
/// several threads.
/// </summary>
internal sealed class SimulatedArithmetic(BallotStatement statement) : ProverArithmetic
{
    private readonly FixedBaseTable generator = new(statement.Suite.Group.Generator);
    private readonly FixedBaseTable key = new(statement.Key);

    public override Point Multiply(Point point, Scalar scalar) => MultiplyMany(point, [scalar])[0];

    public override Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars) =>
        point.Equals(generator.Point) ? generator.Multiply(scalars)
        : point.Equals(key.Point) ? key.Multiply(scalars)
        : [.. scalars.Select(scalar => point.Group.MultiplyPublic(point, scalar))];

    public override Point Commit(Point u, Scalar rho, IReadOnlyList<Point> generators, Scalar[] values) =>
        u.Group.MultiScalarMultiply([.. generators.Take(values.Length), u], [.. values, rho], maxParallelism: 1);
}
