using System.Buffers.Binary;

namespace RecommendVote.Crypto;

/// <summary>
/// The values of a trustee-key body: index i from 1, name, K_i, commitments A_0..A_(t-1), and a Schnorr proof of knowledge of the logarithms of
/// K, A_0, .. (R and Z in that order, 1 + t entries).
/// </summary>
public sealed record TrusteeKeyBody(
    int Index, string Name, Point K, IReadOnlyList<Point> A, IReadOnlyList<Point> R, IReadOnlyList<Scalar> Z)
{
    /// <summary>Proves knowledge of k_i and of every coefficient, each under a hedged nonce of its own.</summary>
    public static TrusteeKeyBody Prove(
        Suite suite, ReadOnlySpan<byte> manifestHash, int index, string name,
        TrusteeIdentity identity, TrusteePolynomial polynomial, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(polynomial);
        Scalar[] secrets = [identity.Secret, .. polynomial.Coefficients];
        var transcript = Start(suite, manifestHash, index, name, identity.PublicKey, polynomial.Commitments);
        var nonces = secrets.Select(secret => HedgedNonce.Derive(transcript, secret, random)).ToArray();
        var r = nonces.Select(k => suite.Group.Generator * k).ToArray();
        var e = Challenge(transcript, r);
        return new TrusteeKeyBody(index, name, identity.PublicKey, polynomial.Commitments, r, [.. secrets.Select((s, i) => nonces[i] + (e * s))]);
    }

    /// <summary>
    /// Null when it holds, else the stable name of what is wrong: index, key (not the manifest's K_i), degree (not exactly t points, or an
    /// element that is no group element), proof.
    /// </summary>
    public string? Fault(Suite suite, ReadOnlySpan<byte> manifestHash, int expectedIndex, Point expectedKey, int threshold)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(expectedKey);
        if (Index != expectedIndex || Index is < 1 or > TrusteeRules.MaxTrustees)
            return "index";
        if (K != expectedKey)
            return "key";
        if (A.Count != threshold || R.Count != threshold + 1 || Z.Count != threshold + 1
            || A.Concat(R).Append(K).Any(p => p.IsIdentity || !ReferenceEquals(p.Group, suite.Group))
            || Z.Any(z => !z.BelongsTo(suite.Group)))
            return "degree";
        var e = Challenge(Start(suite, manifestHash, Index, Name, K, A), R);
        for (var i = 0; i <= threshold; i++)
        {
            var key = i == 0 ? K : A[i - 1];
            if (suite.Group.MultiScalarMultiply([suite.Group.Generator, key], [Z[i], -e]) != R[i])
                return "proof";
        }
        return null;
    }

    /// <summary>H("RV1-trustee-commit" || manifest hash || I2OSP(i,2) || nonce (32) || body bytes).</summary>
    public static byte[] Commit(Suite suite, ReadOnlySpan<byte> manifestHash, int index, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> bodyBytes)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (manifestHash.Length != 32 || nonce.Length != 32)
            throw new ArgumentException("the manifest hash and the nonce have 32 bytes", nameof(nonce));
        using var hasher = suite.CreateHasher();
        hasher.Append("RV1-trustee-commit"u8);
        hasher.Append(manifestHash);
        Span<byte> number = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(number, checked((ushort)index));
        hasher.Append(number);
        hasher.Append(nonce);
        hasher.Append(bodyBytes);
        return hasher.Finish();
    }

    private static Transcript Start(Suite suite, ReadOnlySpan<byte> manifestHash, int index, string name, Point k, IReadOnlyList<Point> a)
    {
        var transcript = new Transcript(suite, "RV1-trustee-key", manifestHash);
        transcript.AppendInt("trustee", index);
        transcript.AppendText("name", name);
        transcript.Append("K", k);
        transcript.Append("A", a);
        return transcript;
    }

    private static Scalar Challenge(Transcript transcript, IReadOnlyList<Point> r)
    {
        transcript.Append("R", r);
        return transcript.Challenge("e");
    }
}
