using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Trustees;

/// <summary>One run of <c>rv trustee</c>: the server, the sealed file, and the log as far as it has been fetched and accepted.</summary>
public sealed class TrusteeContext(TrusteeApi api, TrusteeFile file) : IDisposable
{
    private readonly List<Bytes> entries = [];
    private readonly RecordReplay replay = new(SystemRandomSource.Instance);

    public TrusteeApi Api => api;

    public TrusteeFile File => file;

    /// <summary>Every fetched entry went through this gate, ballots with their proofs.</summary>
    public MeetingRecord Record => replay.Record;

    public TrusteeLog? Log => TrusteeLog.Read(entries);

    /// <summary>
    /// The note over what tally-ready names, from the server; null where the meeting needs no witness. Who signed it is checked where it is used.
    /// </summary>
    public string? TallyNote { get; private set; }

    /// <summary>Fetches what is new and replays it; the checkpoint that comes with it must be over exactly these entries.</summary>
    /// <exception cref="ToolException">An entry that the gate refuses, or a checkpoint that does not fit: with exit code 1.</exception>
    public async Task FetchAsync(CancellationToken cancellation)
    {
        var (fresh, checkpoint) = await api.GetEntriesAsync(entries.Count, cancellation);
        Append(fresh);
        if (Record.Manifest is { } manifest
            && (!Checkpoint.TryVerify(manifest, checkpoint, out var parsed) || parsed.Size != Record.Size || parsed.Root != Record.Tree!.Root()))
            throw new ToolException("the server's checkpoint does not fit the entries it sent (checkpoint-invalid)", ExitCodes.Failed);
        if (Record is { Manifest.IsWitnessed: true, Closed: not null })
            TallyNote = (await api.GetAsync(cancellation)).TallyCheckpoint;
    }

    /// <summary>Stores the state, then appends the entry: in this order, so that nothing is ever sent that the file does not know.</summary>
    public async Task SendAsync(TrusteeStep.Send step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        file.Save(step.State);
        await api.AppendAsync(step.Entry, cancellation);
    }

    public void Dispose() => api.Dispose();

    private void Append(IReadOnlyList<Bytes> fresh)
    {
        foreach (var entry in fresh)
        {
            entries.Add(entry);
            replay.Add(entry.Memory);
        }
        if (!replay.Finish())
            throw new ToolException($"the server's log does not verify: {replay.Refusal}; do not go on, and tell the discipline officer", ExitCodes.Failed);
    }
}
