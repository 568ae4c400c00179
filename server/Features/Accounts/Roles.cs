namespace RecommendVote.Server.Features.Accounts;

/// <summary>The roles of console accounts.</summary>
public static class Roles
{
    /// <summary>Makes and closes accounts; sees no meeting.</summary>
    public const string Administrator = "administrator";

    /// <summary>Prepares and runs meetings.</summary>
    public const string Organizer = "organizer";

    /// <summary>Signs the lists of cards.</summary>
    public const string Issuer = "issuer";

    /// <summary>The discipline officer: countersigns, verifies, attests.</summary>
    public const string Officer = "officer";

    /// <summary>Counts paper forms beside a second teller, and signs the count.</summary>
    public const string Teller = "teller";

    public static IReadOnlyList<string> All { get; } = [Administrator, Organizer, Issuer, Officer, Teller];
}
