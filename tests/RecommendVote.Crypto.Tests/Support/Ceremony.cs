namespace RecommendVote.Crypto.Tests;

/// <summary>A complete honest ceremony with every secret at hand.</summary>
internal sealed class Ceremony
{
    public Ceremony(Suite suite, int threshold, int trustees, string name = "ceremony")
    {
        Suite = suite;
        Threshold = threshold;
        Manifest = suite.Hash("manifest"u8);
        Random = new SeededRandomSource(name);
        Identities = [.. Enumerable.Range(0, trustees).Select(_ => TrusteeIdentity.Generate(suite, Random))];
        Polynomials = [.. Enumerable.Range(0, trustees).Select(_ => TrusteePolynomial.Generate(suite, threshold, Random))];
        Keys = [.. Identities.Select(k => k.PublicKey)];
        Commitments = [.. Polynomials.Select(p => p.Commitments)];
        Bodies = [.. Enumerable.Range(1, trustees).Select(i => TrusteeKeyBody.Prove(suite, Manifest, i, $"监票人{i}", Identities[i - 1], Polynomials[i - 1], Random))];
        Shares = [.. Enumerable.Range(1, trustees).Select(i => TrusteeShares.Seal(suite, Manifest, i, Polynomials[i - 1], Keys, Random))];
        Secrets = [.. Enumerable.Range(1, trustees).Select(j => TrusteeKeys.CombineShares([.. Shares.Select(s => s.Open(suite, Manifest, j, Identities[j - 1]))]))];
        ShareKeys = TrusteeKeys.ShareKeys(suite, Commitments);
        H = TrusteeKeys.JointKey(suite, Commitments);
    }

    public Suite Suite { get; }

    public int Threshold { get; }

    public byte[] Manifest { get; }

    public IRandomSource Random { get; }

    public TrusteeIdentity[] Identities { get; }

    public TrusteePolynomial[] Polynomials { get; }

    public Point[] Keys { get; }

    public IReadOnlyList<IReadOnlyList<Point>> Commitments { get; }

    public TrusteeKeyBody[] Bodies { get; }

    public TrusteeShares[] Shares { get; }

    /// <summary>x_1 .. x_n.</summary>
    public Scalar[] Secrets { get; }

    public IReadOnlyList<Point> ShareKeys { get; }

    public Point H { get; }

    public DecryptionContext Context(int trustee, int phase = 1) =>
        new(Suite, Manifest, phase, 42, Suite.Hash("root"u8), trustee, ShareKeys[trustee - 1]);

    public PartialDecryption Decrypt(int trustee, IReadOnlyList<Point> alpha, int phase = 1) =>
        PartialDecryption.Prove(Context(trustee, phase), Secrets[trustee - 1], alpha, Random);

    /// <summary>An encryption of a count under h.</summary>
    public (Point Alpha, Point Beta) Encrypt(long count)
    {
        var r = Suite.Group.RandomScalar(Random);
        return (Suite.Group.Generator * r, (H * r) + (Suite.Group.Generator * Suite.Group.FromInt(count)));
    }
}
