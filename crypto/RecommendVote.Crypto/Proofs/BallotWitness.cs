namespace RecommendVote.Crypto;

/// <summary>
/// The secrets behind a ballot: M bits as scalars, N encryption scalars, and per slot the text's point and scalar.
/// Bits are scalars so that tests can try to prove what is not a bit.
/// </summary>
internal sealed class BallotWitness(Scalar[] bits, Scalar[] randomness, Point[] texts, Scalar[] textRandomness)
{
    public Scalar[] Bits { get; } = bits;

    public Scalar[] Randomness { get; } = randomness;

    public Point[] Texts { get; } = texts;

    public Scalar[] TextRandomness { get; } = textRandomness;

    public static BallotWitness Create(BallotStatement statement, Scalar[] bits, Point[] texts, IRandomSource random)
    {
        var group = statement.Suite.Group;
        return new BallotWitness(
            bits,
            [.. Enumerable.Range(0, statement.Layout.EncryptedBits).Select(_ => group.RandomScalar(random))],
            texts,
            [.. Enumerable.Range(0, statement.Layout.Slots).Select(_ => group.RandomScalar(random))]);
    }

    /// <summary>alpha_i = r_i g, beta_i = r_i h + b_i g; per slot alpha' = r' g, beta' = r' h + P.</summary>
    public BallotCiphertexts Encrypt(BallotStatement statement, ProverArithmetic? arithmetic = null)
    {
        arithmetic ??= ProverArithmetic.Secret;
        var (g, h) = (statement.Suite.Group.Generator, statement.Key);
        return new BallotCiphertexts(
            arithmetic.MultiplyMany(g, Randomness),
            [.. arithmetic.MultiplyMany(h, Randomness).Select((point, i) => point + Multiple(arithmetic, g, Bits[i]))],
            arithmetic.MultiplyMany(g, TextRandomness),
            [.. arithmetic.MultiplyMany(h, TextRandomness).Select((point, j) => point + Texts[j])]);
    }

    private static Point Multiple(ProverArithmetic arithmetic, Point g, Scalar bit) =>
        bit.IsZero ? g.Group.Identity : bit == g.Group.One ? g : arithmetic.Multiply(g, bit);

    public override string ToString() => nameof(BallotWitness);
}
