using System.Security.Cryptography;

namespace RecommendVote.Crypto;

/// <summary>The operating system's generator. Safe for several threads.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    private SystemRandomSource()
    {
    }

    public static SystemRandomSource Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
