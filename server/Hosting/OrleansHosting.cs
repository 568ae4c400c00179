using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace RecommendVote.Server.Hosting;

/// <summary>
/// The only place that knows how grains are hosted: one silo inside this process, on loopback. Orleans' default ports
/// would be shared silently by two processes on one machine, so each process takes free ones.
/// </summary>
public static class OrleansHosting
{
    public static void AddOrleansHosting(this WebApplicationBuilder builder)
    {
        var siloPort = FreePort();
        var gatewayPort = FreePort();
        builder.Host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "recommendvote", clusterId: Guid.NewGuid().ToString("N"));
            // A meeting stays in memory for a working day; replaying its log after that is cheap but not free.
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(8));
            // Replaying a long log on activation happens inside the first call.
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(2));
            silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(2));
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
