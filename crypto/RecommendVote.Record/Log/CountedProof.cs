using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Proof that a card's ballot is one of those counted, against <c>closed.countedRoot</c> (B10).</summary>
/// <param name="Tracker">32 bytes: tracker of the card's latest ballot.</param>
/// <param name="Index">Its position among the counted trackers.</param>
/// <param name="Size">Number of counted ballots.</param>
/// <param name="Proof">Inclusion path.</param>
public sealed record CountedProof(Bytes Tracker, int Index, int Size, IReadOnlyList<Bytes> Proof)
{
    /// <summary>Null before <c>closed</c> and for a card without ballot.</summary>
    public static CountedProof? Make(MeetingRecord record, Bytes card)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Closed is null || record.FindCard(card)?.Tracker is not { } tracker)
            return null;
        var position = record.State.Box!.Counted.Select(ballot => ballot.Tracker).ToList().IndexOf(tracker);
        var tree = record.State.CountedTree;
        return new CountedProof(tracker, position, tree.Size, tree.InclusionProof(position, tree.Size));
    }

    /// <summary>Whether the tracker is in the counted set of this closing. The set's size is the closing's, for a path alone does not fix it.</summary>
    public bool Verify(Suite suite, ClosedBody closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return Tracker.Length == FieldRules.HashLength
            && Size == closed.Counts.Sum(count => (long)count.Ballots)
            && MerkleProof.VerifyInclusion(suite, Index, Size, MerkleTree.LeafHash(suite, Tracker), Proof, closed.CountedRoot);
    }
}
