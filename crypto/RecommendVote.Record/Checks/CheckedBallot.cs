using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// A ballot whose shape, proof and signature hold in one open meeting (V18 but for voiding, V20, V22 to V26).
/// Only <see cref="BallotChecker"/> makes one; the gate still checks what depends on the log so far.
/// </summary>
public sealed class CheckedBallot
{
    internal CheckedBallot(OpenMeeting meeting, OpenClass cardClass, SealedBallot ballot, Bytes entry, Bytes tracker)
    {
        Meeting = meeting;
        Class = cardClass;
        Ballot = ballot;
        Entry = entry;
        Tracker = tracker;
        Card = ballot.Card.Encode();
        LeafHash = MerkleTree.LeafHash(meeting.Suite, entry);
    }

    public OpenMeeting Meeting { get; }

    public OpenClass Class { get; }

    public SealedBallot Ballot { get; }

    /// <summary>The exact bytes to log.</summary>
    public Bytes Entry { get; }

    /// <summary>32 bytes.</summary>
    public Bytes Tracker { get; }

    /// <summary>65 bytes.</summary>
    public Bytes Card { get; }

    /// <summary>H(00 || entry).</summary>
    public byte[] LeafHash { get; }
}

/// <summary>
/// An audit whose shape, proof, signature and opening hold in one open meeting (V20, V22 to V26, V35). Only <see cref="BallotChecker"/> makes
/// one; the gate still checks what depends on the log so far.
/// </summary>
public sealed class CheckedAudit
{
    internal CheckedAudit(OpenMeeting meeting, OpenClass cardClass, AuditedBallot audited, Bytes entry, Bytes tracker)
    {
        Meeting = meeting;
        Class = cardClass;
        Audited = audited;
        Entry = entry;
        Tracker = tracker;
        Card = audited.Ballot.Card.Encode();
        LeafHash = MerkleTree.LeafHash(meeting.Suite, entry);
    }

    public OpenMeeting Meeting { get; }

    public OpenClass Class { get; }

    public AuditedBallot Audited { get; }

    /// <summary>The exact bytes to log.</summary>
    public Bytes Entry { get; }

    /// <summary>32 bytes.</summary>
    public Bytes Tracker { get; }

    /// <summary>65 bytes.</summary>
    public Bytes Card { get; }

    /// <summary>H(00 || entry).</summary>
    public byte[] LeafHash { get; }
}

/// <summary>Outcome of checking one audit: a token for the gate, or the reason.</summary>
public sealed record AuditCheckResult(CheckedAudit? Audit, Refusal? Refusal);

/// <summary>Outcome of checking one ballot: a token for the gate, or the reason.</summary>
public sealed record BallotCheckResult(CheckedBallot? Ballot, Refusal? Refusal);
