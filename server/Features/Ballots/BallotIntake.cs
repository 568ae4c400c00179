using System.Collections.Concurrent;
using System.Threading.Channels;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>
/// Gathers casts into micro-batches (up to 256, or what arrives within 10 ms), checks all their proofs as one sum, and hands what holds
/// to the meeting's one writer. While one batch is being committed the next is being checked. Full means <c>overloaded</c>: the client sends again.
/// </summary>
public sealed partial class BallotIntake(OpenMeetings meetings, IGrainFactory grains, ILogger<BallotIntake> log) : IAsyncDisposable
{
    public const int MostWaiting = 4096;
    public const int LargestBatch = 256;
    public static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, Lazy<MeetingLine>> lines = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Answers once the ballot is committed or refused.</summary>
    public Task<ReceiptAnswer> CastAsync(string meeting, byte[] entry)
    {
        var line = lines.GetOrAdd(meeting, id => new Lazy<MeetingLine>(() => new MeetingLine(this, id))).Value;
        var cast = new Waiting(entry);
        return line.Channel.Writer.TryWrite(cast) ? cast.Answer.Task : Task.FromResult(ReceiptAnswer.Refused("overloaded"));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var line in lines.Values)
            if (line.IsValueCreated)
                await line.Value.Worker;
        stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a batch of {Count} ballots of meeting {Meeting} was not committed")]
    private static partial void LogBatchFailed(ILogger logger, Exception error, int count, string meeting);

    private async Task RunAsync(MeetingLine line)
    {
        var reader = line.Channel.Reader;
        var batch = new List<Waiting>(LargestBatch);
        // Two at a time: one in the writer, one at the checker.
        using var room = new SemaphoreSlim(2, 2);
        var running = new List<Task>();
        try
        {
            while (await reader.WaitToReadAsync(stopping.Token))
            {
                await GatherAsync(reader, batch);
                await room.WaitAsync(stopping.Token);
                var taken = batch.ToArray();
                batch.Clear();
                running.RemoveAll(task => task.IsCompleted);
                running.Add(Task.Run(async () =>
                {
                    try
                    {
                        await ProcessAsync(line.Meeting, taken);
                    }
                    finally
                    {
                        room.Release();
                    }
                }));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever still waits gets no receipt and sends again.
        }
        await Task.WhenAll(running);
        while (reader.TryRead(out var left))
            left.Answer.TrySetResult(ReceiptAnswer.Refused("overloaded"));
    }

    private async Task GatherAsync(ChannelReader<Waiting> reader, List<Waiting> batch)
    {
        var until = DateTime.UtcNow + GatheringTime;
        while (batch.Count < LargestBatch)
        {
            if (reader.TryRead(out var next))
            {
                batch.Add(next);
                continue;
            }
            var left = until - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
                return;
            await Task.Delay(left < TimeSpan.FromMilliseconds(2) ? left : TimeSpan.FromMilliseconds(2), stopping.Token);
        }
    }

    private async Task ProcessAsync(string meeting, Waiting[] batch)
    {
        try
        {
            var (open, state) = await meetings.FindAsync(meeting);
            if (open is null)
            {
                foreach (var cast in batch)
                    cast.Answer.TrySetResult(ReceiptAnswer.Refused(Meetings.MeetingStates.CastRefusal(state)));
                return;
            }
            var results = new BallotChecker(open).Check([.. batch.Select(cast => (ReadOnlyMemory<byte>)cast.Entry)], SystemRandomSource.Instance);
            var good = new List<(Waiting Cast, CheckedBallot Ballot)>(batch.Length);
            for (var i = 0; i < batch.Length; i++)
            {
                if (results[i].Ballot is { } ballot)
                    good.Add((batch[i], ballot));
                else
                    batch[i].Answer.TrySetResult(ReceiptAnswer.Refused(results[i].Refusal!.Code, results[i].Refusal!.Detail));
            }
            if (good.Count == 0)
                return;
            var answers = await grains.GetGrain<IMeetingGrain>(meeting).AppendBallotsAsync(new BallotBatch([.. good.Select(pair => pair.Ballot)]));
            for (var i = 0; i < good.Count; i++)
                good[i].Cast.Answer.TrySetResult(answers[i]);
        }
        catch (Exception error)
        {
            // Committed or not is unknown here; the client sends the same bytes again and gets the one true answer.
            LogBatchFailed(log, error, batch.Length, meeting);
            foreach (var cast in batch)
                cast.Answer.TrySetResult(ReceiptAnswer.Refused("overloaded"));
        }
    }

    private sealed record Waiting(byte[] Entry)
    {
        public TaskCompletionSource<ReceiptAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class MeetingLine
    {
        public MeetingLine(BallotIntake intake, string meeting)
        {
            Meeting = meeting;
            Worker = Task.Run(() => intake.RunAsync(this));
        }

        public string Meeting { get; }

        public Channel<Waiting> Channel { get; } = System.Threading.Channels.Channel.CreateBounded<Waiting>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

        public Task Worker { get; }
    }
}
