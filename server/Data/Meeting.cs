namespace RecommendVote.Server.Data;

/// <summary>
/// The draft of a meeting and what only the server knows about it. Once signed into the log the log holds, and a
/// draft that differs from it is not used.
/// </summary>
public sealed class Meeting
{
    /// <summary>The meeting id of the record: <c>[a-z0-9][a-z0-9-]{2,39}</c>.</summary>
    public string Id { get; set; } = "";
    public string Suite { get; set; } = "";
    public string Title { get; set; } = "";
    public string Place { get; set; } = "";

    /// <summary>What the meeting is for, as the manifest names it: see <see cref="MeetingKinds"/>.</summary>
    public string Kind { get; set; } = MeetingKinds.Recommendation;

    /// <summary>Planned start, UTC, whole seconds.</summary>
    public DateTime PlannedStart { get; set; }
    public bool Demo { get; set; }
    public bool Practice { get; set; }
    public int Threshold { get; set; } = 2;
    public bool AllTrusteesAcknowledged { get; set; }
    public int MinGroupSize { get; set; } = 5;
    public bool AllowSmall { get; set; }
    public bool AcknowledgedSmallClass { get; set; }
    public bool Revoting { get; set; }
    public MeetingPolicy Policy { get; set; }
    public int QuorumNeed { get; set; } = 2;
    public int QuorumOf { get; set; } = 3;

    /// <summary>True when names that one ballot alone writes in are reported as "other".</summary>
    public bool SingleWriteInsHidden { get; set; }

    /// <summary>True when trustees decrypt only what an officer has cosigned (manifest rule <c>tallyQuorum</c>).</summary>
    public bool Witnessed { get; set; }

    /// <summary>How many officers must have cosigned the last checkpoint.</summary>
    public int WitnessQuorum { get; set; }

    /// <summary>True when paper forms are used beside the screen; two tellers count them.</summary>
    public bool Paper { get; set; }

    /// <summary>How many spare cards the appointed challengers draw.</summary>
    public int Challengers { get; set; }

    /// <summary>Public keys, base64url, of the challengers' cards as noted so far; they go into the closing.</summary>
    public List<string> ChallengeCards { get; set; } = [];

    /// <summary>Spare cards per category of the plan that was downloaded, to compare the list with that comes back.</summary>
    public Dictionary<string, int> CardSpares { get; set; } = [];

    /// <summary>The directory of people who may be written in, as the manifest names it by hash; null when there is none.</summary>
    public byte[]? Directory { get; set; }

    public string OrganizerId { get; set; } = "";
    public string? IssuerId { get; set; }

    public AnnouncementTexts Announcement { get; set; } = new();

    /// <summary>The server's signing key for this meeting, sealed with the data-protection keys of the data folder.</summary>
    public byte[] SealedServerKey { get; set; } = [];
    public byte[] ServerPublicKey { get; set; } = [];
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>True while the chair paused casting; not part of the record.</summary>
    public bool Paused { get; set; }

    /// <summary>True while the closing is being signed and casting is frozen.</summary>
    public bool Closing { get; set; }

    /// <summary>End of the closing countdown shown on screens, if one runs.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>How many times a cards sheet was made; a second print is marked.</summary>
    public int CardPrints { get; set; }

    /// <summary>Expected persons per category are counted from attendees; this is the cards handed out, as counted at the door.</summary>
    public List<HandedOut> HandedOut { get; set; } = [];

    public List<MeetingCategory> Categories { get; set; } = [];
    public List<MeetingPosition> Positions { get; set; } = [];
    public List<MeetingOfficer> Officers { get; set; } = [];
    public List<MeetingTeller> Tellers { get; set; } = [];
}

/// <summary>What a meeting is for; the words of the manifest.</summary>
public static class MeetingKinds
{
    public const string Recommendation = "recommendation";
    public const string Assessment = "assessment";
    public const string Vote = "vote";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Recommendation, Assessment, Vote, Other];
}

/// <summary>What one row of the ballot's plan asks for.</summary>
public static class PositionKinds
{
    /// <summary>Up to k of the names eligible for a position (会议推荐).</summary>
    public const string Choice = "choice";

    /// <summary>One grade for each person of the roster, overall or by dimension (民主测评).</summary>
    public const string Grade = "grade";

    /// <summary>Agree, disagree or abstain for each person of the roster (表决).</summary>
    public const string Vote = "vote";

    public static IReadOnlyList<string> All { get; } = [Choice, Grade, Vote];
}

public enum MeetingPolicy
{
    Sealed,
    Announced,
}

/// <summary>The texts read out before voting: principles, positions, conditions, scope, requirements.</summary>
public sealed class AnnouncementTexts
{
    public string Principles { get; set; } = "";
    public string Positions { get; set; } = "";
    public string Conditions { get; set; } = "";
    public string Scope { get; set; } = "";
    public string Requirements { get; set; } = "";
}

/// <summary>Cards handed out to one category, as people in the room counted them.</summary>
public sealed class HandedOut
{
    public string Category { get; set; } = "";
    public int Count { get; set; }
}

public sealed class MeetingCategory
{
    public string MeetingId { get; set; } = "";
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public int Order { get; set; }
}

/// <summary>A position to fill with the rules of its contest, or the people to grade or to vote on, who become one contest each.</summary>
public sealed class MeetingPosition
{
    public string MeetingId { get; set; } = "";
    public string Id { get; set; } = "";
    public int Order { get; set; }
    public string Title { get; set; } = "";
    public string Position { get; set; } = "";
    public int Min { get; set; }
    public int Max { get; set; } = 1;
    public bool Abstain { get; set; } = true;

    /// <summary>See <see cref="PositionKinds"/>.</summary>
    public string Kind { get; set; } = PositionKinds.Choice;

    /// <summary>Write-in slots of a choice.</summary>
    public int Slots { get; set; }

    /// <summary>The grades, or the answers of a vote, in ballot order.</summary>
    public List<string> Answers { get; set; } = [];

    /// <summary>Dimensions of a grade; empty for one overall grade.</summary>
    public List<string> Dimensions { get; set; } = [];
}

/// <summary>An officer of a meeting; Order 0 becomes <c>officer-1</c>.</summary>
public sealed class MeetingOfficer
{
    public string MeetingId { get; set; } = "";
    public string AccountId { get; set; } = "";
    public int Order { get; set; }
}

/// <summary>A teller of a meeting, who counts paper forms; Order 0 becomes <c>teller-1</c>.</summary>
public sealed class MeetingTeller
{
    public string MeetingId { get; set; } = "";
    public string AccountId { get; set; } = "";
    public int Order { get; set; }
}
