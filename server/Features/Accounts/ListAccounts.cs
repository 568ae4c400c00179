using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Accounts;

/// <param name="Suites">Suites for which the account has registered a signing key.</param>
public sealed record AccountLine(
    string Id, string UserName, string DisplayName, IReadOnlyList<string> Roles, bool Closed, bool MustChangePassword, IReadOnlyList<string> Suites);

public sealed class ListAccounts(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<IReadOnlyList<AccountLine>>> RunAsync(Actor actor)
    {
        if (actor.MustBe(Roles.Administrator) is { } refusal)
            return refusal;
        await using var db = await databases.CreateDbContextAsync();
        var accounts = await db.Users.AsNoTracking().OrderBy(account => account.UserName).ToListAsync();
        var roles = await (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id select new { link.UserId, role.Name }).ToListAsync();
        var keys = await db.StaffKeys.Select(key => new { key.AccountId, key.Suite }).ToListAsync();
        return Outcome.Of<IReadOnlyList<AccountLine>>([.. accounts.Select(account => new AccountLine(
            account.Id, account.UserName ?? "", account.DisplayName,
            [.. roles.Where(role => role.UserId == account.Id).Select(role => role.Name ?? "").Order()],
            account.Closed, account.MustChangePassword,
            [.. keys.Where(key => key.AccountId == account.Id).Select(key => key.Suite).Order()]))]);
    }
}
