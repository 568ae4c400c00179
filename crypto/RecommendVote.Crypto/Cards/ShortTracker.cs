namespace RecommendVote.Crypto;

/// <summary>For people only: the first 10 bytes of a tracker, 16 Crockford characters. Programs compare all 32 bytes.</summary>
public static class ShortTracker
{
    public static string Format(ReadOnlySpan<byte> tracker)
    {
        if (tracker.Length != 32)
            throw new ArgumentException("a tracker has 32 bytes", nameof(tracker));
        return CrockfordBase32.Encode(tracker[..10]);
    }
}
