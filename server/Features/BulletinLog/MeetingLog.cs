using RecommendVote.Crypto;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>
/// A meeting's record in memory with what the server answers from it: the gate, the leaf hashes (for "the same bytes again"), and the
/// few entries that everyone may read. Not safe for several threads.
/// </summary>
internal sealed class MeetingLog
{
    private readonly Dictionary<Bytes, int> indexOfLeaf = [];
    private readonly Dictionary<Bytes, (Bytes Card, Bytes Tracker)> ballotOfLeaf = [];
    private readonly List<int> committedSize = [];
    private readonly List<NewLogEntry> uncommitted = [];

    public MeetingRecord Record { get; } = new();

    public Bytes? ManifestEntry { get; private set; }
    public Bytes? ContestsEntry { get; private set; }
    public Bytes? OpenedEntry { get; private set; }
    public Bytes? ClosedEntry { get; private set; }
    public int ClosedIndex { get; private set; }
    public Bytes? ResultEntry { get; private set; }

    /// <summary>Accepted but not yet on disk.</summary>
    public IReadOnlyList<NewLogEntry> Uncommitted => uncommitted;

    /// <summary>Everything accepted so far is on disk under a checkpoint of the present size.</summary>
    public void Committed()
    {
        committedSize.AddRange(Enumerable.Repeat(Record.Size, uncommitted.Count));
        uncommitted.Clear();
    }

    /// <summary>Whether the server has signed a checkpoint of this size.</summary>
    public bool HasCheckpointOf(int size) => size >= 1 && size <= committedSize.Count && committedSize[size - 1] == size;

    /// <summary>Size of the checkpoint with which an entry was committed.</summary>
    public int CommittedSizeOf(int index) => committedSize[index];

    /// <summary>The place of an entry that is in the log already, else null.</summary>
    public int? IndexOf(Bytes leaf) => indexOfLeaf.TryGetValue(leaf, out var index) ? index : null;

    /// <summary>Card and tracker of a ballot or an audit in the log.</summary>
    public (Bytes Card, Bytes Tracker) BallotOf(Bytes leaf) => ballotOfLeaf[leaf];

    /// <summary>Applies any entry through the gate.</summary>
    public ApplyResult Apply(Bytes entry)
    {
        var type = EntryCodec.PeekType(entry);
        var result = Record.Apply(entry.Memory);
        if (result.Index is not { } index)
            return result;
        Bytes leaf = Record.Tree!.LeafHash(index);
        Remember(index, entry, leaf, type);
        if (type == EntryTypes.BallotAudited && Record.Audits is [.., var audit])
            ballotOfLeaf[leaf] = (audit.Card, audit.Tracker);
        return result;
    }

    /// <summary>Applies an audit whose proof and opening hold.</summary>
    public ApplyResult Apply(CheckedAudit audit)
    {
        var result = Record.Apply(audit);
        if (result.Index is { } index)
        {
            Bytes leaf = audit.LeafHash;
            Remember(index, audit.Entry, leaf, EntryTypes.BallotAudited);
            ballotOfLeaf[leaf] = (audit.Card, audit.Tracker);
        }
        return result;
    }

    /// <summary>Applies a ballot whose proof holds.</summary>
    public ApplyResult Apply(CheckedBallot ballot)
    {
        var result = Record.Apply(ballot);
        if (result.Index is { } index)
        {
            Bytes leaf = ballot.LeafHash;
            Remember(index, ballot.Entry, leaf, EntryTypes.Ballot);
            ballotOfLeaf[leaf] = (ballot.Card, ballot.Tracker);
        }
        return result;
    }

    /// <summary>Rebuilds the record from committed entries, ballots in batches, every proof checked again.</summary>
    /// <exception cref="InvalidOperationException">The gate refuses a committed entry: the database was changed from outside.</exception>
    public void Replay(IReadOnlyList<StoredEntry> entries)
    {
        for (var i = 0; i < entries.Count;)
        {
            var ballots = new List<ReadOnlyMemory<byte>>();
            while (Record.Open is not null && i + ballots.Count < entries.Count && ballots.Count < 256
                && EntryCodec.PeekType(entries[i + ballots.Count].Bytes) == EntryTypes.Ballot)
                ballots.Add(entries[i + ballots.Count].Bytes);
            if (ballots.Count == 0)
            {
                Demand(Apply(entries[i].Bytes), i);
                i++;
                continue;
            }
            foreach (var result in new BallotChecker(Record.Open!).Check(ballots, SystemRandomSource.Instance))
                Demand(result.Ballot is { } ballot ? Apply(ballot) : new ApplyResult(null, result.Refusal), i++);
        }
        committedSize.AddRange(entries.Select(entry => entry.CommittedSize));
        uncommitted.Clear();
    }

    private static void Demand(ApplyResult result, int index)
    {
        if (!result.Accepted)
            throw new InvalidOperationException($"the stored entry {index} is not accepted: {result.Refusal}");
    }

    private void Remember(int index, Bytes entry, Bytes leaf, string? type)
    {
        indexOfLeaf[leaf] = index;
        uncommitted.Add(new NewLogEntry(index, entry.Memory, leaf));
        switch (type)
        {
            case EntryTypes.Manifest: ManifestEntry = entry; break;
            case EntryTypes.Contests: ContestsEntry = entry; break;
            case EntryTypes.Opened: OpenedEntry = entry; break;
            case EntryTypes.Closed: (ClosedEntry, ClosedIndex) = (entry, index); break;
            case EntryTypes.Result: ResultEntry = entry; break;
        }
    }
}
