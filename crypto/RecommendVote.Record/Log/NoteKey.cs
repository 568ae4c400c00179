using System.Security.Cryptography;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>A named key of C2SP signed notes. Ed25519: type 01; SM2: type ff with the identifier "RV1-SM2-SM3".</summary>
public sealed class NoteKey
{
    private readonly Suite suite;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="name">Key name; for the server's key the checkpoint's origin.</param>
    /// <param name="publicKey">32 bytes (Ed25519) or 65 bytes (SM2).</param>
    public NoteKey(Suite suite, string name, Bytes publicKey)
    {
        ArgumentNullException.ThrowIfNull(suite);
        this.suite = suite;
        Name = name;
        PublicKey = publicKey;
        Id = IdOf(name, ReferenceEquals(suite, Suite.Sm2) ? Sm2Type : [1], publicKey);
    }

    public string Name { get; }

    public Bytes PublicKey { get; }

    /// <summary>4 bytes.</summary>
    public Bytes Id { get; }

    /// <summary>Type of SM2 keys: ff and an identifier of our own.</summary>
    internal static byte[] Sm2Type => [0xff, .. "RV1-SM2-SM3"u8];

    /// <summary>An identifier, not a commitment: SHA-256 in both suites, as C2SP signed-note asks.</summary>
    internal static Bytes IdOf(string name, ReadOnlySpan<byte> type, Bytes publicKey)
    {
        byte[] input = [.. StrictUtf8.Encoding.GetBytes(name), 0x0a, .. type, .. publicKey.Span];
        return SHA256.HashData(input)[..4];
    }

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        suite.StaffSignatures.Verify(PublicKey, text, signature);
}
