using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Witnesses;

namespace RecommendVote.Record.Tests.Witnesses;

/// <summary>A whole meeting as a server shows it to witnesses, and a second history that parts from it at any entry.</summary>
internal sealed class WitnessLog
{
    private readonly MerkleTree honest;

    public WitnessLog(Suite suite)
    {
        Suite = suite;
        Meeting = Plans.Simulate(Plans.Full(suite), "witnesses").Run();
        honest = TreeOf(Meeting.Entries);
    }

    public Suite Suite { get; }

    public MeetingSimulation Meeting { get; }

    public int Size => honest.Size;

    public Bytes ManifestEntry => Meeting.Entries[0];

    public StaffKeyPair Officer => Meeting.Keys.Officer;

    public Witness Begin(IWitnessStore store)
    {
        Assert.True(Witness.TryBegin(ManifestEntry, Officer, store, out var witness, out var fault), fault);
        return witness;
    }

    public string Note(int size) => Sign(honest, size);

    public IReadOnlyList<Bytes> Proof(int from, int to) => honest.ConsistencyProof(from, to);

    /// <summary>The history in which one entry and all after it are others.</summary>
    public MerkleTree Fork(int at)
    {
        var tree = new MerkleTree(Suite);
        for (var i = 0; i < Size; i++)
            tree.Append(i < at ? Meeting.Entries[i].Span : [(byte)i, 1, 2, 3]);
        return tree;
    }

    public string Sign(MerkleTree tree, int size) => CheckpointOf(tree, size).Sign(Suite, Meeting.Keys.Server).ToString();

    public Checkpoint CheckpointOf(MerkleTree tree, int size) => new(Checkpoint.OriginOf(Meeting.Plan.Meeting), size, tree.Root(size));

    private MerkleTree TreeOf(IEnumerable<Bytes> entries)
    {
        var tree = new MerkleTree(Suite);
        foreach (var entry in entries)
            tree.Append(entry);
        return tree;
    }
}

/// <summary>State in memory; a hook between check and storing lets tests put two requests in any order.</summary>
internal sealed class MemoryStore : IWitnessStore
{
    private readonly Lock gate = new();
    private WitnessState? state;

    /// <summary>Runs before each replacement, outside the lock.</summary>
    public Action<WitnessState>? Before { get; set; }

    public WitnessState? Read()
    {
        lock (gate)
            return state;
    }

    public bool TryReplace(WitnessState? expected, WitnessState replacement)
    {
        Before?.Invoke(replacement);
        lock (gate)
        {
            if (state != expected)
                return false;
            state = replacement;
            return true;
        }
    }
}
