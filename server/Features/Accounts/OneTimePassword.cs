using System.Security.Cryptography;

namespace RecommendVote.Server.Features.Accounts;

/// <summary>Passwords that a person must replace at the first sign-in.</summary>
public static class OneTimePassword
{
    /// <summary>20 characters of a 31-letter alphabet without look-alikes, about 99 bits.</summary>
    public static string New() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
}
