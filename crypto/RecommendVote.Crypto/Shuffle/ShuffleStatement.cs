namespace RecommendVote.Crypto;

/// <summary>
/// What one mix is about (docs/spec/shuffle.md, "Statement"): where it stands in which meeting, and the tuples that go in. Immutable.
/// </summary>
public sealed class ShuffleStatement
{
    private readonly byte[] manifestHash;
    private readonly byte[] root;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="manifestHash">H of the manifest entry, 32 bytes.</param>
    /// <param name="size">Size of the tree right after <c>closed</c>.</param>
    /// <param name="root">Its root, 32 bytes.</param>
    /// <param name="key">h, the trustees' joint key.</param>
    /// <param name="contest">Position in the contests entry, from 0.</param>
    /// <param name="mix">Number of the mix in its contest, from 1.</param>
    /// <param name="trustee">Who mixes, from 1.</param>
    /// <param name="slots">J, at least 1.</param>
    /// <param name="inputs">4JN points, N at least 1: tuple by tuple, ciphertext by ciphertext, alpha then beta.</param>
    /// <exception cref="ArgumentException">A number out of range, or an input that is the identity or of another group.</exception>
    public ShuffleStatement(
        Suite suite, ReadOnlySpan<byte> manifestHash, int size, ReadOnlySpan<byte> root, Point key,
        int contest, int mix, int trustee, int slots, IReadOnlyList<Point> inputs)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfNegative(contest);
        ArgumentOutOfRangeException.ThrowIfLessThan(mix, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trustee, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        if (manifestHash.Length != 32 || root.Length != 32)
            throw new ArgumentException("hashes have 32 bytes", nameof(manifestHash));
        if (inputs.Count == 0 || inputs.Count % (4 * slots) != 0)
            throw new ArgumentException("whole tuples, at least one", nameof(inputs));
        if (inputs.Append(key).Any(point => point.IsIdentity || !ReferenceEquals(point.Group, suite.Group)))
            throw new ArgumentException("an identity, or a point of another group", nameof(inputs));
        Suite = suite;
        this.manifestHash = manifestHash.ToArray();
        Size = size;
        this.root = root.ToArray();
        Key = key;
        Contest = contest;
        Mix = mix;
        Trustee = trustee;
        Slots = slots;
        Inputs = inputs;
    }

    public Suite Suite { get; }

    public ReadOnlyMemory<byte> ManifestHash => manifestHash;

    public int Size { get; }

    public ReadOnlyMemory<byte> Root => root;

    /// <summary>h.</summary>
    public Point Key { get; }

    public int Contest { get; }

    public int Mix { get; }

    public int Trustee { get; }

    /// <summary>J.</summary>
    public int Slots { get; }

    /// <summary>4JN points.</summary>
    public IReadOnlyList<Point> Inputs { get; }

    /// <summary>w = 2J ciphertexts of a tuple.</summary>
    public int Width => 2 * Slots;

    /// <summary>N.</summary>
    public int Tuples => Inputs.Count / (4 * Slots);

    /// <summary>Position in a point vector of alpha of a tuple's ciphertext (beta follows); both from 0.</summary>
    internal int At(int tuple, int ciphertext) => ((tuple * Width) + ciphertext) * 2;
}
