using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Puts the person's name, and the duty to change a one-time password, into the cookie.</summary>
public sealed class StaffClaims(UserManager<Account> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Actor.DisplayNameClaim, user.DisplayName));
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(Actor.MustChangePasswordClaim, "1"));
        return identity;
    }
}
