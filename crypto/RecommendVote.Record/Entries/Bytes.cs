using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Record;

/// <summary>An immutable byte string compared by content: hashes, keys, points and trackers as they stand in the log.</summary>
/// <remarks>The memory handed in must not be changed afterwards. The default value is the empty string.</remarks>
public readonly struct Bytes : IEquatable<Bytes>, IComparable<Bytes>
{
    private readonly ReadOnlyMemory<byte> memory;

    public Bytes(ReadOnlyMemory<byte> memory) => this.memory = memory;

    public static Bytes Empty => default;

    public int Length => memory.Length;

    public bool IsEmpty => memory.IsEmpty;

    public ReadOnlySpan<byte> Span => memory.Span;

    public ReadOnlyMemory<byte> Memory => memory;

    public static implicit operator Bytes(byte[] bytes) => new(bytes);

    public static implicit operator ReadOnlySpan<byte>(Bytes bytes) => bytes.memory.Span;

    public static bool operator ==(Bytes left, Bytes right) => left.Equals(right);

    public static bool operator !=(Bytes left, Bytes right) => !left.Equals(right);

    public static bool operator <(Bytes left, Bytes right) => left.CompareTo(right) < 0;

    public static bool operator >(Bytes left, Bytes right) => left.CompareTo(right) > 0;

    public static bool operator <=(Bytes left, Bytes right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Bytes left, Bytes right) => left.CompareTo(right) >= 0;

    /// <summary>Wraps an array without copying.</summary>
    public static Bytes FromByteArray(byte[] bytes) => new(bytes);

    /// <summary>Copies the span.</summary>
    public static Bytes Copy(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Reads base64url without padding and with zero spare bits; anything else is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Bytes bytes)
    {
        bytes = default;
        if (text is null || !Base64Url.IsValid(text, out var length))
            return false;
        var decoded = new byte[length];
        if (!Base64Url.TryDecodeFromChars(text, decoded, out var written) || written != length)
            return false;
        if (!string.Equals(Base64Url.EncodeToString(decoded), text, StringComparison.Ordinal))
            return false;
        bytes = decoded;
        return true;
    }

    public byte[] ToArray() => memory.ToArray();

    public Bytes Slice(int start, int length) => new(memory.Slice(start, length));

    public bool Equals(Bytes other) => memory.Span.SequenceEqual(other.memory.Span);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Bytes other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(memory.Span);
        return hash.ToHashCode();
    }

    /// <summary>Compares as unsigned bytes from the left; a prefix comes before what it begins.</summary>
    public int CompareTo(Bytes other) => memory.Span.SequenceCompareTo(other.memory.Span);

    /// <summary>Base64url without padding.</summary>
    public override string ToString() => Base64Url.EncodeToString(memory.Span);
}
