using System.Threading.RateLimiting;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>
/// How often one card may audit: a burst of 100, then one every ten seconds. An audit does not use a card up and stays in the record for good,
/// so this is what keeps one card from filling it; nobody knows beforehand which audit would be refused.
/// </summary>
public sealed class AuditBudget : IDisposable
{
    public const int Burst = 100;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(card =>
        RateLimitPartition.GetTokenBucketLimiter(card, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));

    public bool TryTake(string meeting, string card)
    {
        using var lease = limiter.AttemptAcquire($"{meeting}/{card}");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
