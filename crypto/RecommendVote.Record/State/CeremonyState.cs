using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>How far the key ceremony is; trustee i stands at position i - 1.</summary>
public sealed class CeremonyState
{
    private readonly Bytes?[] commits;
    private readonly TrusteeKeyEntry?[] keys;
    private readonly TrusteeShares?[] shares;
    private readonly bool[] ready;
    private readonly bool[] rehearsed;

    internal CeremonyState(Suite suite, int trustees)
    {
        Suite = suite;
        commits = new Bytes?[trustees];
        keys = new TrusteeKeyEntry?[trustees];
        shares = new TrusteeShares?[trustees];
        ready = new bool[trustees];
        rehearsed = new bool[trustees];
    }

    public IReadOnlyList<bool> Committed => [.. commits.Select(commit => commit is not null)];

    public IReadOnlyList<bool> KeysSent => [.. keys.Select(key => key is not null)];

    public IReadOnlyList<bool> SharesSent => [.. shares.Select(share => share is not null)];

    public IReadOnlyList<bool> Ready => ready;

    public IReadOnlyList<bool> Rehearsed => rehearsed;

    public bool AllCommitted => commits.All(commit => commit is not null);

    public bool AllKeys => keys.All(key => key is not null);

    public bool AllShares => shares.All(share => share is not null);

    public bool AllReady => ready.All(done => done);

    public bool AllRehearsed => rehearsed.All(done => done);

    /// <summary>h, once all keys are in; null also when it is the identity, which no ready can name.</summary>
    public Point? JointKey { get; private set; }

    /// <summary>X_1 .. X_n, once all keys are in.</summary>
    public IReadOnlyList<Point> ShareKeys { get; private set; } = [];

    /// <summary>Size and root of the tree right after the last shares.</summary>
    public (int Size, Bytes Root)? AfterShares { get; private set; }

    /// <summary>Size and root of the tree right before the first rehearsal.</summary>
    public (int Size, Bytes Root)? BeforeRehearsals { get; private set; }

    /// <summary>Set by a complaint, which ends the ceremony: the trustee whose fault it is and the complainer.</summary>
    public (int AtFault, int Complainer, int Dealer)? Complaint { get; internal set; }

    internal Suite Suite { get; }

    public TrusteeShares? SharesOf(int trustee) => shares[trustee - 1];

    /// <summary>A_0 .. A_(t-1) of a trustee, once sent.</summary>
    public IReadOnlyList<Point>? CommitmentsOf(int trustee) => keys[trustee - 1]?.Commitments;

    internal Bytes? CommitOf(int trustee) => commits[trustee - 1];

    internal IEnumerable<Point> AllCommitments => keys.OfType<TrusteeKeyEntry>().SelectMany(key => key.Commitments);

    internal IEnumerable<Point> Ephemerals => shares.OfType<TrusteeShares>().Select(share => share.E);

    internal void SetCommit(int trustee, Bytes commit) => commits[trustee - 1] = commit;

    internal void SetKey(int trustee, IReadOnlyList<Point> commitments)
    {
        keys[trustee - 1] = new TrusteeKeyEntry(commitments);
        if (!AllKeys)
            return;
        var all = keys.Select(key => key!.Commitments).ToList();
        var joint = TrusteeKeys.JointKey(Suite, all);
        JointKey = joint.IsIdentity ? null : joint;
        ShareKeys = TrusteeKeys.ShareKeys(Suite, all);
    }

    internal void SetShares(int trustee, TrusteeShares value, MerkleTree tree)
    {
        shares[trustee - 1] = value;
        if (AllShares)
            AfterShares = (tree.Size, tree.Root());
    }

    internal void SetReady(int trustee) => ready[trustee - 1] = true;

    internal void SetRehearsed(int trustee, (int Size, Bytes Root) before)
    {
        BeforeRehearsals ??= before;
        rehearsed[trustee - 1] = true;
    }

    private sealed record TrusteeKeyEntry(IReadOnlyList<Point> Commitments);
}
