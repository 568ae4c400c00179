using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Accounts;

public sealed record StaffLine(string AccountId, string DisplayName, bool HasKey);

/// <summary>Open accounts with a role, to choose an issuer or officers from.</summary>
public sealed class StaffByRole(IDbContextFactory<AppDb> databases)
{
    public async Task<IReadOnlyList<StaffLine>> RunAsync(string role, string suite)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await (
            from account in db.Users
            join link in db.UserRoles on account.Id equals link.UserId
            join named in db.Roles on link.RoleId equals named.Id
            where named.Name == role && !account.Closed
            orderby account.DisplayName
            select new StaffLine(account.Id, account.DisplayName, db.StaffKeys.Any(key => key.AccountId == account.Id && key.Suite == suite))).ToListAsync();
    }
}
