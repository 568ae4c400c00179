using Microsoft.AspNetCore.Identity;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

public sealed class SetAccountRoles(IServiceScopeFactory scopes, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string accountId, IReadOnlyList<string> roles)
    {
        if (actor.MustBe(Roles.Administrator) is { } refusal)
            return refusal;
        if (roles.Count == 0 || roles.Except(Roles.All).Any())
            return new Refusal("role-unknown");
        if (accountId == actor.AccountId && !roles.Contains(Roles.Administrator))
            return new Refusal("own-account");
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByIdAsync(accountId) is not { } account)
            return new Refusal("account-unknown");
        var before = await users.GetRolesAsync(account);
        await users.RemoveFromRolesAsync(account, before.Except(roles));
        await users.AddToRolesAsync(account, roles.Distinct().Except(before));
        await users.UpdateSecurityStampAsync(account);
        await audit.WriteAsync("account-roles", actor, detail: $"{account.UserName}: {string.Join(", ", roles)}");
        return Done.Yes;
    }
}
