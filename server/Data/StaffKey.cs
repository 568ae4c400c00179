namespace RecommendVote.Server.Data;

/// <summary>The public half of a signing key that an account made in its own browser; one per account and suite.</summary>
public sealed class StaffKey
{
    public int Id { get; set; }
    public string AccountId { get; set; } = "";
    public string Suite { get; set; } = "";

    /// <summary>32 bytes (Ed25519) or 65 bytes (SM2).</summary>
    public byte[] Key { get; set; } = [];
    public DateTimeOffset RegisteredAt { get; set; }
}
