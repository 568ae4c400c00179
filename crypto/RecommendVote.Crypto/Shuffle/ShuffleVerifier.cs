namespace RecommendVote.Crypto;

/// <summary>Verifies mixes (docs/spec/shuffle.md, "Verifying"): as one sum, or equation by equation. Never throws on bad data.</summary>
public static class ShuffleVerifier
{
    /// <summary>Equation by equation: the first one that fails. Needs no randomness.</summary>
    public static ShuffleFault Verify(ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof, int maxParallelism = 0)
    {
        var equations = Replay(statement, outputs, proof);
        return equations is null ? ShuffleFault.Shape : equations.FirstFault(maxParallelism);
    }

    /// <summary>All equations as one sum with a fresh non-zero 128-bit weight each; when it fails, the equation at fault is named.</summary>
    /// <param name="statement">What was mixed.</param>
    /// <param name="outputs">The points that came out.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="random">An unpredictable source: who knows the weights can forge.</param>
    /// <param name="maxParallelism">Threads; 0 for all processors.</param>
    public static ShuffleFault Verify(
        ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof, IRandomSource random, int maxParallelism = 0)
    {
        ArgumentNullException.ThrowIfNull(random);
        var equations = Replay(statement, outputs, proof);
        return equations is null ? ShuffleFault.Shape
            : equations.Hold(random, maxParallelism) ? ShuffleFault.None
            : equations.FirstFault(maxParallelism);
    }

    private static ShuffleEquations? Replay(ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(proof);
        var group = statement.Suite.Group;
        return outputs.Count == statement.Inputs.Count
            && outputs.All(point => !point.IsIdentity && ReferenceEquals(point.Group, group))
            && proof.Fits(statement) ? new ShuffleEquations(statement, outputs, proof) : null;
    }
}
