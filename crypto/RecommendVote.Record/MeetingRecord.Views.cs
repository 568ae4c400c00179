using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <content>What servers and clients read from a record.</content>
public sealed partial class MeetingRecord
{
    public MeetingPhase Phase => State.Phase;

    /// <summary>Number of entries.</summary>
    public int Size => State.Size;

    /// <summary>Null before the manifest.</summary>
    public ManifestBody? Manifest => State.Manifest;

    /// <summary>H(entry 0), 32 bytes; empty before the manifest.</summary>
    public Bytes ManifestHash => State.ManifestHash;

    /// <summary>The tree over all entries; null before the manifest. Do not append to it.</summary>
    public MerkleTree? Tree => State.Tree;

    /// <summary>The last contests entry.</summary>
    public ContestsBody? Contests => State.Contests;

    /// <summary>Hash of the last contests entry.</summary>
    public Bytes ContestsHash => State.ContestsHash;

    /// <summary>Null before the manifest.</summary>
    public CeremonyState? Ceremony => State.Ceremony;

    /// <summary>h, once all trustees' keys are in.</summary>
    public Point? JointKey => State.Ceremony?.JointKey;

    /// <summary>What checking ballots needs; from <c>opened</c> on.</summary>
    public OpenMeeting? Open => State.Open;

    public OpenedBody? Opened => State.Opened;

    public CancelledBody? Cancelled => State.Cancelled;

    public ClosedBody? Closed => State.Closed;

    public ResultBody? Result => State.Result;

    public IReadOnlyList<AcceptedAttestation> Attestations => State.Attestations;

    /// <summary>A result with an attestation "verified", or a cancellation: V34 but for the cosignatures of the last checkpoint.</summary>
    public bool IsComplete =>
        Phase == MeetingPhase.Cancelled
        || (Phase == MeetingPhase.Tallied && Attestations.Any(item => item.Body.Verdict == AttestationBody.Verified));

    /// <summary>Ballot entries in the log, superseded ones included.</summary>
    public int BallotEntries => State.Box?.Entries ?? 0;

    /// <summary>Audits in log order.</summary>
    public IReadOnlyList<AcceptedAudit> Audits => State.Box?.Audits ?? [];

    /// <summary>The audit with this tracker (32 bytes), or null.</summary>
    public AcceptedAudit? FindAudit(Bytes tracker) => State.Box?.Audit(tracker);

    /// <summary>Cards given out for lost ones, in log order.</summary>
    public IReadOnlyList<AcceptedReplacement> Replacements => State.Replacements;

    /// <summary>What was counted on paper, or null.</summary>
    public PaperCountBody? PaperCount => State.PaperCount;

    /// <summary>Counted ballots: cards with at least one.</summary>
    public int CountedBallots => State.Classes.Sum(item => item.Ballots);

    public IReadOnlyList<ClassInfo> Classes => [.. State.Classes.Select(item => new ClassInfo(
        item.Id, State.Manifest!.Categories[item.Category].Id, item.Contests, item.Cards, item.Voided, item.Ballots))];

    /// <summary>Per category in the manifest's order.</summary>
    public IReadOnlyList<CategoryTurnout> Turnout => State.Manifest is null ? [] : State.Turnout();

    /// <summary>Per trustee whether its tally-ready is in.</summary>
    public IReadOnlyList<bool> TallyReady => State.TallyReady;

    /// <summary>Whether enough trustees verified this root for decryptions to be accepted (B1).</summary>
    public bool HasTallyQuorum => State.HasQuorum;

    /// <summary>Size and root of the tree right after <c>closed</c>, which mixes name.</summary>
    public (int Size, Bytes Root)? AfterClosed => State.AfterClosed;

    /// <summary>The contests whose write-ins must be mixed, in order; empty before <c>closed</c>.</summary>
    public IReadOnlyList<ContestMixes> Mixes => State.Closed is null ? [] : State.Mixes;

    /// <summary>Size and root that tally-ready and decryption name: right after <c>closed</c> or the last mix. Null while a mix is missing.</summary>
    public (int Size, Bytes Root)? BeforeTally => State.BeforeTally;

    /// <summary>
    /// The phase of which decryptions are missing: 1, then 2 where a write-in slot is used. Null before all mixes are in, and when a result can be made.
    /// </summary>
    public int? AwaitedPhase => State.BeforeTally is null ? null : State.Phases.Awaited;

    /// <summary>Whether enough decryptions of every phase are in for a result.</summary>
    public bool CanMakeResult => Phase == MeetingPhase.Closed && State.BeforeTally is not null && State.Phases.Awaited is null;

    /// <summary>The alphas that a decryption of this phase is about, in order; null while that phase is not open.</summary>
    public IReadOnlyList<Point>? DecryptionList(int phase) => State.BeforeTally is null ? null : State.Phases.List(phase);

    public IReadOnlyList<AcceptedDecryption> Decryptions => State.Decryptions;

    /// <summary>Groups and items to decrypt; from <c>closed</c> on, null before.</summary>
    public RecordTally? Tally => State.Closed is null ? null : State.Tally;

    /// <summary>The tree over the trackers of the ballots that count now, in log order; null before <c>opened</c>. Do not append to it.</summary>
    public MerkleTree? CountedTree => State.Box is null ? null : State.CountedTree;

    /// <summary>The tree as a checkpoint that the server signs.</summary>
    /// <exception cref="InvalidOperationException">There is no manifest.</exception>
    public Checkpoint Checkpoint() => State.Manifest is { } manifest
        ? new Checkpoint(Record.Checkpoint.OriginOf(manifest.Meeting), Size, State.Tree!.Root())
        : throw new InvalidOperationException("a record begins with its manifest");

    /// <summary>What a trustee's partial decryption is bound to; once all mixes are in.</summary>
    public DecryptionContext DecryptionContext(int trustee, int phase = 1) => TallyRules.Context(State, trustee, phase);

    /// <summary>The card with this key (65 bytes), or null.</summary>
    public CardInfo? FindCard(Bytes card)
    {
        if (!State.Cards.TryGetValue(card, out var known))
            return null;
        var ballot = known.LatestBallot < 0 ? null : State.Box![known.LatestBallot];
        var status = known.Voided ? CardStatus.Voided : ballot is null ? CardStatus.Unused : CardStatus.Received;
        return new CardInfo(
            known.Class.Id, State.Manifest!.Categories[known.Class.Category].Id, known.Class.Contests, status, ballot?.Tracker, ballot?.Index)
        {
            Audits = known.Audits,
            IsReplacement = known.IsReplacement,
        };
    }

    /// <summary>Cards issued and neither voided nor used, as keys.</summary>
    public IEnumerable<Bytes> UnusedCards() =>
        State.Cards.Where(card => !card.Value.Voided && card.Value.LatestBallot < 0).Select(card => card.Key);
}
