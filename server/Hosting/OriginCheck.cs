namespace RecommendVote.Server.Hosting;

/// <summary>
/// Browsers send no CORS question before a WebSocket, so hubs check the Origin themselves: another site's page is
/// refused. Tools that send no Origin may use the public hub, whose authority is the card, but not the console's circuit, whose is a cookie.
/// </summary>
public static class OriginCheck
{
    public static void UseOriginCheck(this WebApplication app) => app.Use(async (http, next) =>
    {
        var path = http.Request.Path;
        var isHub = path.StartsWithSegments("/hub");
        var isCircuit = path.StartsWithSegments("/_blazor");
        if (isHub || isCircuit)
        {
            var origin = http.Request.Headers.Origin.ToString();
            var own = $"{http.Request.Scheme}://{http.Request.Host}";
            var crossSite = http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
            var upgrade = http.WebSockets.IsWebSocketRequest;
            if (crossSite || (origin.Length > 0 && !origin.Equals(own, StringComparison.OrdinalIgnoreCase)) || (isCircuit && upgrade && origin.Length == 0))
            {
                await new Refusal("origin-refused").Problem().ExecuteAsync(http);
                return;
            }
        }
        await next(http);
    });
}
