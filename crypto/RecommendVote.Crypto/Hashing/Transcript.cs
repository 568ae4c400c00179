using System.Buffers.Binary;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// Fiat-Shamir transcript: length-framed labels and values (docs/spec/encodings.md, "Transcript").
/// The protocol name, the suite and the manifest hash are absorbed at construction. Not safe for several threads.
/// </summary>
public sealed class Transcript
{
    private readonly SuiteHasher state;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="protocol">Protocol name, ASCII, for example RV1-ballot.</param>
    /// <param name="manifestHash">32 bytes.</param>
    public Transcript(Suite suite, string protocol, ReadOnlySpan<byte> manifestHash)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(protocol);
        if (manifestHash.Length != 32)
            throw new ArgumentException("a manifest hash has 32 bytes", nameof(manifestHash));
        Suite = suite;
        state = suite.CreateHasher();
        Append("protocol", Encoding.ASCII.GetBytes(protocol));
        Append("suite", Encoding.ASCII.GetBytes(suite.Name));
        Append("manifest", manifestHash);
    }

    public Suite Suite { get; }

    public void Append(string label, ReadOnlySpan<byte> value)
    {
        AppendHeader(label, value.Length);
        state.Append(value);
    }

    /// <summary>Text as UTF-8 without terminator.</summary>
    public void AppendText(string label, string text) => Append(label, Encoding.UTF8.GetBytes(text));

    /// <summary>A record with zero bytes.</summary>
    public void AppendAbsent(string label) => Append(label, ReadOnlySpan<byte>.Empty);

    /// <summary>I2OSP(value, 4); value not negative.</summary>
    public void AppendInt(string label, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Append(label, bytes);
    }

    /// <summary>65 bytes; the identity as 65 zero bytes.</summary>
    public void Append(string label, Point point)
    {
        ArgumentNullException.ThrowIfNull(point);
        Span<byte> bytes = stackalloc byte[Point.Length];
        point.WriteTo(bytes);
        Append(label, bytes);
    }

    /// <summary>The concatenation of the points' 65 bytes.</summary>
    public void Append(string label, IReadOnlyList<Point> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        AppendHeader(label, checked(points.Count * Point.Length));
        Span<byte> bytes = stackalloc byte[Point.Length];
        for (var i = 0; i < points.Count; i++)
        {
            points[i].WriteTo(bytes);
            state.Append(bytes);
        }
    }

    public void Append(string label, Scalar scalar)
    {
        Span<byte> bytes = stackalloc byte[Scalar.Length];
        scalar.WriteTo(bytes);
        Append(label, bytes);
    }

    /// <summary>The concatenation of the scalars' 32 bytes.</summary>
    public void Append(string label, IReadOnlyList<Scalar> scalars)
    {
        ArgumentNullException.ThrowIfNull(scalars);
        AppendHeader(label, checked(scalars.Count * Scalar.Length));
        Span<byte> bytes = stackalloc byte[Scalar.Length];
        for (var i = 0; i < scalars.Count; i++)
        {
            scalars[i].WriteTo(bytes);
            state.Append(bytes);
        }
    }

    /// <summary>hash_to_scalar(H(state) || label, DST("challenge")), then appended under the label.</summary>
    public Scalar Challenge(string label)
    {
        var name = Encoding.ASCII.GetBytes(label);
        var message = new byte[32 + name.Length];
        state.Current().CopyTo(message, 0);
        name.CopyTo(message, 32);
        var challenge = Suite.HashToScalar(message, "challenge");
        Append(label, challenge);
        return challenge;
    }

    /// <summary>H(state), 32 bytes; appends nothing.</summary>
    public byte[] Digest() => state.Current();

    private void AppendHeader(string label, int length)
    {
        var name = Encoding.ASCII.GetBytes(label);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, name.Length);
        state.Append(number);
        state.Append(name);
        BinaryPrimitives.WriteInt32BigEndian(number, length);
        state.Append(number);
    }
}
