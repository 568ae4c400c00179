using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Whether an entry was appended: its index, or why not.</summary>
public sealed record ApplyResult(int? Index, Refusal? Refusal)
{
    public bool Accepted => Refusal is null;
}

/// <summary>
/// The one gate of a meeting's log: says whether an entry may follow what is there, and remembers what later entries need.
/// The server appends only what <see cref="Apply(ReadOnlyMemory{byte}, IRandomSource)"/> accepts and every verifier replays the log through it.
/// A refused entry changes nothing. Not safe for several threads.
/// </summary>
public sealed partial class MeetingRecord
{
    internal RecordState State { get; } = new();

    /// <summary>Checks an entry in full, proofs included, and appends it.</summary>
    /// <param name="entry">Exact bytes.</param>
    /// <param name="random">An unpredictable source: a mix is then checked as one sum instead of equation by equation, with the same verdict.</param>
    public ApplyResult Apply(ReadOnlyMemory<byte> entry, IRandomSource? random = null)
    {
        var (outcome, type) = Judge(entry, random);
        return Finish(outcome, type, () => MerkleTree.LeafHash(State.Manifest!.Suite, entry.Span));
    }

    /// <summary>Appends a ballot whose proof was checked elsewhere; checks what depends on the log.</summary>
    public ApplyResult Apply(CheckedBallot ballot)
    {
        ArgumentNullException.ThrowIfNull(ballot);
        var outcome = State.Phase != MeetingPhase.Open
            ? Outcome.Refuse(Check.V03, Codes.EntryOutOfOrder, $"ballot in phase {State.Phase}")
            : State.Open!.OpenedHash != ballot.Meeting.OpenedHash || State.ManifestHash != ballot.Meeting.ManifestHash
                ? Outcome.Refuse(Check.V18, Codes.CardUnknown, "checked for another meeting")
                : BallotRules.Apply(State, ballot);
        return Finish(outcome, EntryTypes.Ballot, () => ballot.LeafHash);
    }

    /// <summary>Appends an audit whose proof and opening were checked elsewhere; checks what depends on the log.</summary>
    public ApplyResult Apply(CheckedAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var outcome = State.Phase != MeetingPhase.Open
            ? Outcome.Refuse(Check.V03, Codes.EntryOutOfOrder, $"ballot-audited in phase {State.Phase}")
            : State.Open!.OpenedHash != audit.Meeting.OpenedHash || State.ManifestHash != audit.Meeting.ManifestHash
                ? Outcome.Refuse(Check.V18, Codes.CardUnknown, "checked for another meeting")
                : BallotRules.Apply(State, audit);
        return Finish(outcome, EntryTypes.BallotAudited, () => audit.LeafHash);
    }

    /// <summary>What <see cref="Apply(ReadOnlyMemory{byte}, IRandomSource)"/> would refuse, without appending; null when it would accept.</summary>
    public Refusal? Validate(ReadOnlyMemory<byte> entry)
    {
        var (outcome, type) = Judge(entry, null);
        return Located(outcome.Refusal, type);
    }

    private (Outcome Outcome, string? Type) Judge(ReadOnlyMemory<byte> entry, IRandomSource? random)
    {
        if (!EntryCodec.TryDecode(State.Manifest?.Suite, entry.Span, out var decoded, out var refusal))
            return (refusal, refusal.EntryType);
        if (OrderRules.Fault(State, decoded) is { } order)
            return (Outcome.Refuse(Check.V03, Codes.EntryOutOfOrder, order), decoded.Type);
        var outcome = decoded switch
        {
            BallotEntry ballot => JudgeBallot(ballot.Ballot, entry),
            AuditedEntry audit => JudgeAudit(audit.Audited, entry),
            EnvelopeEntry { Body: ManifestBody manifest } envelope => JudgeManifest(manifest, envelope, entry),
            EnvelopeEntry envelope => JudgeEnvelope(envelope, entry, random),
            _ => throw new InvalidOperationException("an entry of no kind"),
        };
        return (outcome, decoded.Type);
    }

    /// <summary>Cheap checks first; the order of the check numbers.</summary>
    private Outcome JudgeBallot(SealedBallot ballot, ReadOnlyMemory<byte> entry)
    {
        if (BallotRules.CardFault(State, ballot) is { } fault)
            return fault;
        var result = new BallotChecker(State.Open!).Check(entry);
        return result.Ballot is { } ready ? BallotRules.Apply(State, ready) : result.Refusal!;
    }

