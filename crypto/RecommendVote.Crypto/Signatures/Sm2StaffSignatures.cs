using System.Security.Cryptography;

namespace RecommendVote.Crypto;

/// <summary>
/// The SM2 signature of GB/T 32918.2 with SM3, identity "1234567812345678" (ENTL 0x0080), signature r || s.
/// The nonce is derived from the key and the message, so a bad generator cannot repeat it.
/// </summary>
internal sealed class Sm2StaffSignatures(Suite suite) : IStaffSignatureScheme
{
    private readonly Suite suite = suite;

    public string Name => "SM2";

    public int PublicKeyLength => Point.Length;

    public int SignatureLength => 64;

    private Group Group => suite.Group;

    public StaffKeyPair Generate(IRandomSource random)
    {
        while (true)
        {
            var secret = Group.RandomScalar(random);
            if (!(secret + Group.One).IsZero)
                return new StaffKeyPair(secret.ToBytes(), (Group.Generator * secret).Encode());
        }
    }

    public StaffKeyPair FromPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        var secret = Decode(privateKey);
        return new StaffKeyPair(secret.ToBytes(), (Group.Generator * secret).Encode());
    }

    public byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        var secret = Decode(privateKey);
        var digest = MessageDigest((Group.Generator * secret).Encode(), message);
        var seed = new byte[65];
        secret.WriteTo(seed);
        digest.CopyTo(seed, 32);
        for (; ; seed[64]++)
        {
            var nonce = suite.HashToScalar(seed, "sm2-nonce");
            if (TrySign(secret, nonce, digest, out var signature))
            {
                CryptographicOperations.ZeroMemory(seed);
                return signature;
            }
        }
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 64
            || !Point.TryDecode(suite, publicKey, out var key)
            || !Scalar.TryDecode(suite, signature[..32], out var r)
            || !Scalar.TryDecode(suite, signature[32..], out var s)
            || r.IsZero || s.IsZero)
            return false;
        var t = r + s;
        if (t.IsZero)
            return false;
        var point = Group.MultiScalarMultiply([Group.Generator, key], [s, t]);
        return !point.IsIdentity && Fold(MessageDigest(publicKey, message)) + Fold(point.Encode().AsSpan(1, 32)) == r;
    }

    public bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => Point.TryDecode(suite, publicKey, out _);

    /// <summary>One attempt with a given nonce; false when the standard asks for another.</summary>
    internal bool TrySign(Scalar secret, Scalar nonce, ReadOnlySpan<byte> digest, out byte[] signature)
    {
        signature = [];
        if (nonce.IsZero)
            return false;
        var r = Fold(digest) + Fold((Group.Generator * nonce).Encode().AsSpan(1, 32));
        if (r.IsZero || (r + nonce).IsZero)
            return false;
        var s = (Group.One + secret).Invert() * (nonce - (r * secret));
        if (s.IsZero)
            return false;
        signature = [.. r.ToBytes(), .. s.ToBytes()];
        return true;
    }

    /// <summary>e = SM3(Z_A || M) with Z_A = SM3(ENTL || ID || a || b || x_G || y_G || x_A || y_A).</summary>
    internal byte[] MessageDigest(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        var field = Group.Arithmetic.Field;
        var curve = new byte[64];
        field.FromMontgomery(field.Negate(field.FromInteger(3))).Write(curve);
        field.FromMontgomery(Group.Arithmetic.B).Write(curve.AsSpan(32));
        using var hasher = suite.CreateHasher();
        hasher.Append([0x00, 0x80]);
        hasher.Append("1234567812345678"u8);
        hasher.Append(curve);
        hasher.Append(Group.Generator.Encode().AsSpan(1));
        hasher.Append(publicKey[1..]);
        return suite.Hash(hasher.Finish(), message);
    }

    /// <summary>32 bytes modulo q.</summary>
    private Scalar Fold(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[48];
        wide.Clear();
        bytes.CopyTo(wide[16..]);
        return Group.Reduce48(wide);
    }

    private Scalar Decode(ReadOnlySpan<byte> privateKey)
    {
        if (!Scalar.TryDecode(suite, privateKey, out var secret) || secret.IsZero || (secret + Group.One).IsZero)
            throw new ArgumentException("not an SM2 private key", nameof(privateKey));
        return secret;
    }
}
