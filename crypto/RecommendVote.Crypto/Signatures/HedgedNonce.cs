using System.Security.Cryptography;

namespace RecommendVote.Crypto;

/// <summary>k = hash_to_scalar(sk || digest() || 32 fresh bytes, DST("nonce")): secret, and different for every transcript even under a broken generator.</summary>
internal static class HedgedNonce
{
    public static Scalar Derive(Transcript transcript, Scalar secretKey, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var input = new byte[96];
        secretKey.WriteTo(input);
        transcript.Digest().CopyTo(input, 32);
        random.Fill(input.AsSpan(64));
        var nonce = transcript.Suite.HashToScalar(input, "nonce");
        CryptographicOperations.ZeroMemory(input);
        return nonce.IsZero ? throw new CryptographicException("a nonce of zero") : nonce;
    }
}
