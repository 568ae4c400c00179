using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Makes the roles and, in an installation without accounts, the first administrator.</summary>
public static class FirstRun
{
    public const string AdministratorName = "admin";

    /// <summary>The one-time password of a newly made administrator, or null when accounts exist.</summary>
    public static async Task<string?> PrepareAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in Roles.All)
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole(role));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.Users.AnyAsync())
            return null;
        var password = OneTimePassword.New();
        var administrator = new Account { UserName = AdministratorName, DisplayName = "管理员", MustChangePassword = true };
        var made = await users.CreateAsync(administrator, password);
        if (!made.Succeeded)
            throw new InvalidOperationException("the first administrator cannot be made: " + string.Join("; ", made.Errors.Select(error => error.Code)));
        await users.AddToRoleAsync(administrator, Roles.Administrator);
        return password;
    }
}
