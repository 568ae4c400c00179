using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// Proof that a card's ballot is in the log under a signed checkpoint (docs/spec/record.md, "Receipt"). Verify it only together with its card:
/// another voter's genuine receipt proves nothing (B11).
/// </summary>
public sealed record Receipt
{
    private const int MaxCheckpoint = 8192;

    public required string Meeting { get; init; }

    /// <summary>65 bytes.</summary>
    public required Bytes Card { get; init; }

    /// <summary>32 bytes.</summary>
    public required Bytes Tracker { get; init; }

    /// <summary>Index of the ballot entry.</summary>
    public required int Index { get; init; }

    /// <summary>Size of the tree that the proof leads to; that of the checkpoint.</summary>
    public required int Size { get; init; }

    public required IReadOnlyList<Bytes> Proof { get; init; }

    /// <summary>The signed note.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The receipt of the card's latest ballot, and its leaf hash; null when the card has none below the checkpoint's size.</summary>
    /// <param name="record">The record.</param>
    /// <param name="card">65 bytes.</param>
    /// <param name="checkpoint">A checkpoint of this record that the server signed.</param>
    /// <param name="note">Its signed note.</param>
    public static (Receipt Receipt, Bytes Leaf)? Make(MeetingRecord record, Bytes card, Checkpoint checkpoint, string note)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (record.FindCard(card) is not { Tracker: { } tracker, Index: { } index } || index >= checkpoint.Size || checkpoint.Size > record.Size)
            return null;
        return Make(record, card, tracker, index, checkpoint, note);
    }

    /// <summary>The receipt of an audit, and its leaf hash; null when there is none with this tracker below the checkpoint's size.</summary>
    /// <param name="record">The record.</param>
    /// <param name="tracker">32 bytes.</param>
    /// <param name="checkpoint">A checkpoint of this record that the server signed.</param>
    /// <param name="note">Its signed note.</param>
    public static (Receipt Receipt, Bytes Leaf)? MakeForAudit(MeetingRecord record, Bytes tracker, Checkpoint checkpoint, string note)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return record.FindAudit(tracker) is { } audit && audit.Index < checkpoint.Size && checkpoint.Size <= record.Size
            ? Make(record, audit.Card, tracker, audit.Index, checkpoint, note)
            : null;
    }

    /// <summary>
    /// What is wrong, or null: the card is the holder's, the checkpoint is signed for this meeting and has the size, and the leaf is in it.
    /// </summary>
    /// <param name="manifest">A manifest that the holder trusts (fingerprint on the card).</param>
    /// <param name="card">The holder's own card key.</param>
    /// <param name="leaf">Leaf hash of the ballot bytes that the holder sent.</param>
    public string? Fault(ManifestBody manifest, Bytes card, Bytes leaf)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (Meeting != manifest.Meeting)
            return "another meeting";
        if (Card != card)
            return "another card";
        if (!Record.Checkpoint.TryVerify(manifest, Checkpoint, out var checkpoint) || checkpoint.Size != Size)
            return "checkpoint";
        return MerkleProof.VerifyInclusion(manifest.Suite, Index, Size, leaf, Proof, checkpoint.Root) ? null : "proof";
    }

    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads canonical JSON; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out Receipt? receipt) =>
        Canonical.TryDecode(json, null, Read, static (value, writer) => value.Write(writer), out receipt, out _) && receipt is not null;

    private static (Receipt Receipt, Bytes Leaf) Make(
        MeetingRecord record, Bytes card, Bytes tracker, int index, Checkpoint checkpoint, string note)
    {
        var receipt = new Receipt
        {
            Meeting = record.Manifest!.Meeting,
            Card = card,
            Tracker = tracker,
            Index = index,
            Size = checkpoint.Size,
            Proof = record.Tree!.InclusionProof(index, checkpoint.Size),
            Checkpoint = note,
        };
        return (receipt, record.Tree.LeafHash(index));
    }

    private void Write(CanonicalWriter writer) => writer.BeginObject()
        .Text("meeting", Meeting).Base64("card", Card).Base64("tracker", Tracker).Number("index", Index).Number("size", Size)
        .List("proof", Proof, static (hash, w) => w.Base64(hash)).Text("checkpoint", Checkpoint)
        .EndObject();

    private static Receipt Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var meeting = r.Text("meeting");
        var receipt = new Receipt
        {
            Meeting = meeting,
            Card = r.Base64("card", Point.Length),
            Tracker = r.Hash("tracker"),
            Index = r.Number("index"),
            Size = r.Number("size"),
            Proof = r.List("proof", static (ref CanonicalReader x) => x.Base64(FieldRules.HashLength)),
            Checkpoint = ReadCheckpoint(ref r),
        };
        r.EndObject();
        return receipt;
    }

    private static string ReadCheckpoint(ref CanonicalReader r)
    {
        r.Member("checkpoint");
        return r.Text(MaxCheckpoint);
    }
}
