using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// Replays entries through the gate, the proofs of consecutive ballots in batches on all cores. While the proofs of one batch are checked, the batch before
/// it goes into the record and the next one is read. The outcome is that of
/// <see cref="MeetingRecord.Apply(ReadOnlyMemory{byte}, IRandomSource)"/> entry by entry.
/// </summary>
public sealed class RecordReplay(IRandomSource random, int maxParallelism = 0, CancellationToken cancellation = default)
{
    /// <summary>Bounds of one batch: enough for the sum to pay, few enough for modest memory.</summary>
    private const int MaxBatch = 256;
    private const long MaxBatchBytes = 16 * 1024 * 1024;

    private List<ReadOnlyMemory<byte>> pending = [];
    private long pendingBytes;
    private Batch? checking;

    /// <summary>The record of the entries that passed.</summary>
    public MeetingRecord Record { get; } = new();

    /// <summary>The first refusal; nothing is replayed after it.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Called for each entry that passed, in order.</summary>
    public Action<string>? Passed { get; init; }

    /// <summary>Takes the next entry; its verdict may come later. False once something was refused.</summary>
    public bool Add(ReadOnlyMemory<byte> entry)
    {
        if (Refusal is not null)
            return false;
        var isBallot = EntryCodec.PeekType(entry.Span[..Math.Min(entry.Length, 64)]) == EntryTypes.Ballot;
        if (isBallot && (Record.Phase == MeetingPhase.Open || pending.Count > 0 || checking is not null))
        {
            pending.Add(entry);
            pendingBytes += entry.Length;
            return pending.Count < MaxBatch && pendingBytes < MaxBatchBytes || Turn();
        }
        return Finish() && Apply(entry, Record.Apply(entry, random));
    }

    /// <summary>Judges what is still waiting. True when nothing has been refused.</summary>
    public bool Finish() => Turn() && Turn();

    /// <summary>Begins to check what is pending, and puts into the record what has been checked.</summary>
    private bool Turn()
    {
        var done = checking;
        checking = null;
        var results = done?.Results.GetAwaiter().GetResult();
        if (Refusal is null && pending.Count > 0)
            checking = Begin(pending);
        (pending, pendingBytes) = ([], 0);
        for (var i = 0; results is not null && i < results.Count && Refusal is null; i++)
        {
            var entry = done!.Entries[i];
            // A ballot that fails goes through the gate alone, so that the first check in order is the one named.
            Apply(entry, results[i].Ballot is { } ballot ? Record.Apply(ballot) : Record.Apply(entry));
        }
        if (Refusal is not null && checking is not null)
        {
            checking.Results.GetAwaiter().GetResult();
            checking = null;
        }
        return Refusal is null;
    }

    /// <summary>One thread does one thing after the other; more than one work side by side.</summary>
    private Batch Begin(List<ReadOnlyMemory<byte>> entries)
    {
        var checker = new BallotChecker(Record.Open!);
        IReadOnlyList<BallotCheckResult> Check() => checker.Check(entries, random, maxParallelism, cancellation);
        return new Batch(entries, maxParallelism == 1 || Environment.ProcessorCount == 1 ? Task.FromResult(Check()) : Task.Run(Check, CancellationToken.None));
    }

    /// <summary>Replays a whole list.</summary>
    public static (MeetingRecord Record, Refusal? Refusal) Run(
        IEnumerable<ReadOnlyMemory<byte>> entries, IRandomSource random, int maxParallelism = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var replay = new RecordReplay(random, maxParallelism, cancellation);
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!replay.Add(entry))
                break;
        }
        replay.Finish();
        return (replay.Record, replay.Refusal);
    }

    private bool Apply(ReadOnlyMemory<byte> entry, ApplyResult result)
    {
        if (result.Refusal is { } refusal)
        {
            Refusal = refusal;
            return false;
        }
        Passed?.Invoke(EntryCodec.PeekType(entry.Span[..Math.Min(entry.Length, 64)])!);
        return true;
    }

    private sealed record Batch(List<ReadOnlyMemory<byte>> Entries, Task<IReadOnlyList<BallotCheckResult>> Results);
}
