using System.Security.Claims;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>The signed-in member of staff on whose behalf a use case runs.</summary>
public sealed record Actor(string AccountId, string UserName, string DisplayName, IReadOnlySet<string> Roles)
{
    /// <summary>The claim that holds the person's name.</summary>
    public const string DisplayNameClaim = "display-name";

    /// <summary>The claim that is present while a one-time password must still be changed.</summary>
    public const string MustChangePasswordClaim = "must-change-password";

    /// <summary>The actor of a cookie's principal, or null when nobody is signed in.</summary>
    public static Actor? From(ClaimsPrincipal? principal)
    {
        if (principal?.Identity is not { IsAuthenticated: true } || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
            return null;
        return new Actor(
            id,
            principal.Identity.Name ?? "",
            principal.FindFirstValue(DisplayNameClaim) ?? principal.Identity.Name ?? "",
            principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet());
    }

    public bool Is(string role) => Roles.Contains(role);

    /// <summary>Null when the actor holds one of the roles, else the refusal.</summary>
    public Refusal? MustBe(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
            if (Roles.Contains(role))
                return null;
        return new Refusal("not-allowed");
    }
}
