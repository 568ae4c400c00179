namespace RecommendVote.Crypto;

/// <summary>A staff signing key pair; the private key is wiped on disposal and never printed.</summary>
public sealed class StaffKeyPair(byte[] privateKey, byte[] publicKey) : IDisposable
{
    /// <summary>32 bytes: the Ed25519 seed, or the SM2 private scalar.</summary>
    public ReadOnlyMemory<byte> PrivateKey => privateKey;

    /// <summary>32 bytes (Ed25519) or 65 bytes (SM2).</summary>
    public ReadOnlyMemory<byte> PublicKey => publicKey;

    public void Dispose() => System.Security.Cryptography.CryptographicOperations.ZeroMemory(privateKey);

    public override string ToString() => nameof(StaffKeyPair);
}

/// <summary>The signature scheme of organizers, issuers, officers and servers; one per suite. Safe for several threads.</summary>
public interface IStaffSignatureScheme
{
    /// <summary>"Ed25519" or "SM2".</summary>
    string Name { get; }

    int PublicKeyLength { get; }

    int SignatureLength { get; }

    StaffKeyPair Generate(IRandomSource random);

    /// <summary>The pair of a stored 32-byte private key.</summary>
    /// <exception cref="ArgumentException">Not a private key of this scheme.</exception>
    StaffKeyPair FromPrivateKey(ReadOnlySpan<byte> privateKey);

    /// <summary>Deterministic: the same key and message give the same 64 bytes.</summary>
    /// <exception cref="ArgumentException">Not a private key of this scheme.</exception>
    byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message);

    /// <summary>False for any malformed key or signature; never throws on bad data.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    bool IsValidPublicKey(ReadOnlySpan<byte> publicKey);
}
