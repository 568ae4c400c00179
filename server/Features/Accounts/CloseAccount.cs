using Microsoft.AspNetCore.Identity;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Closes an account: it cannot sign in any more. Accounts are never deleted, since signatures and audit lines name them.</summary>
public sealed class CloseAccount(IServiceScopeFactory scopes, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string accountId)
    {
        if (actor.MustBe(Roles.Administrator) is { } refusal)
            return refusal;
        if (accountId == actor.AccountId)
            return new Refusal("own-account");
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(accountId) is not { } account)
            return new Refusal("account-unknown");
        account.Closed = true;
        await users.UpdateSecurityStampAsync(account);
        await audit.WriteAsync("account-closed", actor, detail: account.UserName ?? "");
        return Done.Yes;
    }
}
