using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>An entry that is canonical, of a known type and within its limit (V02); nothing else has been checked.</summary>
public abstract record DecodedEntry
{
    public abstract string Type { get; }
}

/// <summary>An entry with envelope: its body, the exact body bytes and the signatures as they stand.</summary>
public sealed record EnvelopeEntry(EntryBody Body, Bytes BodyBytes, IReadOnlyList<EntrySignature> Signatures) : DecodedEntry
{
    public override string Type => Body.Type;
}

/// <summary>A <c>ballot</c> entry.</summary>
public sealed record BallotEntry(SealedBallot Ballot) : DecodedEntry
{
    public override string Type => EntryTypes.Ballot;
}

/// <summary>A <c>ballot-audited</c> entry.</summary>
public sealed record AuditedEntry(AuditedBallot Audited) : DecodedEntry
{
    public override string Type => EntryTypes.BallotAudited;
}
