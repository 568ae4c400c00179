using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Durability;

/// <summary>Rows of tests/ATTACKS.md about the stored log.</summary>
public sealed class AttackTests
{
    /// <summary>A19: whoever got a receipt around the closing is counted, and nobody else is in the log.</summary>
    [Fact]
    [Trait("Attack", "A19")]
    public async Task A19_every_receipt_given_around_the_closing_is_before_it_and_counted()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "brink", people: 30);
        using var http = server.Client();
        var holders = new List<AttendeeClient>();
        for (var card = 0; card < 30; card++)
            holders.Add(await meeting.AttendeeAsync(card, http));
        var ballots = holders.AsParallel().AsOrdered().Select(holder => holder.Seal(0)).ToList();
        var receipts = new ConcurrentDictionary<int, ReceiptReply>();
        // ten at a time until the closing stands, so that it falls between casts
        var closing = new TaskCompletionSource();
        var closed = false;
        var casts = Enumerable.Range(0, 10).Select(lane => Task.Run(async () =>
        {
            for (var card = lane; card < 30 && !closed; card += 10)
            {
                if (card >= 10)
                    closing.TrySetResult();
                using var answer = await holders[card].CastAsync(http, ballots[card]);
                if (answer.IsSuccessStatusCode)
                    receipts[card] = (await answer.Content.ReadFromJsonAsync<ReceiptReply>(stop))!;
            }
        }, stop)).ToList();
        await closing.Task.WaitAsync(TimeSpan.FromMinutes(1), stop);
        await meeting.CloseAsync();
        closed = true;
        await Task.WhenAll(casts);

        var end = Indices(server.Folder, "closed").Single();
        Assert.NotEmpty(receipts);
        Assert.All(receipts.Values, reply => Assert.True(reply.Receipt.Index < end));
        Assert.All(Indices(server.Folder, "ballot"), index => Assert.True(index < end));
        // in the log are the receipts, and at most ballots whose answer was lost: here none was
        Assert.Equal(receipts.Values.Select(reply => (long)reply.Receipt.Index).Order(), Indices(server.Folder, "ballot").Order());
        Assert.Equal(receipts.Count, (await meeting.Grain.FactsAsync()).Categories.Sum(category => category.Ballots));
        for (var card = 0; card < 30; card++)
        {
            using var again = await holders[card].CastAsync(http, ballots[card]);
            Assert.Equal(receipts.ContainsKey(card), again.IsSuccessStatusCode);
        }
        Assert.Equal(receipts.Count, Indices(server.Folder, "ballot").Count);
    }

    /// <summary>A47: one flipped bit in any stored row, and the node signs nothing over it.</summary>
    [Fact]
    [Trait("Attack", "A47")]
    public async Task A47_a_flipped_bit_in_a_stored_row_is_found_before_anything_is_signed()
    {
        var folder = RunningServer.NewFolder();
        AttendeeClient voted, waiting;
        Bytes ballot, next;
        await using (var server = await RunningServer.StartAsync(folder))
        {
            using var meeting = await PreparedMeeting.OpenAsync(server, "bits", people: 5);
            using var http = server.Client();
            (voted, waiting) = (await meeting.AttendeeAsync(0, http), await meeting.AttendeeAsync(1, http));
            (ballot, next) = (voted.Seal(0), waiting.Seal(1));
            await voted.CastWellAsync(http, ballot);
        }
        var random = new Random(47);
        var rows = Execute(folder, "SELECT COUNT(*) FROM log_entries");
        for (var sample = 0; sample < 5; sample++)
        {
            // the manifest, the last row, and some between
            var index = sample switch { 0 => 0, 1 => rows - 1, _ => random.NextInt64(rows) };
            var bytes = Read(folder, index);
            var flipped = (byte[])bytes.Clone();
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            Write(folder, index, flipped);
            await using (var server = await RunningServer.StartAsync(folder))
            {
                using var http = server.Client();
                using var cast = await waiting.CastAsync(http, next);
                Assert.False(cast.IsSuccessStatusCode, $"row {index}");
                using var resend = await voted.CastAsync(http, ballot);
                Assert.False(resend.IsSuccessStatusCode, $"row {index}");
            }
            Assert.Equal(rows, Execute(folder, "SELECT COUNT(*) FROM log_entries"));
            Write(folder, index, bytes);
        }
        await using (var server = await RunningServer.StartAsync(folder))
        {
            using var http = server.Client();
            await voted.CastWellAsync(http, ballot);
            await waiting.CastWellAsync(http, next);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static List<long> Indices(string folder, string type)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Index\" FROM log_entries WHERE CAST(substr(\"Bytes\", 1, $length) AS TEXT) = $start";
        command.Parameters.AddWithValue("$start", $"{{\"type\":\"{type}\",");
        command.Parameters.AddWithValue("$length", type.Length + 11);
        using var reader = command.ExecuteReader();
        var indices = new List<long>();
        while (reader.Read())
            indices.Add(reader.GetInt64(0));
        return indices;
    }

    private static long Execute(string folder, string sql)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static byte[] Read(string folder, long index)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Bytes\" FROM log_entries WHERE \"Index\" = $index";
        command.Parameters.AddWithValue("$index", index);
        return (byte[])command.ExecuteScalar()!;
    }

    private static void Write(string folder, long index, byte[] bytes)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE log_entries SET \"Bytes\" = $bytes WHERE \"Index\" = $index";
        command.Parameters.AddWithValue("$bytes", bytes);
        command.Parameters.AddWithValue("$index", index);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recommendvote.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
