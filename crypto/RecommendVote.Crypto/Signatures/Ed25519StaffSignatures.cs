using Org.BouncyCastle.Math.EC.Rfc8032;

namespace RecommendVote.Crypto;

/// <summary>
/// Ed25519 (RFC 8032). Signing is the library's. Verification is our own strict rule, because libraries differ:
/// s &lt; L, A and R canonical, A not of small order, R' = [s]B - [k]A recomputed and its 32 bytes compared with R (no cofactor).
/// </summary>
internal sealed class Ed25519StaffSignatures : IStaffSignatureScheme
{
    public string Name => "Ed25519";

    public int PublicKeyLength => 32;

    public int SignatureLength => 64;

    public StaffKeyPair Generate(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var seed = new byte[32];
        random.Fill(seed);
        return Pair(seed);
    }

    public StaffKeyPair FromPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        CheckLength(privateKey);
        return Pair(privateKey.ToArray());
    }

    public byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        CheckLength(privateKey);
        var seed = privateKey.ToArray();
        var text = message.ToArray();
        var signature = new byte[64];
        Ed25519.Sign(seed, 0, text, 0, text.Length, signature, 0);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(seed);
        return signature;
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        StrictEd25519.Verify(publicKey, message, signature);

    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => StrictEd25519.IsValidPublicKey(publicKey);

    private static StaffKeyPair Pair(byte[] seed)
    {
        var publicKey = new byte[32];
        Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
        return new StaffKeyPair(seed, publicKey);
    }

    private static void CheckLength(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != 32)
            throw new ArgumentException("an Ed25519 private key has 32 bytes", nameof(privateKey));
    }
}
