using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>
/// Calls of one connection: a burst of 60, then ten a second. A kiosk serves many people over one connection, so this is generous;
/// the card's own budget is the tight one.
/// </summary>
public sealed class HubBudget : IHubFilter
{
    private static readonly object Key = new();

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[Key] = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 60,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
        return next(context);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.Items[Key] is TokenBucketRateLimiter limiter)
        {
            using var lease = limiter.AttemptAcquire();
            if (!lease.IsAcquired)
            {
                if (invocationContext.HubMethodName == nameof(MeetingHub.Cast))
                    return new HubCastReply(null, null, RefusalReply.Of("too-many-requests"));
                throw new HubException("too-many-requests");
            }
        }
        return await next(invocationContext);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        (context.Context.Items[Key] as TokenBucketRateLimiter)?.Dispose();
        return next(context, exception);
    }
}
