using Org.BouncyCastle.Crypto.EC;
using RecommendVote.Crypto;

namespace RecommendVote.Tool.Bench;

/// <summary>A mix of 1,000 write-ins (one slot each, so two ciphertexts), proved and verified on all cores, against one library multiplication.</summary>
/// <param name="MulMs">One multiplication of a point that is no base point by <c>ECPoint.Multiply</c>, P-256.</param>
/// <param name="ProveMs">Mixing and proving, wall clock.</param>
/// <param name="VerifyMs">Verifying as one sum, wall clock.</param>
public sealed record ShuffleBench(double MulMs, double ProveMs, double VerifyMs)
{
    /// <summary>N.</summary>
    public const int Tuples = 1000;

    private const int ProveRounds = 2;
    private const int VerifyRounds = 5;

    /// <summary>Multiplications per tuple, proving.</summary>
    public double ProveInMul => ProveMs / Tuples / MulMs;

    /// <summary>Multiplications per tuple, verifying.</summary>
    public double VerifyInMul => VerifyMs / Tuples / MulMs;

    public static ShuffleBench Measure(CancellationToken cancellation)
    {
        var statement = Statement();
        var random = SystemRandomSource.Instance;
        (IReadOnlyList<Point> outputs, ShuffleProof? proof) = ([], null);
        var prove = Timing.Best(ProveRounds, () => Timing.WallMilliseconds(
            () => (outputs, proof) = ShuffleProver.Shuffle(statement, random, cancellation: cancellation)));
        void Verify()
        {
            if (ShuffleVerifier.Verify(statement, outputs, proof!, random) != ShuffleFault.None)
                throw new InvalidOperationException("a mix made here does not verify");
        }
        Verify();
        return new ShuffleBench(MultiplicationMilliseconds(), prove, Timing.Best(VerifyRounds, () => Timing.WallMilliseconds(Verify)));
    }

    private static ShuffleStatement Statement()
    {
        var suite = Suite.P256;
        var (group, random) = (suite.Group, new SeededRandomSource("bench shuffle"));
        var key = group.Generator * group.RandomScalar(random);
        var inputs = new Point[4 * Tuples];
        for (var i = 0; i < inputs.Length; i += 2)
        {
            var r = group.RandomScalar(random);
            (inputs[i], inputs[i + 1]) = (group.Generator * r, (key * r) + group.Generator);
        }
        return new ShuffleStatement(suite, suite.Hash("manifest"u8), 1, suite.Hash("root"u8), key, 0, 1, 1, 1, inputs);
    }

    private static double MultiplicationMilliseconds()
    {
        var curve = CustomNamedCurves.GetByName("P-256");
        var scalar = new Org.BouncyCastle.Math.BigInteger(1, Suite.P256.Hash("scalar"u8));
        var point = curve.G.Multiply(scalar).Normalize();
        // every product is the next one's factor, so that no table of a base can serve twice
        return Timing.MedianMilliseconds(rounds: 5, perRound: 100, () => point = point.Multiply(scalar).Normalize());
    }
}
