namespace RecommendVote.Server.Data;

/// <summary>A person who may be recommended, from the imported roster of a meeting.</summary>
public sealed class Candidate
{
    public string MeetingId { get; set; } = "";

    /// <summary>The row's own number; becomes the option id.</summary>
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string Unit { get; set; } = "";
    public string CurrentPost { get; set; } = "";

    /// <summary>What the ballot shows beside the name; tells two of one name apart.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Ids of the positions this person is eligible for.</summary>
    public List<string> EligibleFor { get; set; } = [];
    public string IneligibleReason { get; set; } = "";

    /// <summary>Row number in the imported file, from 0.</summary>
    public int FileOrder { get; set; }

    /// <summary>Place on the ballot, from 0: strokes of the surname unless overridden.</summary>
    public int BallotOrder { get; set; }
}

/// <summary>A person in the scope of the meeting. Check-in is about persons only: nothing here ever names a card.</summary>
public sealed class Attendee
{
    public string MeetingId { get; set; } = "";
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string CategoryId { get; set; } = "";
    public string Unit { get; set; } = "";
    public string Post { get; set; } = "";
    public bool Expected { get; set; } = true;

    /// <summary>Positions this person must sit out (recusal).</summary>
    public List<string> RecusedPositions { get; set; } = [];
    public bool Present { get; set; }
    public int FileOrder { get; set; }
}

/// <summary>An invitation to be a trustee. The token itself is shown once and never stored.</summary>
public sealed class TrusteeInvitation
{
    public string MeetingId { get; set; } = "";

    /// <summary>From 1; the trustee's number in the manifest.</summary>
    public int Index { get; set; }
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; set; } = [];

    /// <summary>The identity key K, 65 bytes, once made.</summary>
    public byte[]? Key { get; set; }
}
