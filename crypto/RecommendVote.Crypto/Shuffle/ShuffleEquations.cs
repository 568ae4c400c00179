namespace RecommendVote.Crypto;

/// <summary>The equations F1 to F5 of one mix whose vectors have the right lengths.</summary>
internal sealed class ShuffleEquations
{
    private readonly ShuffleStatement statement;
    private readonly IReadOnlyList<Point> outputs;
    private readonly ShuffleProof proof;
    private readonly IReadOnlyList<Point> generators;
    private readonly Scalar[] v;
    private readonly Scalar x;
    private readonly Scalar product;

    public ShuffleEquations(ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof)
    {
        this.statement = statement;
        this.outputs = outputs;
        this.proof = proof;
        generators = statement.Suite.Generators.Range(1, statement.Tuples);
        var transcript = new ShuffleTranscript(statement, outputs, proof.C);
        v = transcript.V;
        x = transcript.Commit(proof.CHat, proof.T1, proof.T2, proof.T3, proof.T4, proof.THat);
        product = v.Aggregate(Group.One, (left, right) => left * right);
    }

    private Group Group => statement.Suite.Group;

    private int N => statement.Tuples;

    /// <summary>
    /// All equations as one sum that must be the identity: right side minus left, so that tHat and the t keep short scalars. Equal bases of
    /// several equations are merged.
    /// </summary>
    public bool Hold(IRandomSource random, int maxParallelism)
    {
        var w = statement.Width;
        var (rho1, rho2, rho3) = (Weights.NonZero(Group, random), Weights.NonZero(Group, random), Weights.NonZero(Group, random));
        var rho4 = Draw(2 * w, random);
        var rho5 = Draw(N, random);
        var sum = new ShuffleSum(Group, (10 * N) + (2 * statement.Inputs.Count) + 16);
        sum.Add(proof.T1, rho1);
        sum.Add(proof.T2, rho2);
        sum.Add(proof.T3, rho3);
        var (g, h) = (-((rho1 * proof.S1) + (rho2 * proof.S2) + (rho3 * proof.S3)), Group.Zero);
        for (var l = 0; l < w; l++)
        {
            g += rho4[2 * l] * proof.S4[l];
            h += rho4[(2 * l) + 1] * proof.S4[l];
        }
        var (x1, x3) = (rho1 * x, rho3 * x);
        for (var i = 0; i < N; i++)
        {
            g -= rho5[i] * proof.SHat[i];
            sum.Add(generators[i], -(x1 + (rho3 * proof.SPrime[i])));
            sum.Add(proof.C[i], x1 + (x3 * v[i]));
            sum.Add(proof.THat[i], rho5[i]);
            var chain = rho5[i] * x;
            chain = i + 1 < N ? chain - (rho5[i + 1] * proof.SPrime[i + 1]) : chain + (rho2 * x);
            sum.Add(proof.CHat[i], chain);
            var (xv, at) = (x * v[i], statement.At(i, 0));
            for (var k = 0; k < 2 * w; k++)
            {
                sum.Add(outputs[at + k], -(rho4[k] * proof.SPrime[i]));
                sum.Add(statement.Inputs[at + k], rho4[k] * xv);
            }
        }
        for (var k = 0; k < 2 * w; k++)
            sum.Add(proof.T4[k], rho4[k]);
        sum.Add(statement.Suite.Generators.U, -((rho2 * x * product) + (rho5[0] * proof.SPrime[0])));
        sum.Add(Group.Generator, g);
        sum.Add(statement.Key, h);
        return sum.IsIdentity(maxParallelism);
    }

    /// <summary>Each equation alone.</summary>
    public ShuffleFault FirstFault(int maxParallelism)
    {
        var (g, u) = (Group.Generator, statement.Suite.Generators.U);
        var one = Enumerable.Repeat(Group.One, N);
        if (!Holds(proof.T1, [g, .. proof.C, .. generators], [proof.S1, .. one.Select(_ => -x), .. one.Select(_ => x)]))
            return ShuffleFault.F1;
        if (!Holds(proof.T2, [g, proof.CHat[^1], u], [proof.S2, -x, x * product]))
            return ShuffleFault.F2;
        if (!Holds(proof.T3, [g, .. generators, .. proof.C], [proof.S3, .. proof.SPrime, .. v.Select(weight => -(x * weight))]))
            return ShuffleFault.F3;
        for (var k = 0; k < 2 * statement.Width; k++)
        {
            var own = Enumerable.Range(0, N).Select(i => statement.At(i, 0) + k).ToList();
            if (!Holds(
                proof.T4[k],
                [k % 2 == 0 ? g : statement.Key, .. own.Select(at => outputs[at]), .. own.Select(at => statement.Inputs[at])],
                [-proof.S4[k / 2], .. proof.SPrime, .. v.Select(weight => -(x * weight))]))
                return ShuffleFault.F4;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxParallelism > 0 ? maxParallelism : Environment.ProcessorCount };
        var all = Parallel.For(0, N, options, (i, loop) =>
        {
            var before = i == 0 ? u : proof.CHat[i - 1];
            if (!Holds(proof.THat[i], [g, before, proof.CHat[i]], [proof.SHat[i], proof.SPrime[i], -x]))
                loop.Stop();
        });
        return all.IsCompleted ? ShuffleFault.None : ShuffleFault.F5;
    }

    private bool Holds(Point t, Point[] points, Scalar[] scalars) => Group.MultiScalarMultiply(points, scalars) == t;

    private Scalar[] Draw(int count, IRandomSource random)
    {
        var weights = new Scalar[count];
        for (var i = 0; i < count; i++)
            weights[i] = Weights.NonZero(Group, random);
        return weights;
    }
}
