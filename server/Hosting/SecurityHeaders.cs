namespace RecommendVote.Server.Hosting;

/// <summary>Headers of every answer. Client pages allow no inline script or style at all; the console's component library sets inline styles.</summary>
public static class SecurityHeaders
{
    private const string Common = "default-src 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob: mediastream:; manifest-src 'self'; worker-src 'self'; ";

    /// <summary>The scanner of the client pages is WebAssembly, hence <c>wasm-unsafe-eval</c>; it permits nothing but compiling wasm.</summary>
    public const string ClientPolicy = Common + "base-uri 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

    /// <summary>The console's router needs a base element, hence <c>base-uri</c>.</summary>
    public const string ConsolePolicy = Common + "base-uri 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'";

    private static readonly string[] ClientPaths = ["/v", "/trustee", "/screen", "/check", "/client", "/api", "/hub"];

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Array.Exists(ClientPaths, path => http.Request.Path.StartsWithSegments(path)) ? ClientPolicy : ConsolePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/console"))
            headers.CacheControl = "no-store";
        return next(http);
    });
}
