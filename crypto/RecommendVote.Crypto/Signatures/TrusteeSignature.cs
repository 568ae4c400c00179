using System.Security.Cryptography;

namespace RecommendVote.Crypto;

/// <summary>Schnorr signatures of trustees over entries, 97 bytes R || s (docs/spec/encodings.md, "Signatures").</summary>
public static class TrusteeSignature
{
    /// <summary>Length in bytes: a point and a scalar.</summary>
    public const int Length = Point.Length + Scalar.Length;

    /// <param name="suite">The meeting's suite.</param>
    /// <param name="manifestHash">32 bytes.</param>
    /// <param name="type">The entry's type, for example trustee-key.</param>
    /// <param name="body">The entry's body bytes.</param>
    /// <param name="secretKey">k_i, not zero.</param>
    /// <param name="random">Hedges the nonce; even a constant source does not repeat one over different messages.</param>
    public static byte[] Sign(Suite suite, ReadOnlySpan<byte> manifestHash, string type, ReadOnlySpan<byte> body, Scalar secretKey, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var transcript = Start(suite, manifestHash, type, body, suite.Group.Generator * secretKey);
        var nonce = HedgedNonce.Derive(transcript, secretKey, random);
        var commitment = suite.Group.Generator * nonce;
        transcript.Append("R", commitment);
        var response = nonce + (transcript.Challenge("e") * secretKey);
        return [.. commitment.Encode(), .. response.ToBytes()];
    }

    /// <summary>False for anything malformed; never throws on bad data.</summary>
    public static bool Verify(Suite suite, ReadOnlySpan<byte> manifestHash, string type, ReadOnlySpan<byte> body, Point publicKey, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(publicKey);
        if (signature.Length != Length
            || manifestHash.Length != 32
            || publicKey.IsIdentity
            || !ReferenceEquals(publicKey.Group, suite.Group)
            || !Point.TryDecode(suite, signature[..Point.Length], out var commitment)
            || !Scalar.TryDecode(suite, signature[Point.Length..], out var response))
            return false;
        var transcript = Start(suite, manifestHash, type, body, publicKey);
        transcript.Append("R", commitment);
        var challenge = transcript.Challenge("e");
        return suite.Group.MultiScalarMultiply([suite.Group.Generator, publicKey], [response, -challenge]) == commitment;
    }

    private static Transcript Start(Suite suite, ReadOnlySpan<byte> manifestHash, string type, ReadOnlySpan<byte> body, Point key)
    {
        var transcript = new Transcript(suite, "RV1-entry", manifestHash);
        transcript.AppendText("type", type);
        transcript.Append("body", body);
        transcript.Append("key", key);
        return transcript;
    }
}
