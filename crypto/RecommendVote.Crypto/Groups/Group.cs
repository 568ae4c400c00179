using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math.EC;

namespace RecommendVote.Crypto;

/// <summary>A curve of prime order q with base point g; there is one per suite. Immutable and safe for several threads.</summary>
public sealed class Group
{
    private readonly ECCurve library;

    internal Group(CurveParameters parameters)
    {
        Name = parameters.Name;
        var field = new Modulus(parameters.P);
        Order = new Modulus(parameters.Q);
        B = U256.FromHex(parameters.B);
        IsSm2 = ReferenceEquals(parameters, CurveParameters.Sm2);
        Arithmetic = new CurveArithmetic(field, field.ToMontgomery(B));
        library = CustomNamedCurves.GetByName(parameters.LibraryName).Curve;
        Generator = new Point(this, U256.FromHex(parameters.Gx), U256.FromHex(parameters.Gy));
        Identity = new Point(this);
        OnCurve = CurveCheck.Create(this, PointKernel.Best);
        Zero = new Scalar(this, U256.Zero);
        One = new Scalar(this, new U256(1, 0, 0, 0));
    }

    /// <summary>The curve's usual name, for people.</summary>
    public string Name { get; }

    /// <summary>The base point g.</summary>
    public Point Generator { get; }

    public Point Identity { get; }

    public Scalar Zero { get; }

    public Scalar One { get; }

    internal Modulus Order { get; }

    internal CurveArithmetic Arithmetic { get; }

    /// <summary>The curve's b, a plain number.</summary>
    internal U256 B { get; }

    internal bool IsSm2 { get; }

    internal CurveCheck OnCurve { get; }

    /// <summary>The group order q, 32 bytes big-endian.</summary>
    public byte[] OrderBytes()
    {
        var bytes = new byte[32];
        Order.Value.Write(bytes);
        return bytes;
    }

    public Scalar FromInt(long value) =>
        value < 0 ? -FromInt(checked(-value)) : new Scalar(this, new U256((ulong)value, 0, 0, 0));

    /// <summary>A uniform scalar other than zero: 48 random bytes modulo q (bias below 2^-128).</summary>
    public Scalar RandomScalar(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[48];
        for (var attempt = 0; attempt < 8; attempt++)
        {
            random.Fill(bytes);
            var scalar = Reduce48(bytes);
            bytes.Clear();
            if (!scalar.IsZero)
                return scalar;
        }
        throw new InvalidOperationException("the random source yields zeros");
    }

    /// <summary>48 bytes big-endian modulo q.</summary>
    internal Scalar Reduce48(ReadOnlySpan<byte> bytes) => new(this, Order.FromMontgomery(Order.Reduce48(bytes)));

    /// <summary>A scalar from 16 bytes big-endian.</summary>
    internal Scalar From128(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[32];
        wide.Clear();
        bytes.CopyTo(wide[16..]);
        return new Scalar(this, U256.Read(wide));
    }

    /// <summary>
    /// sum scalars[i] * points[i] for PUBLIC data, in variable time. The identity and zero are allowed; an empty sum is the identity.
    /// </summary>
    /// <param name="points">Points of this group.</param>
    /// <param name="scalars">As many scalars.</param>
    /// <param name="maxParallelism">Threads for large sums; 0 for all processors.</param>
    /// <exception cref="ArgumentException">The lengths differ or an element is of another group.</exception>
    public Point MultiScalarMultiply(IReadOnlyList<Point> points, IReadOnlyList<Scalar> scalars, int maxParallelism = 0) =>
        MultiScalar.Compute(this, points, scalars, maxParallelism, PointKernel.Best);

    /// <summary>scalar * point for PUBLIC data, in variable time.</summary>
    /// <exception cref="ArgumentException">The point or the scalar is of another group.</exception>
    public Point MultiplyPublic(Point point, Scalar scalar)
    {
        ArgumentNullException.ThrowIfNull(point);
        return scalar.BelongsTo(this)
            ? Normalize(Arithmetic.Multiply(Lift(point), scalar.Plain))
            : throw new ArgumentException("a scalar of another group", nameof(scalar));
    }

    /// <summary>The sum of public points.</summary>
    public Point Sum(IEnumerable<Point> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        JacobianPoint sum = default;
        foreach (var point in points)
        {
            if (!ReferenceEquals(point.Group, this))
                throw new ArgumentException("a point of another group", nameof(points));
            if (!point.IsIdentity)
                sum = Arithmetic.Add(sum, point.Affine);
        }
        return Normalize(sum);
    }

    internal Point Normalize(in JacobianPoint point) =>
        Arithmetic.TryNormalize(point, out var affine) ? new Point(this, affine) : Identity;

    /// <summary>Many points with one inversion; the identity among them is allowed.</summary>
    internal Point[] NormalizeAll(IReadOnlyList<JacobianPoint> points)
    {
        var affine = Arithmetic.NormalizeAll([.. points.Where(point => !point.IsIdentity)]);
        var next = 0;
        return [.. points.Select(point => point.IsIdentity ? Identity : new Point(this, affine[next++]))];
    }

    /// <exception cref="ArgumentException">The point is of another group.</exception>
    internal JacobianPoint Lift(Point point) =>
        !ReferenceEquals(point.Group, this) ? throw new ArgumentException("a point of another group", nameof(point))
        : point.IsIdentity ? default : Arithmetic.Lift(point.Affine);

    internal Point MultiplySecret(Point point, Scalar scalar) =>
        FromLibrary(BlindedComb.Multiply(point.Library, scalar));

    internal ECPoint ToLibrary(Point point) => library.DecodePoint(point.Encode());

    internal Point FromLibrary(ECPoint point)
    {
        if (point.IsInfinity)
            return Identity;
        var encoded = point.Normalize().GetEncoded(false);
        return new Point(this, U256.Read(encoded.AsSpan(1, 32)), U256.Read(encoded.AsSpan(33, 32)));
    }
}
