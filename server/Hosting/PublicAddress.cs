using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RecommendVote.Server.Hosting;

/// <summary>The address that people outside open; it goes into QR codes and links.</summary>
public sealed class PublicAddress(ServerOptions options, IServer server)
{
    /// <summary>Scheme and host without a trailing slash: the configured one, else the first address the server listens on.</summary>
    public string Value =>
        options.PublicAddress.Length > 0
            ? options.PublicAddress
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "http://localhost:5000";

    public Uri Uri => new(Value);
}
