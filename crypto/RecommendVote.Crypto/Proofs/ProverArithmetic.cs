namespace RecommendVote.Crypto;

/// <summary>How a prover multiplies by its secrets.</summary>
internal abstract class ProverArithmetic
{
    /// <summary>For real secrets: the library's comb with masked look-ups, behind random rows.</summary>
    public static ProverArithmetic Secret { get; } = new SecretArithmetic();

    /// <summary>scalar * point.</summary>
    public abstract Point Multiply(Point point, Scalar scalar);

    /// <summary>scalars[i] * point.</summary>
    public abstract Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars);

    /// <summary>rho u + sum values[i] g_(i+1) of each.</summary>
    public abstract Point[] Commit(Suite suite, IReadOnlyList<(Scalar Rho, Scalar[] Values)> commitments);

    private sealed class SecretArithmetic : ProverArithmetic
    {
        public override Point Multiply(Point point, Scalar scalar) => point * scalar;

        public override Point[] MultiplyMany(Point point, IReadOnlyList<Scalar> scalars) => [.. scalars.Select(scalar => point * scalar)];

        public override Point[] Commit(Suite suite, IReadOnlyList<(Scalar Rho, Scalar[] Values)> commitments) =>
            [.. commitments.Select(item => Commit(suite, item.Rho, item.Values))];

        private static Point Commit(Suite suite, Scalar rho, Scalar[] values)
        {
            var generators = suite.Generators.Range(1, values.Length);
            var terms = new Point[values.Length + 1];
            terms[^1] = suite.Generators.U * rho;
            for (var i = 0; i < values.Length; i++)
                terms[i] = generators[i] * values[i];
            return suite.Group.Sum(terms);
        }
    }
}
