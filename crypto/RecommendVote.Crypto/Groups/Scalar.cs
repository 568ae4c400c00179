namespace RecommendVote.Crypto;

/// <summary>
/// An integer modulo the group order q of one <see cref="Crypto.Group"/>; 32 bytes big-endian and less than q on the wire.
/// A default value belongs to no group and any arithmetic with it throws <see cref="InvalidOperationException"/>.
/// </summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    /// <summary>Length of the encoding in bytes.</summary>
    public const int Length = 32;

    private readonly Group? group;
    private readonly U256 value;

    /// <param name="group">The group.</param>
    /// <param name="plain">Below q.</param>
    internal Scalar(Group group, in U256 plain)
    {
        this.group = group;
        value = plain;
    }

    /// <summary>The group whose order is the modulus.</summary>
    public Group Group => group ?? throw new InvalidOperationException("a default Scalar belongs to no group");

    public bool IsZero => value.IsZero;

    internal bool BelongsTo(Group other) => ReferenceEquals(group, other);

    /// <summary>Decodes exactly 32 bytes, value less than q; anything else is refused.</summary>
    public static bool TryDecode(Suite suite, ReadOnlySpan<byte> bytes, out Scalar scalar)
    {
        ArgumentNullException.ThrowIfNull(suite);
        scalar = suite.Group.Zero;
        if (bytes.Length != Length)
            return false;
        var plain = U256.Read(bytes);
        if (!plain.LessThan(suite.Group.Order.Value))
            return false;
        scalar = new Scalar(suite.Group, plain);
        return true;
    }

    /// <summary>Decodes a concatenation of exactly <paramref name="count"/> scalars.</summary>
    public static bool TryDecodeVector(Suite suite, ReadOnlySpan<byte> bytes, int count, out Scalar[] scalars)
    {
        scalars = [];
        if (count < 0 || bytes.Length != (long)count * Length)
            return false;
        var result = new Scalar[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryDecode(suite, bytes.Slice(i * Length, Length), out result[i]))
                return false;
        }
        scalars = result;
        return true;
    }

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        WriteTo(bytes);
        return bytes;
    }

    public void WriteTo(Span<byte> destination) => value.Write(destination);

    /// <summary>The multiplicative inverse; zero has none.</summary>
    /// <exception cref="DivideByZeroException">The scalar is zero.</exception>
    public Scalar Invert() =>
        IsZero ? throw new DivideByZeroException("zero has no inverse") : new Scalar(Group, Group.Order.FromMontgomery(Group.Order.Invert(Group.Order.ToMontgomery(value))));

    public Scalar Square() => this * this;

    public static Scalar operator +(Scalar a, Scalar b) => new(Same(a, b), a.Group.Order.Add(a.value, b.value));

    public static Scalar operator -(Scalar a, Scalar b) => new(Same(a, b), a.Group.Order.Subtract(a.value, b.value));

    public static Scalar operator -(Scalar a) => new(a.Group, a.Group.Order.Negate(a.value));

    public static Scalar operator *(Scalar a, Scalar b) => new(Same(a, b), a.Group.Order.Multiply(a.Group.Order.ToMontgomery(a.value), b.value));

    public static bool operator ==(Scalar a, Scalar b) => a.Equals(b);

    public static bool operator !=(Scalar a, Scalar b) => !a.Equals(b);

    public static Scalar Add(Scalar left, Scalar right) => left + right;

    public static Scalar Subtract(Scalar left, Scalar right) => left - right;

    public static Scalar Multiply(Scalar left, Scalar right) => left * right;

    public static Scalar Negate(Scalar item) => -item;

    /// <summary>Compares without branches on the value.</summary>
    public bool Equals(Scalar other) => ReferenceEquals(group, other.group) && value.Equals(other.value);

    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    public override int GetHashCode() => value.GetHashCode();

    /// <summary>The type name only: a scalar may be a secret.</summary>
    public override string ToString() => nameof(Scalar);

    /// <summary>The number itself, below q.</summary>
    internal U256 Plain => value;

    private static Group Same(Scalar a, Scalar b) =>
        ReferenceEquals(a.Group, b.Group) ? a.Group : throw new ArgumentException("scalars of different groups");
}
