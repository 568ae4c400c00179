using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Tuples of encrypted write-ins under a key that the test knows, and mixes of them.</summary>
internal sealed class MixCase
{
    private readonly Scalar secret;
    private readonly IRandomSource source;
    private readonly List<Scalar> randomness = [];

    /// <param name="suite">The suite.</param>
    /// <param name="tuples">N.</param>
    /// <param name="slots">J.</param>
    /// <param name="random">Source of everything.</param>
    public MixCase(Suite suite, int tuples, int slots, IRandomSource random)
    {
        Suite = suite;
        source = random;
        secret = suite.Group.RandomScalar(random);
        Key = suite.Group.Generator * secret;
        // every plain point is another one, so that any exchange shows
        Plain = [.. Enumerable.Range(0, tuples * slots * 2).Select(i => suite.Group.Generator * suite.Group.FromInt(i + 1))];
        Statement = At([.. Plain.SelectMany(point => Encrypt(point))], slots);
    }

    public Suite Suite { get; }

    /// <summary>Of every encryption made here, the statement's first.</summary>
    public IReadOnlyList<Scalar> Randomness => randomness;

    /// <summary>A fresh scalar.</summary>
    public Scalar Random() => Suite.Group.RandomScalar(source);

    public Point Key { get; }

    public IReadOnlyList<Point> Plain { get; }

    public ShuffleStatement Statement { get; }

    public static ShuffleStatement With(
        ShuffleStatement s, Suite? suite = null, byte[]? manifest = null, int? size = null, byte[]? root = null, Point? key = null,
        int? contest = null, int? mix = null, int? trustee = null, int? slots = null, IReadOnlyList<Point>? inputs = null) => new(
            suite ?? s.Suite, manifest ?? s.ManifestHash.Span, size ?? s.Size, root ?? s.Root.Span, key ?? s.Key,
            contest ?? s.Contest, mix ?? s.Mix, trustee ?? s.Trustee, slots ?? s.Slots, inputs ?? s.Inputs);

    public ShuffleStatement At(IReadOnlyList<Point> inputs, int slots) => new(
        Suite, Suite.Hash("manifest"u8), 40, Suite.Hash("root"u8), Key, 0, 1, 2, slots, inputs);

    public IEnumerable<Point> Encrypt(Point message)
    {
        var r = Random();
        randomness.Add(r);
        return [Suite.Group.Generator * r, (Key * r) + message];
    }

    public Point Decrypt(Point alpha, Point beta) => beta - (alpha * secret);

    /// <summary>The plain points of a vector, tuple by tuple.</summary>
    public List<string> Tuples(IReadOnlyList<Point> points) =>
        [.. points.Chunk(4 * Statement.Slots).Select(tuple => string.Join(
            ' ', tuple.Chunk(2).Select(pair => Convert.ToHexString(Decrypt(pair[0], pair[1]).Encode()))))];

    /// <summary>An honest mix of the statement's inputs.</summary>
    public (IReadOnlyList<Point> Outputs, ShuffleProof Proof) Shuffle(
        IRandomSource? random = null, IProgress<ShuffleProgress>? progress = null, int threads = 0) =>
        ShuffleProver.Shuffle(Statement, random ?? source, progress, threads, TestContext.Current.CancellationToken);

    public ShuffleWitness Witness() => ShuffleWitness.Create(Statement, source);

    public ShuffleNonces Nonces(ShuffleStatement? statement = null) => new(statement ?? Statement, source);

    /// <summary>Runs the prover over a witness of the caller's, honest or not.</summary>
    public (Point[] Outputs, ShuffleProof Proof) Prove(ShuffleStatement statement, ShuffleWitness witness, Func<Point[], Point[]>? change = null)
    {
        var work = new ShuffleWork(1, null, 0, default);
        var outputs = ShuffleProver.Mix(statement, witness, work);
        outputs = change?.Invoke(outputs) ?? outputs;
        return (outputs, ShuffleProver.Prove(statement, outputs, witness, Nonces(statement), work));
    }

    /// <summary>The verdict, after making sure that the sum and the single equations agree.</summary>
    public static ShuffleFault Judge(ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof)
    {
        var (alone, batch) = (
            ShuffleVerifier.Verify(statement, outputs, proof), ShuffleVerifier.Verify(statement, outputs, proof, SystemRandomSource.Instance));
        return alone == batch ? alone : throw new InvalidOperationException($"alone {alone}, as a sum {batch}");
    }
}
