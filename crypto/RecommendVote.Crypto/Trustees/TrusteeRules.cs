namespace RecommendVote.Crypto;

/// <summary>Bounds of a ceremony.</summary>
public static class TrusteeRules
{
    public const int MinThreshold = 2;

    public const int MaxTrustees = 15;

    /// <summary>2 &lt;= t &lt;= n &lt;= 15.</summary>
    public static bool IsAllowed(int threshold, int trustees) =>
        threshold >= MinThreshold && threshold <= trustees && trustees <= MaxTrustees;
}
