using Microsoft.AspNetCore.Identity;

namespace RecommendVote.Server.Data;

/// <summary>A member of staff: one person record. Two signatures count as two only if two accounts made them.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>The person's name as it stands in manifests.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>True while the one-time password is in use; nothing but changing it is allowed then.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>A closed account cannot sign in; its signatures and audit lines stay.</summary>
    public bool Closed { get; set; }
}
