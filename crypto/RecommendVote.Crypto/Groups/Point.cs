using Org.BouncyCastle.Math.EC;

namespace RecommendVote.Crypto;

/// <summary>
/// An element of a <see cref="Crypto.Group"/>. On the wire SEC 1 uncompressed, 65 bytes; the identity has no encoding of its own.
/// Immutable; safe for several threads. Multiplication by a <see cref="Scalar"/> is the library's fixed-point comb behind random rows and meant for secrets;
/// sums of many public points belong to <see cref="Group.MultiScalarMultiply"/>.
/// </summary>
public sealed class Point : IEquatable<Point>
{
    /// <summary>Length of the encoding in bytes.</summary>
    public const int Length = 65;

    private const int DecodeChunk = 32;

    private readonly U256 x;
    private readonly U256 y;
    private ECPoint? library;

    internal Point(Group group, in AffinePoint affine)
        : this(group, group.Arithmetic.Field.FromMontgomery(affine.X), group.Arithmetic.Field.FromMontgomery(affine.Y))
    {
    }

    /// <param name="group">The group.</param>
    /// <param name="x">Plain, below p.</param>
    /// <param name="y">Plain, below p, so that the point is on the curve.</param>
    internal Point(Group group, in U256 x, in U256 y)
    {
        Group = group;
        this.x = x;
        this.y = y;
    }

    internal Point(Group group)
    {
        Group = group;
        IsIdentity = true;
    }

    public Group Group { get; }

    public bool IsIdentity { get; }

    /// <summary>x as it is written, below p; zero for the identity.</summary>
    internal ref readonly U256 X => ref x;

    /// <summary>y as it is written, below p; zero for the identity.</summary>
    internal ref readonly U256 Y => ref y;

    /// <summary>The coordinates in Montgomery form.</summary>
    internal AffinePoint Affine => new(Group.Arithmetic.Field.ToMontgomery(x), Group.Arithmetic.Field.ToMontgomery(y));

    /// <summary>The only decoder of points: exactly 65 bytes, prefix 04, x and y less than p, on the curve. Never yields the identity.</summary>
    public static bool TryDecode(Suite suite, ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Point? point)
    {
        ArgumentNullException.ThrowIfNull(suite);
        point = null;
        if (bytes.Length != Length || !TryDecodeVector(suite, bytes, 1, out var points))
            return false;
        point = points[0];
        return true;
    }

    /// <summary>As <see cref="TryDecode"/>, and 65 zero bytes are the identity. Only for `decryption.d` and `decryption.Ta`.</summary>
    public static bool TryDecodeOrIdentity(Suite suite, ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Point? point)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (bytes.Length == Length && !bytes.ContainsAnyExcept((byte)0))
        {
            point = suite.Group.Identity;
            return true;
        }
        return TryDecode(suite, bytes, out point);
    }

    /// <summary>Decodes a concatenation of exactly <paramref name="count"/> points, none of them the identity.</summary>
    public static bool TryDecodeVector(Suite suite, ReadOnlySpan<byte> bytes, int count, out Point[] points)
    {
        points = [];
        if (count < 0 || bytes.Length != (long)count * Length)
            return false;
        var group = suite.Group;
        ref readonly var prime = ref group.Arithmetic.Field.Value;
        var result = new Point[count];
        // a chunk's coordinates are looked at together
        Span<ulong> words = stackalloc ulong[DecodeChunk * PointPool.Stride];
        for (var start = 0; start < count; start += DecodeChunk)
        {
            var length = Math.Min(DecodeChunk, count - start);
            for (var i = 0; i < length; i++)
            {
                var item = bytes.Slice((start + i) * Length, Length);
                var x = U256.Read(item[1..33]);
                var y = U256.Read(item[33..]);
                if (item[0] != 4 || !x.LessThan(prime) || !y.LessThan(prime))
                    return false;
                x.CopyTo(words.Slice(i * PointPool.Stride, 4));
                y.CopyTo(words.Slice((i * PointPool.Stride) + 4, 4));
                result[start + i] = new Point(group, x, y);
            }
            if (!group.OnCurve.AllOnCurve(words[..(length * PointPool.Stride)]))
                return false;
        }
        points = result;
        return true;
    }

    /// <summary>65 bytes; 65 zero bytes for the identity (a form that <see cref="TryDecode"/> refuses).</summary>
    public byte[] Encode()
    {
        var bytes = new byte[Length];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>As <see cref="Encode"/>, into the first 65 bytes of the destination.</summary>
    public void WriteTo(Span<byte> destination)
    {
        if (IsIdentity)
        {
            destination[..Length].Clear();
            return;
        }
        destination[0] = 4;
        x.Write(destination[1..33]);
        y.Write(destination[33..65]);
    }

    public static Point operator +(Point a, Point b) => Add(a, b);

    public static Point operator -(Point a, Point b) => Subtract(a, b);

    public static Point operator -(Point a) => Negate(a);

    public static Point operator *(Point a, Scalar k) => Multiply(a, k);

    public static Point operator *(Scalar k, Point a) => Multiply(a, k);

    public static bool operator ==(Point? a, Point? b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(Point? a, Point? b) => !(a == b);

    public static Point Add(Point left, Point right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!ReferenceEquals(left.Group, right.Group))
            throw new ArgumentException("points of different groups");
        if (left.IsIdentity)
            return right;
        if (right.IsIdentity)
            return left;
        var arithmetic = left.Group.Arithmetic;
        return left.Group.Normalize(arithmetic.Add(arithmetic.Lift(left.Affine), right.Affine));
    }

    public static Point Subtract(Point left, Point right) => Add(left, Negate(right));

    public static Point Negate(Point item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.IsIdentity ? item : new Point(item.Group, item.x, U256.SubtractWithBorrow(item.Group.Arithmetic.Field.Value, item.y, out _));
    }

    /// <summary>k * point by the library's comb with masked table look-ups and random rows in front (<see cref="BlindedComb"/>); the scalar may be secret.</summary>
    public static Point Multiply(Point left, Scalar right)
    {
        ArgumentNullException.ThrowIfNull(left);
        if (!ReferenceEquals(left.Group, right.Group))
            throw new ArgumentException("point and scalar of different groups");
        return left.IsIdentity ? left : left.Group.MultiplySecret(left, right);
    }

    public bool Equals(Point? other) =>
        other is not null && ReferenceEquals(Group, other.Group) && IsIdentity == other.IsIdentity
        && x.Equals(other.x) && y.Equals(other.y);

    public override bool Equals(object? obj) => Equals(obj as Point);

    public override int GetHashCode() => x.GetHashCode();

    /// <summary>The type name only.</summary>
    public override string ToString() => nameof(Point);

    /// <summary>The library's form, made once; it also keeps the library's table for this base point.</summary>
    internal ECPoint Library => library ??= Group.ToLibrary(this);
}
