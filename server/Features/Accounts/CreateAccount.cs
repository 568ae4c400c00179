using Microsoft.AspNetCore.Identity;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

public sealed record NewAccount(string UserName, string DisplayName, IReadOnlyList<string> Roles);

public sealed record CreatedAccount(string AccountId, string OneTimePassword);

/// <summary>The administrator makes an account; the one-time password is shown once.</summary>
public sealed class CreateAccount(IServiceScopeFactory scopes, AuditLog audit)
{
    public async Task<Outcome<CreatedAccount>> RunAsync(Actor actor, NewAccount request)
    {
        if (actor.MustBe(Roles.Administrator) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(request.DisplayName) || request.DisplayName.Length > 100)
            return new Refusal("name-missing");
        if (request.Roles.Count == 0 || request.Roles.Except(Roles.All).Any())
            return new Refusal("role-unknown");
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account { UserName = request.UserName.Trim(), DisplayName = request.DisplayName.Trim(), MustChangePassword = true };
        var password = OneTimePassword.New();
        var made = await users.CreateAsync(account, password);
        if (!made.Succeeded)
            return new Refusal(made.Errors.Any(error => error.Code == "DuplicateUserName") ? "user-name-taken" : "user-name-invalid");
        await users.AddToRolesAsync(account, request.Roles.Distinct());
        await audit.WriteAsync("account-created", actor, detail: $"{account.UserName}: {string.Join(", ", request.Roles)}");
        return new CreatedAccount(account.Id, password);
    }
}
