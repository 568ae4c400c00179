namespace RecommendVote.Crypto;

/// <summary>
/// A growing sum of multiples that ought to be the identity; common bases are collapsed into one scalar each. Scalars are plain numbers below q,
/// because a Montgomery product of one plain and one Montgomery factor is plain again. Not safe for several threads.
/// </summary>
internal sealed class BallotSum
{
    private readonly Suite suite;
    private readonly MultiScalarTerms terms;
    private readonly Dictionary<Point, U256> keys = [];
    private readonly U256[] bits;
    private U256 u;
    private U256 g;

    public BallotSum(Suite suite, int bits, int expectedPoints)
    {
        this.suite = suite;
        terms = new MultiScalarTerms(suite.Group, expectedPoints + bits + 3);
        this.bits = new U256[bits];
    }

    /// <summary>Adds a multiple of a ballot's own point.</summary>
    public void Add(Point point, in U256 scalar) => terms.Add(point, scalar);

    /// <summary>Adds a multiple of u.</summary>
    public void AddU(in U256 scalar) => u = suite.Group.Order.Add(u, scalar);

    /// <summary>Adds a multiple of g.</summary>
    public void AddG(in U256 scalar) => g = suite.Group.Order.Add(g, scalar);

    /// <summary>Adds a multiple of g_(bit + 1).</summary>
    public void AddBit(int bit, in U256 scalar) => bits[bit] = suite.Group.Order.Add(bits[bit], scalar);

    /// <summary>Adds a multiple of a meeting's key; the keys of a batch are few.</summary>
    public void AddKey(Point key, in U256 scalar) =>
        keys[key] = keys.TryGetValue(key, out var sum) ? suite.Group.Order.Add(sum, scalar) : scalar;

    /// <summary>Adds another sum of the same suite with at most as many bits.</summary>
    public void Add(BallotSum other)
    {
        terms.Add(other.terms);
        AddU(other.u);
        AddG(other.g);
        for (var i = 0; i < other.bits.Length; i++)
            AddBit(i, other.bits[i]);
        foreach (var (key, scalar) in other.keys)
            AddKey(key, scalar);
    }

    /// <summary>Whether the sum is the identity. Nothing can be added afterwards.</summary>
    public bool IsIdentity(int maxParallelism)
    {
        Add(suite.Generators.U, u);
        Add(suite.Group.Generator, g);
        foreach (var (key, scalar) in keys)
            Add(key, scalar);
        var generators = suite.Generators.Range(1, bits.Length);
        for (var i = 0; i < bits.Length; i++)
            Add(generators[i], bits[i]);
        return MultiScalar.Compute(terms, maxParallelism, PointKernel.Best).IsIdentity;
    }
}
