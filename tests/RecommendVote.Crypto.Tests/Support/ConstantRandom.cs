namespace RecommendVote.Crypto.Tests;

/// <summary>A generator that failed: every byte is the same.</summary>
internal sealed class ConstantRandom(byte value) : IRandomSource
{
    public void Fill(Span<byte> destination) => destination.Fill(value);
}
