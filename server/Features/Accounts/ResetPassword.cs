using Microsoft.AspNetCore.Identity;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Gives an account a new one-time password and ends its sessions.</summary>
public sealed class ResetPassword(IServiceScopeFactory scopes, AuditLog audit)
{
    /// <returns>The one-time password.</returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, string accountId)
    {
        if (actor.MustBe(Roles.Administrator) is { } refusal)
            return refusal;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(accountId) is not { } account)
            return new Refusal("account-unknown");
        var password = OneTimePassword.New();
        account.MustChangePassword = true;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        await users.SetLockoutEndDateAsync(account, null);
        await users.UpdateSecurityStampAsync(account);
        await audit.WriteAsync("password-reset", actor, detail: account.UserName ?? "");
        return password;
    }
}
