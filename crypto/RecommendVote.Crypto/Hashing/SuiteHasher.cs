using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace RecommendVote.Crypto;

internal enum HashKind
{
    Sha256,
    Sm3,
}

/// <summary>An incremental hash of a suite: SHA-256 (FIPS 180-4) or SM3 (GB/T 32905). Not safe for several threads.</summary>
public sealed class SuiteHasher : IDisposable
{
    private readonly IncrementalHash? sha;
    private readonly SM3Digest? sm3;

    internal SuiteHasher(HashKind kind)
    {
        if (kind == HashKind.Sha256)
            sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        else
            sm3 = new SM3Digest();
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (sha is not null)
            sha.AppendData(bytes);
        else
            sm3!.BlockUpdate(bytes);
    }

    /// <summary>The hash of everything appended so far; more may follow.</summary>
    public byte[] Current()
    {
        if (sha is not null)
            return sha.GetCurrentHash();
        var output = new byte[32];
        new SM3Digest(sm3!).DoFinal(output);
        return output;
    }

    /// <summary>The hash of everything appended; the hasher starts anew.</summary>
    public byte[] Finish()
    {
        if (sha is not null)
            return sha.GetHashAndReset();
        var output = new byte[32];
        sm3!.DoFinal(output);
        return output;
    }

    public void Dispose() => sha?.Dispose();

    internal static byte[] HashOnce(HashKind kind, ReadOnlySpan<byte> bytes)
    {
        var output = new byte[32];
        HashOnce(kind, bytes, output);
        return output;
    }

    internal static void HashOnce(HashKind kind, ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        if (kind == HashKind.Sha256)
        {
            SHA256.HashData(bytes, destination);
            return;
        }
        var digest = new SM3Digest();
        digest.BlockUpdate(bytes);
        digest.DoFinal(destination);
    }
}
