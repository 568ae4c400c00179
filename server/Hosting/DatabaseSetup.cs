using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Hosting;

/// <summary>The SQLite database in the data folder, and the promises it must keep before the server answers anyone.</summary>
public static class DatabaseSetup
{
    // Before 3.51.3 a WAL reset could lose or corrupt pages when two connections raced (sqlite.org/wal.html).
    private static readonly Version OldestSqlite = new(3, 51, 3);

    public static void AddDatabase(this WebApplicationBuilder builder, DataFolder folder)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = folder.Database, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        builder.Services.AddSingleton<WriteGate>();
        builder.Services.AddSingleton<SqlitePragmas>();
        builder.Services.AddDbContextFactory<AppDb>((services, options) => options
            .UseSqlite(connection)
            .AddInterceptors(services.GetRequiredService<SqlitePragmas>()));
    }

    /// <summary>Brings the schema up to date and asserts that a commit is durable.</summary>
    /// <exception cref="StartupException"><c>database-not-durable</c>.</exception>
    public static async Task PrepareAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        // The data folder's lock says that nobody else is here, so a migration lock is left over from a killed process; EF would wait for it forever.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """);
        await db.Database.MigrateAsync();
        await db.Database.OpenConnectionAsync();
        await ScalarAsync(db, "PRAGMA journal_mode=WAL");
        await AssertAsync(db, "PRAGMA journal_mode", value => value == "wal", "journal_mode must be wal");
        await AssertAsync(db, "PRAGMA synchronous", value => value is "2" or "3", "synchronous must be FULL");
        await AssertAsync(db, "PRAGMA secure_delete", value => value == "1", "secure_delete must be on");
        await AssertAsync(db, "SELECT sqlite_version()", value => Version.Parse(value) >= OldestSqlite, $"SQLite must be {OldestSqlite} or newer");
    }

    private static async Task AssertAsync(AppDb db, string sql, Func<string, bool> holds, string rule)
    {
        var value = await ScalarAsync(db, sql);
        if (!holds(value))
            throw new StartupException("database-not-durable", $"{rule}, but it is {value}");
    }

    private static async Task<string> ScalarAsync(AppDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
