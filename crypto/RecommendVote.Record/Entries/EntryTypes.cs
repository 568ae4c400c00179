using System.Collections.Frozen;

namespace RecommendVote.Record;

/// <summary>Names of the entry types and what holds for each (docs/spec/record.md, "Entry").</summary>
public static class EntryTypes
{
    public const string Manifest = "manifest";
    public const string Contests = "contests";
    public const string TrusteeCommit = "trustee-commit";
    public const string TrusteeKey = "trustee-key";
    public const string TrusteeShares = "trustee-shares";
    public const string TrusteeReady = "trustee-ready";
    public const string TrusteeComplaint = "trustee-complaint";
    public const string Rehearsal = "rehearsal";
    public const string Cards = "cards";
    public const string CardsVoided = "cards-voided";
    public const string Opened = "opened";
    public const string Ballot = "ballot";
    public const string BallotAudited = "ballot-audited";
    public const string CardReplaced = "card-replaced";
    public const string Cancelled = "cancelled";
    public const string Closed = "closed";
    public const string Mixed = "mixed";
    public const string PaperCount = "paper-count";
    public const string TallyReady = "tally-ready";
    public const string Decryption = "decryption";
    public const string Result = "result";
    public const string Attestation = "attestation";

    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private static readonly FrozenDictionary<string, EntryRule> Rules = new EntryRule[]
    {
        new(Manifest, 256 * KiB, EntrySigners.OrganizerAndOfficer),
        new(Contests, 2 * MiB, EntrySigners.Organizer),
        new(TrusteeCommit, 64 * KiB, EntrySigners.Trustee),
        new(TrusteeKey, 64 * KiB, EntrySigners.Trustee),
        new(TrusteeShares, 64 * KiB, EntrySigners.Trustee),
        new(TrusteeReady, 64 * KiB, EntrySigners.Trustee),
        new(TrusteeComplaint, 64 * KiB, EntrySigners.Trustee),
        new(Rehearsal, 64 * KiB, EntrySigners.Trustee),
        new(Cards, 8 * MiB, EntrySigners.Issuer),
        new(CardsVoided, 8 * MiB, EntrySigners.Organizer),
        new(Opened, 64 * KiB, EntrySigners.OrganizerAndOfficer),
        new(Ballot, 1 * MiB, EntrySigners.Card),
        new(BallotAudited, 2 * MiB, EntrySigners.Card),
        new(CardReplaced, 64 * KiB, EntrySigners.OrganizerAndOfficer),
        new(Cancelled, 64 * KiB, EntrySigners.OrganizerAndOfficer),
        new(Closed, 8 * MiB, EntrySigners.OrganizerAndOfficer),
        new(PaperCount, 2 * MiB, EntrySigners.TellersAndOfficer),
        new(Mixed, 32 * MiB, EntrySigners.Trustee),
        new(TallyReady, 64 * KiB, EntrySigners.Trustee),
        new(Decryption, 8 * MiB, EntrySigners.Trustee),
        new(Result, 8 * MiB, EntrySigners.Server),
        new(Attestation, 64 * KiB, EntrySigners.Officer),
    }.ToFrozenDictionary(rule => rule.Type, StringComparer.Ordinal);

    /// <summary>The largest entry of any type, in bytes.</summary>
    public static int LargestEntry { get; } = Rules.Values.Max(rule => rule.Limit);

    public static IReadOnlyCollection<string> All => Rules.Keys;

    public static EntryRule? Find(string type) => Rules.GetValueOrDefault(type);
}

/// <summary>What holds for an entry type: the size limit in bytes of the whole entry, and who signs.</summary>
public sealed record EntryRule(string Type, int Limit, EntrySigners Signers);

/// <summary>Who signs an entry, in the order of its signatures.</summary>
public enum EntrySigners
{
    Organizer,
    Issuer,
    Server,
    Officer,
    OrganizerAndOfficer,
    Trustee,

    /// <summary>Two tellers in ascending order, then one officer.</summary>
    TellersAndOfficer,

    /// <summary>No envelope: the signature is inside the ballot or audit.</summary>
    Card,
}
