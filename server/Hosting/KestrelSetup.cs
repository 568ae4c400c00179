using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RecommendVote.Server.Hosting;

/// <summary>Addresses, TLS and limits of the web server.</summary>
public static class KestrelSetup
{
    /// <summary>Largest request body of an ordinary endpoint; endpoints that take log entries say their own.</summary>
    public const long OrdinaryBody = 64 * 1024;

    public static void AddKestrelSetup(this WebApplicationBuilder builder, ServerOptions options)
    {
        var certificate = ServerCertificate.Load(options.Certificate);
        if (certificate is null)
            RefusePlainHttpOutsideLoopback(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 5_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 5_000;
            kestrel.Limits.MaxRequestBodySize = OrdinaryBody;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
            if (certificate is not null)
                kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
        });
        if (certificate is not null)
            builder.Services.AddSingleton(new ActiveCertificate(certificate));
    }

    private static void RefusePlainHttpOutsideLoopback(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var ports = (configuration["http_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "").Where(url => url.Length > 0);
        // http_ports binds every interface, but only where no urls are given.
        foreach (var url in urls.Concat(endpoints).Concat(urls.Length == 0 ? ports.Select(port => $"http://*:{port}") : []))
        {
            if (!IsPlainHttpOutsideLoopback(url))
                continue;
            throw new StartupException(
                "http-only-on-loopback",
                $"{url} would carry ballots over plain http. Give a certificate (--certificate FILE) and an https address, or listen on http://127.0.0.1 / 明文 http 只能在本机使用，请配置证书");
        }
    }

    private static bool IsPlainHttpOutsideLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        if (!address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || address.IsUnixPipe || address.IsNamedPipe)
            return false;
        return !address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
    }
}

/// <summary>The certificate in use, for the preflight list.</summary>
public sealed record ActiveCertificate(System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate);
