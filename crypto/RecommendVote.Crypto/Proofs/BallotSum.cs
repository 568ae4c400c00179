namespace RecommendVote.Crypto;

/// <summary>A growing sum of multiples that ought to be the identity; common bases are collapsed into one scalar each.</summary>
internal sealed class BallotSum
{
    private readonly Suite suite;
    private readonly List<Point> points;
    private readonly List<Scalar> scalars;
    private readonly Dictionary<Point, Scalar> keys = [];

    public BallotSum(Suite suite, int bits, int expectedPoints)
    {
        this.suite = suite;
        points = new List<Point>(expectedPoints + bits + 3);
        scalars = new List<Scalar>(expectedPoints + bits + 3);
        Bits = new Scalar[bits];
        Array.Fill(Bits, suite.Group.Zero);
        U = G = suite.Group.Zero;
    }

    /// <summary>Scalar of u.</summary>
    public Scalar U { get; set; }

    /// <summary>Scalar of g.</summary>
    public Scalar G { get; set; }

    /// <summary>Scalars of g_1, g_2, ...</summary>
    public Scalar[] Bits { get; }

    public void Add(Point point, Scalar scalar)
    {
        points.Add(point);
        scalars.Add(scalar);
    }

    /// <summary>Adds a multiple of a meeting's key; the keys of a batch are few.</summary>
    public void AddKey(Point key, Scalar scalar) =>
        keys[key] = keys.TryGetValue(key, out var sum) ? sum + scalar : scalar;

    public bool IsIdentity()
    {
        Add(suite.Generators.U, U);
        Add(suite.Group.Generator, G);
        foreach (var (key, scalar) in keys)
            Add(key, scalar);
        var generators = suite.Generators.Range(1, Bits.Length);
        for (var i = 0; i < Bits.Length; i++)
            Add(generators[i], Bits[i]);
        return suite.Group.MultiScalarMultiply(points, scalars).IsIdentity;
    }
}
