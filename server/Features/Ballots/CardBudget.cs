using System.Threading.RateLimiting;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>
/// How often one card may ask or cast: a burst of 12, then one every two seconds. Counted by card, never by address, since a whole
/// hall shares one. Only cards that exist are counted, so that wrong ones cost no memory.
/// </summary>
public sealed class CardBudget : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(card =>
        RateLimitPartition.GetTokenBucketLimiter(card, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 12,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 0,
        }));

    public bool TryTake(string meeting, string card)
    {
        using var lease = limiter.AttemptAcquire($"{meeting}/{card}");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
