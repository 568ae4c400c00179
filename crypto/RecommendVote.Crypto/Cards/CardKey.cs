using System.Security.Cryptography;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>The signing key of one card: sk = hash_to_scalar(seed || meeting id, DST("card")), pk = sk g. Never printed.</summary>
public sealed class CardKey : IDisposable
{
    /// <summary>Length of a seed in bytes.</summary>
    public const int SeedLength = 16;

    private Scalar secret;
    private bool disposed;

    private CardKey(Scalar secret)
    {
        this.secret = secret;
        PublicKey = secret.Group.Generator * secret;
    }

    public Point PublicKey { get; }

    internal Scalar Secret => disposed ? throw new ObjectDisposedException(nameof(CardKey)) : secret;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="seed">16 bytes.</param>
    /// <param name="meetingId">The meeting id as in the manifest.</param>
    /// <exception cref="CryptographicException">The derived key is zero (probability 2^-256).</exception>
    public static CardKey FromSeed(Suite suite, ReadOnlySpan<byte> seed, string meetingId)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(meetingId);
        if (seed.Length != SeedLength)
            throw new ArgumentException("a seed has 16 bytes", nameof(seed));
        byte[] message = [.. seed, .. Encoding.UTF8.GetBytes(meetingId)];
        var secret = suite.HashToScalar(message, "card");
        CryptographicOperations.ZeroMemory(message);
        return secret.IsZero ? throw new CryptographicException("a card key of zero") : new CardKey(secret);
    }

    public void Dispose()
    {
        secret = default;
        disposed = true;
    }

    /// <summary>The type name only.</summary>
    public override string ToString() => nameof(CardKey);
}
