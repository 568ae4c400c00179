using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.BulletinLog;

namespace RecommendVote.Server.Features.LiveDisplay;

/// <summary>
/// Carries changed snapshots from the writers to screens, trustees and console pages, from a channel of its own: a broadcast that is
/// slow or fails (Redis down) never delays or fails a cast. Screens that missed one get the next, or ask.
/// </summary>
public sealed partial class MeetingFeed(IHubContext<MeetingHub, IMeetingHubClient> hub, ILogger<MeetingFeed> log) : BackgroundService
{
    private readonly Channel<(MeetingSnapshot Snapshot, LogChange Change)> channel = Channel.CreateBounded<(MeetingSnapshot, LogChange)>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly ConcurrentDictionary<(string Meeting, Guid Id), Func<MeetingSnapshot, Task>> listeners = new();

    /// <summary>The hub group of everyone who watches a meeting.</summary>
    public static string WatchersOf(string meeting) => "meeting:" + meeting;

    /// <summary>The hub group of a meeting's trustees.</summary>
    public static string TrusteesOf(string meeting) => "trustees:" + meeting;

    public void Post(MeetingSnapshot snapshot, LogChange change) => channel.Writer.TryWrite((snapshot, change));

    /// <summary>Calls back on every change until disposed; for pages in this process.</summary>
    public IDisposable Subscribe(string meeting, Func<MeetingSnapshot, Task> listener)
    {
        var key = (meeting, Guid.NewGuid());
        listeners[key] = listener;
        return new Subscription(() => listeners.TryRemove(key, out _));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (snapshot, change) in channel.Reader.ReadAllAsync(stoppingToken))
        {
            await TryAsync(() => hub.Clients.Group(WatchersOf(snapshot.Meeting)).MeetingChanged(snapshot));
            await TryAsync(() => hub.Clients.Group(TrusteesOf(snapshot.Meeting)).LogChanged(change));
            foreach (var (key, listener) in listeners)
                if (key.Meeting == snapshot.Meeting)
                    await TryAsync(() => listener(snapshot));
        }
    }

    private async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception error)
        {
            LogLost(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a broadcast was lost")]
    private static partial void LogLost(ILogger logger, Exception error);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
