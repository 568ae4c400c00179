namespace RecommendVote.Crypto.Tests;

/// <summary>Gives the bytes it was made with and no more.</summary>
internal sealed class GivenRandom(ReadOnlyMemory<byte> bytes) : IRandomSource
{
    private ReadOnlyMemory<byte> rest = bytes;

    public void Fill(Span<byte> destination)
    {
        if (destination.Length > rest.Length)
            throw new InvalidOperationException("more randomness is drawn than was given");
        rest.Span[..destination.Length].CopyTo(destination);
        rest = rest[destination.Length..];
    }
}
