using Microsoft.Data.Sqlite;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Durability;

/// <summary>What happens when a commit fails: no receipt, nothing kept in memory that is not on disk, and casting goes on once the disk does.</summary>
public sealed class SecondWriterTests
{
    [Fact]
    [Trait("Attack", "A15")]
    [Trait("Attack", "A46")]
    public async Task A_row_of_a_second_writer_makes_the_commit_fail_without_a_receipt_and_without_harm()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "writers", people: 5);
        using var http = server.Client();
        var attendee = await meeting.AttendeeAsync(0, http);
        var ballot = attendee.Seal(0);
        var size = (await meeting.Grain.FactsAsync()).Size;

        await ExecuteAsync(server, $"INSERT INTO log_entries (\"MeetingId\", \"Index\", \"Bytes\", \"Leaf\", \"CommittedSize\") VALUES ('writers', {size}, x'7b7d', zeroblob(32), {size + 1})");
        using (var refused = await attendee.CastAsync(http, ballot))
            Assert.Equal("overloaded", await refused.RefusalCodeAsync());
        // The foreign row is no entry that the gate accepts: the writer refuses to come back over it, rather than to guess.
        using (var still = await attendee.CastAsync(http, ballot))
            Assert.Equal("overloaded", await still.RefusalCodeAsync());

        await ExecuteAsync(server, $"DELETE FROM log_entries WHERE \"MeetingId\" = 'writers' AND \"Index\" = {size}");
        var stop = TestContext.Current.CancellationToken;
        for (var i = 0; i < 8; i++)
        {
            using var answer = await attendee.CastAsync(http, ballot);
            if (answer.IsSuccessStatusCode)
                break;
            await Task.Delay(1000, stop);
        }
        var receipt = await attendee.CastWellAsync(http, ballot);
        Assert.Equal(size, receipt.Receipt.Index);
        Assert.Equal(1, (await meeting.Grain.FactsAsync()).Categories.Sum(category => category.Ballots));
    }

    [Fact]
    public async Task After_a_restart_the_record_is_rebuilt_and_the_same_receipt_given()
    {
        var folder = RunningServer.NewFolder();
        PreparedMeeting meeting;
        AttendeeClient attendee;
        Record.Bytes ballot;
        Features.Ballots.ReceiptReply first;
        await using (var server = await RunningServer.StartAsync(folder))
        {
            meeting = await PreparedMeeting.OpenAsync(server, "again", people: 5);
            using var http = server.Client();
            attendee = await meeting.AttendeeAsync(0, http);
            ballot = attendee.Seal(1);
            first = await attendee.CastWellAsync(http, ballot);
        }
        meeting.Dispose();
        await using (var server = await RunningServer.StartAsync(folder))
        {
            using var http = server.Client();
            Assert.Equivalent(first, await attendee.CastWellAsync(http, ballot), strict: true);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ExecuteAsync(RunningServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "recommendvote.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
