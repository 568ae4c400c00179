using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Durability;

/// <summary>
/// Measures, with every proof checked and every receipt committed: casts per second, and receipt latency at 50 casts per second. Clients and server share
/// this machine. For figures worth stating: <c>RV_FULL=1 dotnet run --project tests/RecommendVote.Server.Tests -c Release -- -class "*LoadTests" -showLiveOutput</c>.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private static readonly int Cards = Environment.GetEnvironmentVariable("RV_FULL") == "1" ? 1000 : 120;

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task Casts_per_second_and_latency(string suiteName)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.True(Suite.TryParse(suiteName, out var suite));
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "load", Cards, suite, names: 24);
        using var http = server.Client();
        var holders = new List<AttendeeClient>();
        for (var card = 0; card < Cards; card++)
            holders.Add(await meeting.AttendeeAsync(card, http));
        var ballots = holders.AsParallel().AsOrdered().Select((holder, card) => holder.Seal(card % 24)).ToList();
        var hubs = new List<HubConnection>();
        for (var i = 0; i < 50; i++)
        {
            hubs.Add(new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hub/meeting")).Build());
            await hubs[i].StartAsync(stop);
        }

        var half = Cards / 2;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, half).Select(card => CastAsync(hubs[card % hubs.Count], ballots[card])));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"{suiteName}: {half} ballots of 24 names in {seconds:F2} s = {half / seconds:F0} casts per second");

        var latencies = new List<Task<TimeSpan>>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var card = half; card < Cards; card++)
        {
            await timer.WaitForNextTickAsync(stop);
            latencies.Add(CastAsync(hubs[card % hubs.Count], ballots[card]));
        }
        var sorted = (await Task.WhenAll(latencies)).Order().ToList();
        output.WriteLine($"{suiteName}: at 50 casts per second p50 {sorted[half / 2].TotalMilliseconds:F0} ms, p99 {sorted[half * 99 / 100].TotalMilliseconds:F0} ms");
        Assert.Equal(Cards, (await meeting.Grain.FactsAsync()).Categories.Sum(category => category.Ballots));
        foreach (var hub in hubs)
            await hub.DisposeAsync();
    }

    private static async Task<TimeSpan> CastAsync(HubConnection hub, Bytes ballot)
    {
        var began = Stopwatch.GetTimestamp();
        var reply = await hub.InvokeAsync<HubCastReply>("Cast", "load", ballot.ToString());
        Assert.Null(reply.Refusal);
        return Stopwatch.GetElapsedTime(began);
    }
}
