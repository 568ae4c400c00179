using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Trustees;

/// <summary>Tokens of invitation links: 32 random bytes, of which the server keeps the SHA-256 only.</summary>
public sealed class TrusteeTokens(IDbContextFactory<AppDb> databases)
{
    /// <summary>A new token, base64url, and what to store of it.</summary>
    public static (string Token, byte[] Hash) New()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (token, HashOf(token));
    }

    /// <summary>The invitation of a token, or null.</summary>
    public async Task<TrusteeInvitation?> FindAsync(string? token)
    {
        if (token is not { Length: 43 })
            return null;
        var hash = HashOf(token);
        await using var db = await databases.CreateDbContextAsync();
        return await db.TrusteeInvitations.AsNoTracking().SingleOrDefaultAsync(trustee => trustee.TokenHash == hash);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
