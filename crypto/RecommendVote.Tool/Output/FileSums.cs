using RecommendVote.Crypto;

namespace RecommendVote.Tool.Output;

/// <summary>SM3 and SHA-256 of a file, as people compare them.</summary>
public static class FileSums
{
    /// <summary>Two lines, in hexadecimal.</summary>
    public static string Lines(ReadOnlySpan<byte> content) =>
        $"SM3        {Convert.ToHexStringLower(Suite.Sm2.Hash(content))}\nSHA-256    {Convert.ToHexStringLower(Suite.P256.Hash(content))}\n";
}
