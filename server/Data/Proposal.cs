namespace RecommendVote.Server.Data;

public enum ProposalState
{
    /// <summary>Waiting for signatures.</summary>
    Open,

    /// <summary>Appended to the log.</summary>
    Appended,

    /// <summary>The gate refused it when complete; <see cref="Proposal.RefusalCode"/> says why.</summary>
    Refused,

    /// <summary>Taken back before it was complete, or replaced by a newer one.</summary>
    Withdrawn,
}

/// <summary>The body of a staff-signed entry on its way to the log.</summary>
public sealed class Proposal
{
    public Guid Id { get; set; }
    public string MeetingId { get; set; } = "";
    public string Type { get; set; } = "";

    /// <summary>32 bytes; zero for the manifest itself.</summary>
    public byte[] ManifestHash { get; set; } = [];

    /// <summary>Canonical JSON.</summary>
    public byte[] Body { get; set; } = [];
    public ProposalState State { get; set; }
    public string? RefusalCode { get; set; }
    public int? Index { get; set; }
    public string ProposedBy { get; set; } = "";
    public DateTimeOffset ProposedAt { get; set; }
    public List<ProposalSigner> Signers { get; set; } = [];
}

/// <summary>One signature a proposal needs, in envelope order.</summary>
public sealed class ProposalSigner
{
    public Guid ProposalId { get; set; }

    /// <summary><c>organizer</c>, <c>issuer</c>, <c>officer-K</c>.</summary>
    public string Signer { get; set; } = "";
    public int Order { get; set; }

    /// <summary>The one person record that may give it.</summary>
    public string AccountId { get; set; } = "";
    public byte[]? Signature { get; set; }
}
