namespace RecommendVote.Crypto;

/// <summary>A source of random bytes, always handed in as a parameter. Implementations need not be safe for several threads at once.</summary>
public interface IRandomSource
{
    /// <summary>Fills the whole span.</summary>
    void Fill(Span<byte> destination);
}
