using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>An address of this machine on which nothing listens.</summary>
internal static class FreePort
{
    public static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