    private Outcome JudgeAudit(AuditedBallot audited, ReadOnlyMemory<byte> entry)
    {
        if (BallotRules.CardFault(State, audited.Ballot, EntryTypes.BallotAudited) is { } fault)
            return fault;
        var result = new BallotChecker(State.Open!).CheckAudit(entry);
        return result.Audit is { } ready ? BallotRules.Apply(State, ready) : result.Refusal!;
    }

    /// <summary>The manifest's keys come from itself, so its rules (V07) are judged before its signatures (V04).</summary>
    private Outcome JudgeManifest(ManifestBody manifest, EnvelopeEntry envelope, ReadOnlyMemory<byte> entry)
    {
        if (ManifestRules.Fault(manifest) is { } rule)
            return Outcome.Refuse(Check.V07, Codes.ManifestRule, rule);
        if (SignatureRules.Fault(manifest, Bytes.Empty, envelope) is { } signature)
            return Outcome.Refuse(Check.V04, Codes.SignatureInvalid, signature);
        var hash = manifest.Suite.Hash(entry.Span);
        return Outcome.Accept(_ => State.Begin(manifest, hash));
    }

    private Outcome JudgeEnvelope(EnvelopeEntry envelope, ReadOnlyMemory<byte> entry, IRandomSource? random)
    {
        if (SignatureRules.Fault(State.Manifest!, State.ManifestHash, envelope) is { } signature)
            return Outcome.Refuse(Check.V04, Codes.SignatureInvalid, signature);
        return envelope.Body switch
        {
            ContestsBody body => JudgeContests(body, entry),
            TrusteeCommitBody body => CeremonyRules.Commit(State, body),
            TrusteeKeyBody body => CeremonyRules.Key(State, body, envelope.BodyBytes),
            TrusteeSharesBody body => CeremonyRules.Shares(State, body),
            TrusteeReadyBody body => CeremonyRules.Ready(State, body),
            TrusteeComplaintBody body => CeremonyRules.Complaint(State, body),
            RehearsalBody body => RehearsalRules.Apply(State, body),
            CardsBody body => CardsRules.Cards(State, body),
            CardsVoidedBody body => CardsRules.Voided(State, body),
            CardReplacedBody body => CardsRules.Replaced(State, body),
            OpenedBody body => OpeningRules.Apply(State, body, entry),
            CancelledBody body => Outcome.Accept(_ => (State.Cancelled, State.Phase) = (body, MeetingPhase.Cancelled)),
            ClosedBody body => ClosingRules.Apply(State, body),
            PaperCountBody body => PaperRules.Apply(State, body),
            MixedBody body => MixRules.Apply(State, body, random),
            TallyReadyBody body => TallyRules.Ready(State, body),
            DecryptionBody body => TallyRules.Decryption(State, body, entry),
            ResultBody body => ResultRules.Apply(State, body),
            AttestationBody body => AttestationRules.Apply(State, body, envelope.Signatures[0].Key.Index),
            _ => throw new InvalidOperationException("a type without rule"),
        };
    }

    private Outcome JudgeContests(ContestsBody body, ReadOnlyMemory<byte> entry)
    {
        if (ContestsRules.Fault(body) is { } fault)
            return Outcome.Refuse(Check.V08, Codes.ContestsRule, fault);
        var hash = State.Manifest!.Suite.Hash(entry.Span);
        return Outcome.Accept(_ => (State.Contests, State.ContestsHash) = (body, hash));
    }

    private ApplyResult Finish(Outcome outcome, string? type, Func<byte[]> leafHash)
    {
        if (Located(outcome.Refusal, type) is { } refusal)
            return new ApplyResult(null, refusal);
        // The manifest's commit makes the tree that its own leaf is the first of; every other commit sees the tree with its leaf.
        if (State.Phase == MeetingPhase.Empty)
        {
            outcome.Commit!(0);
            return new ApplyResult(State.Tree!.AppendLeafHash(leafHash()), null);
        }
        var index = State.Tree!.AppendLeafHash(leafHash());
        outcome.Commit!(index);
        return new ApplyResult(index, null);
    }

    private Refusal? Located(Refusal? refusal, string? type) =>
        refusal is null ? null : refusal with { EntryIndex = State.Size, EntryType = type ?? refusal.EntryType };
}
