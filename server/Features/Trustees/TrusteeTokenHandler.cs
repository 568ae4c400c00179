using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Trustees;

/// <summary>Signs a trustee in for one request by <c>Authorization: Bearer TOKEN</c>.</summary>
public sealed class TrusteeTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TrusteeTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "trustee-token";
    public const string Policy = "trustee";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(header[Prefix.Length..].Trim()) is not { } trustee)
            return AuthenticateResult.Fail("unknown token");
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim("meeting", trustee.MeetingId));
        identity.AddClaim(new Claim("trustee", trustee.Index.ToString(CultureInfo.InvariantCulture)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => new Refusal("token-invalid").Problem().ExecuteAsync(Context);
}

/// <summary>The trustee on whose behalf a request runs.</summary>
public sealed record TrusteeCaller(string MeetingId, int Index)
{
    public static TrusteeCaller Of(ClaimsPrincipal principal) => new(
        principal.FindFirstValue("meeting") ?? "",
        int.Parse(principal.FindFirstValue("trustee") ?? "0", CultureInfo.InvariantCulture));
}
