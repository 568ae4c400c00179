using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Durability;

/// <summary>
/// A receipt means committed. The server runs as a process of its own and is killed (SIGKILL) at random moments while 200 attendees cast; afterwards
/// every receipt that was handed out is in the log, the same bytes get the same receipt, and nothing is there twice.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Attendees = 200;
    private const int Kills = 20;
    private const int MostKills = 60;
    private const int PerRound = 12;
    private const int KeptBack = 30;

    [Fact]
    [Trait("Attack", "A46")]
    [Trait("Attack", "A58")]
    public async Task Every_receipt_survives_kills_at_random_moments()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = RunningServer.NewFolder();
        try
        {
            var (holders, ballots) = await PrepareAsync(folder);
            var receipts = new ConcurrentDictionary<int, ReceiptReply>();
            var caughtBetween = 0;
            var kills = 0;
            using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(1) });
            // How long a burst takes, as learnt from round to round: kills fall anywhere in it.
            var span = TimeSpan.FromMilliseconds(80);
            var port = ServerProcess.FreePort();
            while (kills < Kills || (caughtBetween == 0 && kills < MostKills))
            {
                using var server = ServerProcess.Start(folder, port);
                await server.ReadyAsync(http, stop);
                // Wakes the meeting's writer, so that the burst below is spent on casting and not on reading the log.
                await CastAsync(http, server.Address, ballots[0], receipts, 0, stop);
                // Spread over the rounds, with some kept back for rounds that chance makes necessary.
                var waiting = Enumerable.Range(1, kills < Kills ? Attendees - KeptBack : Attendees - 1).Where(i => !receipts.ContainsKey(i)).ToList();
                var now = waiting.Take((waiting.Count / Math.Max(1, Kills - kills)) + 2).Take(PerRound).ToList();
                var casts = now.Select(i => Task.Run(() => CastAsync(http, server.Address, ballots[i], receipts, i, stop), stop)).ToList();
                // When chance alone left that moment out, the first receipt of a batch tells when it is: the batch is committed, others wait for theirs.
                await (kills < Kills ? Task.Delay(span * (RandomNumberGenerator.GetInt32(1000) / 1000.0), stop) : Task.WhenAny(casts));
                server.Kill();
                kills++;
                await Task.WhenAll(casts);
                var logged = LeavesIn(folder);
                var unreceipted = now.Count(i => !receipts.ContainsKey(i) && logged.ContainsKey(holders[i].LeafOf(ballots[i])));
                caughtBetween += unreceipted > 0 ? 1 : 0;
                // Everyone answered: bursts are shorter than thought; nothing committed yet: longer.
                var answered = now.Count(receipts.ContainsKey);
                span *= answered == now.Count ? 0.85 : answered == 0 && unreceipted == 0 ? 1.15 : 1.0;
                AssertAllThere(receipts, logged);
            }
            output.WriteLine($"{kills} kills, {caughtBetween} of them between commit and receipt");
            Assert.True(caughtBetween > 0, $"none of {kills} kills fell between commit and receipt");

            // The rest cast in peace, and everyone sends the same bytes again.
            using var last = ServerProcess.Start(folder, port);
            await last.ReadyAsync(http, stop);
            for (var i = 0; i < Attendees; i++)
            {
                Assert.True(await CastAsync(http, last.Address, ballots[i], receipts, i, stop), $"card {i}");
                holders[i].Check(receipts[i], ballots[i]);
            }
            var final = LeavesIn(folder);
            AssertAllThere(receipts, final);
            Assert.Equal(Attendees, receipts.Values.Select(reply => reply.Receipt.Index).Distinct().Count());
            Assert.Equal(Attendees, BallotsIn(folder));

            // What the server wrote to its log names no card, no ballot and no address.
            Assert.All(holders, holder => Assert.DoesNotContain(holder.Card.ToString(), last.Output, StringComparison.Ordinal));
            Assert.DoesNotContain("/cast", last.Output, StringComparison.Ordinal);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An open meeting in the folder, prepared by a server in this process that is then stopped; and everyone's sealed ballot.</summary>
    private static async Task<(List<AttendeeClient> Holders, List<Bytes> Ballots)> PrepareAsync(string folder)
    {
        await using var server = await RunningServer.StartAsync(folder);
        using var meeting = await PreparedMeeting.OpenAsync(server, "kills", Attendees);
        using var http = server.Client();
        var holders = new List<AttendeeClient>();
        for (var card = 0; card < Attendees; card++)
            holders.Add(await meeting.AttendeeAsync(card, http));
        var ballots = holders.AsParallel().AsOrdered().Select((holder, card) => holder.Seal(card % 2)).ToList();
        return (holders, ballots);
    }

    /// <summary>Sends once. True with the receipt kept and compared with any earlier one; false when the server died or was busy.</summary>
    private static async Task<bool> CastAsync(
        HttpClient http, Uri server, Bytes ballot, ConcurrentDictionary<int, ReceiptReply> receipts, int card, CancellationToken stop)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(server, "/api/meetings/kills/cast"), new { ballot = ballot.ToString() }, stop);
            if (!answer.IsSuccessStatusCode)
            {
                Assert.Contains(await answer.RefusalCodeAsync(), new[] { "overloaded", "too-many-requests" });
                return false;
            }
            var reply = (await answer.Content.ReadFromJsonAsync<ReceiptReply>(stop))!;
            Assert.Equivalent(receipts.GetOrAdd(card, reply), reply, strict: true);
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>Leaf hashes in the database of the killed server, with how often each occurs. A new connection recovers the log as the server would.</summary>
    private static Dictionary<string, int> LeavesIn(string folder)
    {
        var leaves = new Dictionary<string, int>();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recommendvote.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Leaf\" FROM log_entries";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var leaf = ((Bytes)(byte[])reader[0]).ToString();
            leaves[leaf] = leaves.GetValueOrDefault(leaf) + 1;
        }
        return leaves;
    }

    private static int BallotsIn(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "recommendvote.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM log_entries WHERE CAST(substr(\"Bytes\", 1, 17) AS TEXT) = '{\"type\":\"ballot\",'";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void AssertAllThere(ConcurrentDictionary<int, ReceiptReply> receipts, Dictionary<string, int> logged)
    {
        Assert.All(receipts.Values, reply => Assert.True(logged.ContainsKey(reply.Leaf), $"the receipt of entry {reply.Receipt.Index} is not in the log"));
        Assert.All(logged.Values, count => Assert.Equal(1, count));
    }
}
