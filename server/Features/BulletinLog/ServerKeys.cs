using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using RecommendVote.Crypto;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>The server's own signing key of each meeting: signs checkpoints and the result, and is trusted with nothing else.</summary>
public sealed class ServerKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("meeting-server-key");

    /// <summary>Makes the key of a new meeting and seals it into the row.</summary>
    public void Create(Meeting meeting, Suite suite)
    {
        using var pair = suite.StaffSignatures.Generate(SystemRandomSource.Instance);
        var secret = pair.PrivateKey.ToArray();
        meeting.SealedServerKey = protector.Protect(secret);
        meeting.ServerPublicKey = pair.PublicKey.ToArray();
        CryptographicOperations.ZeroMemory(secret);
    }

    public StaffKeyPair Open(Suite suite, byte[] sealedKey)
    {
        var secret = protector.Unprotect(sealedKey);
        try
        {
            return suite.StaffSignatures.FromPrivateKey(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
