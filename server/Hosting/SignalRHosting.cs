using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using RecommendVote.Server.Features.Ballots;
using StackExchange.Redis;

namespace RecommendVote.Server.Hosting;

/// <summary>The public hub: JSON only (a crafted MessagePack message can end the process, CVE-2026-45591), bounded messages, optional Redis.</summary>
public static class SignalRHosting
{
    public const string Path = "/hub/meeting";

    /// <summary>Keeps deployments that share a Redis apart; see B14.</summary>
    public const string ChannelPrefix = "recommendvote";

    public static void AddMeetingHub(this IServiceCollection services, ServerOptions options)
    {
        var signalR = services.AddSignalR();
        signalR.AddHubOptions<MeetingHub>(hub =>
        {
            hub.MaximumReceiveMessageSize = BallotsEndpoints.LargestCast;
            hub.EnableDetailedErrors = false;
            hub.SupportedProtocols = ["json"];
            hub.MaximumParallelInvocationsPerClient = 4;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
            hub.AddFilter<HubBudget>();
        });
        services.AddSingleton<HubBudget>();
        if (options.Redis.Length > 0)
            signalR.AddStackExchangeRedis(options.Redis, redis => redis.Configuration.ChannelPrefix = RedisChannel.Literal(ChannelPrefix));
    }

    public static void MapMeetingHub(this IEndpointRouteBuilder routes) => routes.MapHub<MeetingHub>(Path, hub =>
    {
        hub.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        hub.ApplicationMaxBufferSize = BallotsEndpoints.LargestCast;
        hub.CloseOnAuthenticationExpiration = true;
    }).AllowAnonymous();
}
