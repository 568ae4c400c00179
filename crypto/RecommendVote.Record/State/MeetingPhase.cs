namespace RecommendVote.Record;

/// <summary>Where a meeting's record stands.</summary>
public enum MeetingPhase
{
    /// <summary>No entry yet.</summary>
    Empty,

    /// <summary>From the manifest to the opening: contests, key ceremony, cards.</summary>
    Preparing,

    /// <summary>Ballots may be cast.</summary>
    Open,

    /// <summary>Voting has ended; trustees verify and decrypt.</summary>
    Closed,

    /// <summary>There is a result.</summary>
    Tallied,

    /// <summary>Ended without a result; only attestations follow.</summary>
    Cancelled,

    /// <summary>The key ceremony ended in a complaint; only attestations follow.</summary>
    Aborted,
}

/// <summary>What may be done with a card.</summary>
public enum CardStatus
{
    Unused,

    /// <summary>A ballot of this card is in the log.</summary>
    Received,
    Voided,
}

/// <summary>A card as its holder may see it.</summary>
/// <param name="Class">Class id.</param>
/// <param name="Category">Category id.</param>
/// <param name="Contests">Contest ids of the class.</param>
/// <param name="Status">Unused, received or voided.</param>
/// <param name="Tracker">Tracker of the card's latest ballot.</param>
/// <param name="Index">Log index of the card's latest ballot.</param>
public sealed record CardInfo(
    string Class, string Category, IReadOnlyList<string> Contests, CardStatus Status, Bytes? Tracker, int? Index)
{
    /// <summary>Audits made with the card.</summary>
    public int Audits { get; init; }

    /// <summary>Whether it was given out for a lost card.</summary>
    public bool IsReplacement { get; init; }
}

/// <summary>Numbers of one category so far.</summary>
/// <param name="Category">Category id.</param>
/// <param name="Cards">Cards issued.</param>
/// <param name="Voided">Cards voided.</param>
/// <param name="Ballots">Counted ballots: cards with at least one.</param>
public sealed record CategoryTurnout(string Category, int Cards, int Voided, int Ballots);

/// <summary>A card class so far.</summary>
public sealed record ClassInfo(string Id, string Category, IReadOnlyList<string> Contests, int Cards, int Voided, int Ballots);
