using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.BulletinLog;

/// <content>What the writer answers from its record.</content>
public sealed partial class MeetingGrain
{
    public Task<ReceiptAnswer> ReceiptAsync(byte[] card)
    {
        EnsureUsable();
        if (settings is null)
            return Task.FromResult(ReceiptAnswer.Refused("meeting-unknown"));
        var known = Record.FindCard(card);
        return Task.FromResult(
            known is null ? ReceiptAnswer.Refused("card-unknown")
            : known.Index is not { } index ? ReceiptAnswer.Refused("card-has-no-ballot")
            : ReceiptOf(Record.Tree!.LeafHash(index), Record.Size, Shown(Record.Size)));
    }

    public Task<CardAnswer> CardAsync(byte[] card)
    {
        EnsureUsable();
        if (settings is null)
            return Task.FromResult(CardAnswer.Refused("meeting-unknown"));
        if (Record.FindCard(card) is not { } known)
            return Task.FromResult(CardAnswer.Refused("card-unknown"));
        var status = known.Status switch
        {
            CardStatus.Voided => "voided",
            CardStatus.Received => "received",
            _ => "unused",
        };
        return Task.FromResult(new CardAnswer(null, known.Class, known.Category, known.Contests, status, known.Tracker?.ToString(), known.Index)
        {
            Audits = known.Audits,
            IsReplacement = known.IsReplacement,
        });
    }

    public Task<CountedAnswer> CountedAsync(byte[] card)
    {
        EnsureUsable();
        if (settings is null)
            return Task.FromResult(CountedAnswer.Refused("meeting-unknown"));
        if (log.ClosedEntry is not { } closed)
            return Task.FromResult(CountedAnswer.Refused("not-closed-yet"));
        var known = Record.FindCard(card);
        if (known?.Tracker is not { } tracker)
            return Task.FromResult(CountedAnswer.Refused(known is null ? "card-unknown" : "card-has-no-ballot"));
        var counted = Record.CountedTree!;
        var leaf = MerkleTree.LeafHash(suite, tracker);
        var index = Enumerable.Range(0, counted.Size).First(i => counted.LeafHash(i) == leaf);
        return Task.FromResult(new CountedAnswer(
            null, tracker.ToString(), index, counted.Size, Texts(counted.InclusionProof(index, counted.Size)),
            closed.ToString(), log.ClosedIndex, Texts(Record.Tree!.InclusionProof(log.ClosedIndex, Record.Size)), Shown(Record.Size)));
    }

    public Task<AuditedAnswer> AuditedAsync(string tracker)
    {
        EnsureUsable();
        if (settings is null)
            return Task.FromResult(AuditedAnswer.Refused("meeting-unknown"));
        var audit = Bytes.TryParse(tracker, out var bytes) && bytes.Length == FieldRules.HashLength
            ? Record.FindAudit(bytes)
            : Record.Audits.FirstOrDefault(item => ShortTracker.Format(item.Tracker.Span) == tracker);
        return Task.FromResult(audit is null
            ? AuditedAnswer.Refused("audit-unknown")
            : new AuditedAnswer(null, audit.Index, Record.Size, Texts(Record.Tree!.InclusionProof(audit.Index, Record.Size)), Shown(Record.Size)));
    }

    public Task<ConsistencyAnswer> ConsistencyAsync(int first, int second)
    {
        EnsureUsable();
        if (settings is null)
            return Task.FromResult(new ConsistencyAnswer("meeting-unknown", [], ""));
        // Only up to what is public: which larger sizes exist would tell each cast.
        if (steps.Checkpoint is null || first < 1 || second < first || second > steps.Size)
            return Task.FromResult(new ConsistencyAnswer("sizes-invalid", [], ""));
        return Task.FromResult(new ConsistencyAnswer(null, Texts(Record.Tree!.ConsistencyProof(first, second)), steps.Checkpoint));
    }

    public Task<MeetingSnapshot> SnapshotAsync()
    {
        EnsureUsable();
        return Task.FromResult(Snapshot());
    }

    public Task<PublicEntries> PublicEntriesAsync()
    {
        EnsureUsable();
        return Task.FromResult(new PublicEntries(
            log.ManifestEntry?.ToString(), log.ContestsEntry?.ToString(), log.OpenedEntry?.ToString(), log.ClosedEntry?.ToString()));
    }

