using Orleans.Concurrency;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>
/// The one writer of a meeting's log, one activation per meeting id. Everything it answers comes from the record in its memory,
/// which is rebuilt from the committed entries whenever it is activated.
/// </summary>
public interface IMeetingGrain : IGrainWithStringKey
{
    /// <summary>Appends a staff-, trustee- or server-made entry. The same bytes again give the same index.</summary>
    Task<AppendAnswer> AppendAsync(byte[] entry);

    /// <summary>Appends checked ballots in one transaction with one checkpoint. An answer comes only after the commit.</summary>
    Task<IReadOnlyList<ReceiptAnswer>> AppendBallotsAsync(BallotBatch batch);

    /// <summary>Appends a checked audit with a checkpoint of its own.</summary>
    Task<ReceiptAnswer> AppendAuditAsync(AuditHandover audit);

    /// <summary>The audit with a tracker (base64url or the 16 characters that people read), under the newest checkpoint.</summary>
    Task<AuditedAnswer> AuditedAsync(string tracker);

    /// <summary>The public checkpoint for witnesses, or null while there is none.</summary>
    Task<string?> WitnessedCheckpointAsync();

    /// <summary>Takes an officer's cosignature line. Null when it stands under the checkpoint of its size now, else the code.</summary>
    Task<string?> CosignAsync(string line, int size);

    /// <summary>The receipt of a card's latest ballot under the newest checkpoint.</summary>
    Task<ReceiptAnswer> ReceiptAsync(byte[] card);

    Task<CardAnswer> CardAsync(byte[] card);

    /// <summary>After closing: that the card's latest ballot is among the counted ones.</summary>
    Task<CountedAnswer> CountedAsync(byte[] card);

    Task<ConsistencyAnswer> ConsistencyAsync(int first, int second);

    /// <summary>What anyone may see; counts and checkpoints move in steps while voting is open.</summary>
    Task<MeetingSnapshot> SnapshotAsync();

    /// <summary>The entries that everyone may read.</summary>
    Task<PublicEntries> PublicEntriesAsync();

    /// <summary>What staff and the composers of entries need, exact.</summary>
    Task<RecordFacts> FactsAsync();

    /// <summary>Pauses or resumes casting. False when voting is not open.</summary>
    Task<bool> SetPausedAsync(bool paused);

    /// <summary>Freezes casting while the closing is being signed, or lifts that. False when voting is not open.</summary>
    Task<bool> SetClosingAsync(bool closing);

    /// <summary>Draft or server-side settings changed (cards handed out, countdown): show them.</summary>
    Task RefreshAsync();
}

/// <param name="Index">Place in the log when it was accepted.</param>
[GenerateSerializer, Immutable]
public sealed record AppendAnswer([property: Id(0)] int? Index, [property: Id(1)] string? Code, [property: Id(2)] string? Detail);

/// <param name="Leaf">Leaf hash of the ballot entry, 32 bytes.</param>
[GenerateSerializer, Immutable]
public sealed record ReceiptAnswer([property: Id(0)] Receipt? Receipt, [property: Id(1)] byte[]? Leaf, [property: Id(2)] string? Code, [property: Id(3)] string? Detail = null)
{
    public static ReceiptAnswer Refused(string code, string? detail = null) => new(null, null, code, detail);
}

/// <summary>The receipt as docs/spec/record.md has it; bytes are base64url.</summary>
[GenerateSerializer, Immutable]
public sealed record Receipt(
    [property: Id(0)] string Meeting,
    [property: Id(1)] string Card,
    [property: Id(2)] string Tracker,
    [property: Id(3)] int Index,
    [property: Id(4)] int Size,
    [property: Id(5)] IReadOnlyList<string> Proof,
    [property: Id(6)] string Checkpoint);

/// <param name="Status"><c>unused</c>, <c>received</c> or <c>voided</c>.</param>
[GenerateSerializer, Immutable]
public sealed record CardAnswer(
    [property: Id(0)] string? Code,
    [property: Id(1)] string Class,
    [property: Id(2)] string Category,
    [property: Id(3)] IReadOnlyList<string> Contests,
    [property: Id(4)] string Status,
    [property: Id(5)] string? Tracker,
    [property: Id(6)] int? Index)
{
    public static CardAnswer Refused(string code) => new(code, "", "", [], "", null, null);

    /// <summary>Audits made with the card; for staff, who note challengers' cards.</summary>
    [Id(7)]
    public int Audits { get; init; }

    /// <summary>Whether it was given out for a lost card.</summary>
    [Id(8)]
    public bool IsReplacement { get; init; }
}

/// <summary>Where an audit stands in the log.</summary>
[GenerateSerializer, Immutable]
public sealed record AuditedAnswer(
    [property: Id(0)] string? Code, [property: Id(1)] int Index, [property: Id(2)] int Size, [property: Id(3)] IReadOnlyList<string> Proof, [property: Id(4)] string Checkpoint)
{
    public static AuditedAnswer Refused(string code) => new(code, 0, 0, [], "");
}

/// <summary>Membership of a tracker in <c>countedRoot</c>, and where the <c>closed</c> entry stands.</summary>
[GenerateSerializer, Immutable]
public sealed record CountedAnswer(
    [property: Id(0)] string? Code,
    [property: Id(1)] string Tracker,
    [property: Id(2)] int Index,
    [property: Id(3)] int Size,
    [property: Id(4)] IReadOnlyList<string> Proof,
    [property: Id(5)] string ClosedEntry,
    [property: Id(6)] int ClosedIndex,
    [property: Id(7)] IReadOnlyList<string> ClosedProof,
    [property: Id(8)] string Checkpoint)
{
    public static CountedAnswer Refused(string code) => new(code, "", 0, 0, [], "", 0, [], "");
}

[GenerateSerializer, Immutable]
public sealed record ConsistencyAnswer([property: Id(0)] string? Code, [property: Id(1)] IReadOnlyList<string> Proof, [property: Id(2)] string Checkpoint);

/// <summary>Entries as base64url, or null where there is none yet.</summary>
[GenerateSerializer, Immutable]
public sealed record PublicEntries([property: Id(0)] string? Manifest, [property: Id(1)] string? Contests, [property: Id(2)] string? Opened, [property: Id(3)] string? Closed);
