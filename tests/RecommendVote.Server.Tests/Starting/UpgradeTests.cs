using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Starting;

/// <summary>A database of the installation before: it is brought up to date when the server starts, and its meetings go on.</summary>
public sealed class UpgradeTests
{
    private const string FirstSchema = "20261123081026_Initial";

    [Fact]
    public async Task A_meeting_that_was_open_under_the_first_schema_goes_on_after_the_upgrade()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = RunningServer.NewFolder();
        var file = Path.Combine(folder, "recommendvote.db");
        try
        {
            PreparedMeeting meeting;
            IReadOnlyDictionary<string, IReadOnlySet<string>> schema;
            MeetingDetails before;
            await using (var server = await RunningServer.StartAsync(folder))
            {
                meeting = await PreparedMeeting.OpenAsync(server, "upgraded", people: 4);
                using var http = server.Client();
                var attendee = await meeting.AttendeeAsync(0, http);
                await attendee.CastWellAsync(http, attendee.Seal(0));
                before = (await server.Get<GetMeeting>().RunAsync(meeting.Organizer.Actor, "upgraded")).Need();
                schema = await SchemaAsync(file);
            }
            using (meeting)
            {
                await PutBackAsync(folder, stop);
                Assert.DoesNotContain("Kind", (await SchemaAsync(file))["Meetings"]);

                await using var server = await RunningServer.StartAsync(folder);
                Assert.Equal(schema, await SchemaAsync(file));
                var after = (await server.Get<GetMeeting>().RunAsync(meeting.Organizer.Actor, "upgraded")).Need();
                // While voting is open the public checkpoint moves in steps, and a start is one.
                Assert.Equivalent(before with { Facts = before.Facts with { PublicSize = after.Facts.PublicSize } }, after, strict: true);
                Assert.Equal(MeetingStates.Open, after.State);
                Assert.Equal(MeetingKinds.Recommendation, after.Draft.Kind);
                Assert.Equal([PositionKinds.Choice], after.Positions.Select(position => position.Kind));

                using var http = server.Client();
                var attendee = await meeting.AttendeeAsync(1, http);
                await attendee.CastWellAsync(http, attendee.Seal(1));
                var verified = (await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "upgraded", cancellation: stop)).Need();
                Assert.True(verified.HoldsUpToAttestation, verified.HeadlineEn);
                await using var db = await server.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync(stop);
                Assert.Empty(await db.Database.GetPendingMigrationsAsync(stop));
                Assert.Empty(await db.Cosignatures.ToListAsync(stop));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Replaces the database by one that the first migration alone made, with the rows that it can hold.</summary>
    private static async Task PutBackAsync(string folder, CancellationToken stop)
    {
        var (now, old) = (Path.Combine(folder, "recommendvote.db"), Path.Combine(folder, "old.db"));
        var options = new DbContextOptionsBuilder<AppDb>().UseSqlite($"Data Source={old};Pooling=False;Foreign Keys=False").Options;
        await using (var db = new AppDb(options, new WriteGate()))
        {
            await db.GetService<IMigrator>().MigrateAsync(FirstSchema, stop);
            await db.Database.OpenConnectionAsync(stop);
            await ExecuteAsync(db, $"ATTACH DATABASE '{now}' AS now");
            foreach (var (table, columns) in await SchemaAsync(old))
            {
                if (table.StartsWith("__EF", StringComparison.Ordinal))
                    continue;
                var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
                await ExecuteAsync(db, $"INSERT INTO main.\"{table}\" ({names}) SELECT {names} FROM now.\"{table}\"");
            }
        }
        foreach (var file in Directory.GetFiles(folder, "recommendvote.db*"))
            File.Delete(file);
        File.Move(old, now);
    }

    private static async Task ExecuteAsync(AppDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Names of the columns by table.</summary>
    private static async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> SchemaAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.name";
        await using var rows = await command.ExecuteReaderAsync();
        var found = new SortedDictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            if (!found.TryGetValue(rows.GetString(0), out var columns))
                found[rows.GetString(0)] = columns = new SortedSet<string>(StringComparer.Ordinal);
            ((SortedSet<string>)columns).Add(rows.GetString(1));
        }
        return found;
    }
}