    public Task<RecordFacts> FactsAsync()
    {
        EnsureUsable();
        var ceremony = Record.Ceremony;
        return Task.FromResult(new RecordFacts
        {
            State = StateNow(),
            Size = Record.Size,
            Root = Record.Tree?.Root().ToArray() ?? [],
            ManifestHash = Record.Manifest is null ? null : Record.ManifestHash.ToArray(),
            HasContests = Record.Contests is not null,
            ContestsHash = Record.Contests is null ? null : Record.ContestsHash.ToArray(),
            JointKey = ceremony is { AllReady: true } ? Record.JointKey?.Encode() : null,
            Trustees = Record.Manifest is null ? [] : [.. Record.Manifest.Trustees.Select((trustee, i) => new TrusteeProgress(i + 1, trustee.Name, StageOf(i)))],
            Categories = [.. Record.Turnout.Select(item => new CategoryCards(item.Category, item.Cards, item.Voided, item.Ballots))],
            CountedRoot = Record.CountedTree?.Root().ToArray(),
            Classes = [.. Record.Classes.Select(item => item.Id)],
            Checkpoint = checkpoint is null ? null : Shown(Record.Size),
            TallyQuorum = Record.Manifest?.TallyQuorumSize ?? 0,
            Threshold = Record.Manifest?.Threshold ?? 0,
            Audits = Record.Audits.Count,
            ChallengeAudits = Record.Closed is { } closed ? Record.Audits.Count(audit => closed.ChallengeCards.Contains(audit.Card)) : 0,
            ChallengeCards = Record.Closed?.ChallengeCards.Count ?? 0,
            Replacements = Record.Replacements.Count,
            PaperCounted = Record.PaperCount is not null,
            HasDecryptions = Record.Decryptions.Count > 0,
            Witnessed = Record.Manifest?.IsWitnessed == true,
            PublicSize = steps.Size,
            CosignedSize = cosigned.Latest,
            CosignedBy = cosigned.OfficersOf(Record.Size).Count,
            CosignaturesNeeded = Record.Manifest?.CosignaturesNeeded ?? 0,
            TallyCheckpoint = TallyPlace() is { } tally ? Shown(tally) : null,
            Tally = TallyNow(),
            Due = Record.Manifest is null ? [] : [.. Enumerable.Range(1, Record.Manifest.Trustees.Count).Select(DueOf)],
            TallyCosigned = TallyPlace() is { } place && cosigned.OfficersOf(place).Count > 0,
            Attestations = [.. Record.Attestations.Select(item => new AttestationFact(
                Record.Manifest!.Officers[item.Officer - 1].Name, item.Body.Verdict, item.Body.Text, item.Body.Size))],
        });
    }

    /// <summary>The receipt that was given when the ballot was committed; the same bytes again get the same receipt.</summary>
    private ReceiptAnswer FirstReceiptOf(Bytes leaf)
    {
        var size = log.CommittedSizeOf(log.IndexOf(leaf)!.Value);
        return ReceiptOf(leaf, size, size == Record.Size ? checkpoint! : NoteOf(size));
    }

    private ReceiptAnswer ReceiptOf(Bytes leaf, int size, string note)
    {
        var index = log.IndexOf(leaf)!.Value;
        var (card, tracker) = log.BallotOf(leaf);
        return new ReceiptAnswer(
            new Receipt(Id, card.ToString(), tracker.ToString(), index, size, Texts(Record.Tree!.InclusionProof(index, size)), note),
            leaf.ToArray(), null);
    }

    private MeetingSnapshot Snapshot()
    {
        var manifest = Record.Manifest;
        IReadOnlyList<string> draftMarks = settings is null ? [] : [.. new[] { settings.Demo ? "demo" : "", settings.Practice ? "practice" : "" }.Where(mark => mark.Length > 0)];
        var announced = (manifest?.Policy ?? (settings?.Policy == MeetingPolicy.Announced ? "announced" : "sealed")) == "announced";
        return new MeetingSnapshot(
            Id,
            suite.Name,
            StateNow(),
            manifest?.Marks ?? draftMarks,
            manifest?.Revoting ?? settings?.Revoting ?? false,
            announced ? "announced" : "sealed",
            steps.Checkpoint,
            new Turnout(HandedOutNow(), steps.Returned),
            clock.GetUtcNow(),
            settings?.ClosesAt,
            announced ? log.ResultEntry?.ToString() : null);
    }

    /// <summary>Cards handed out: as signed at closing, else as counted at the door, else all that were issued and not voided.</summary>
    private int HandedOutNow() =>
        Record.Closed?.Counts.Sum(count => count.HandedOut)
        ?? (settings is { HandedOut.Count: > 0 } ? settings.HandedOut.Sum(item => item.Count) : Record.Turnout.Sum(item => item.Cards - item.Voided));

    private void Publish()
    {
        var size = PublicSize();
        steps.Take(Record.CountedBallots, size, checkpoint is null ? null : Shown(size), clock.GetUtcNow());
        Post();
    }

    private void Post()
    {
        var snapshot = Snapshot();
        feed.Post(snapshot, new LogChange(Record.Size, snapshot.State));
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<Bytes> hashes) => [.. hashes.Select(hash => hash.ToString())];
}
