using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Accounts;

public sealed record StaffKeyLine(string Suite, string Key);

/// <summary>The registered public keys of the asking account.</summary>
public sealed class ListStaffKeys(IDbContextFactory<AppDb> databases)
{
    public async Task<IReadOnlyList<StaffKeyLine>> RunAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var keys = await db.StaffKeys.AsNoTracking().Where(key => key.AccountId == actor.AccountId).OrderBy(key => key.Suite).ToListAsync();
        return [.. keys.Select(key => new StaffKeyLine(key.Suite, Base64Url.EncodeToString(key.Key)))];
    }
}
