namespace RecommendVote.Crypto;

/// <summary>How a prover multiplies by its secrets.</summary>
internal abstract class ProverArithmetic
{
    /// <summary>For real secrets: the library's comb with masked look-ups.</summary>
    public static ProverArithmetic Secret { get; } = new SecretArithmetic();

    /// <summary>scalar * point.</summary>
    public abstract Point Multiply(Point point, Scalar scalar);

    /// <summary>scalars[i] * point.</summary>
    public abstract Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars);

    /// <summary>rho u + sum values[i] generators[i].</summary>
    public abstract Point Commit(Point u, Scalar rho, IReadOnlyList<Point> generators, Scalar[] values);

    private sealed class SecretArithmetic : ProverArithmetic
    {
        public override Point Multiply(Point point, Scalar scalar) => point * scalar;

        public override Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars) => [.. scalars.Select(scalar => point * scalar)];

        public override Point Commit(Point u, Scalar rho, IReadOnlyList<Point> generators, Scalar[] values)
        {
            var terms = new Point[values.Length + 1];
            terms[^1] = u * rho;
            for (var i = 0; i < values.Length; i++)
                terms[i] = generators[i] * values[i];
            return u.Group.Sum(terms);
        }
    }
}
