namespace RecommendVote.Server.Data;

/// <summary>One entry of a meeting's log. Rows are only ever inserted. No time and no origin stand with an entry.</summary>
public sealed class LogEntry
{
    public string MeetingId { get; set; } = "";
    public int Index { get; set; }
    public byte[] Bytes { get; set; } = [];
    public byte[] Leaf { get; set; } = [];

    /// <summary>Size of the tree at the checkpoint with which the entry was committed: a receipt given again is the same receipt.</summary>
    public int CommittedSize { get; set; }
}

/// <summary>The newest signed checkpoint of a meeting's log.</summary>
public sealed class LogCheckpoint
{
    public string MeetingId { get; set; } = "";
    public int Size { get; set; }
    public string Note { get; set; } = "";
}

/// <summary>An officer's signature line under a checkpoint. It says when the officer looked, never when a ballot came.</summary>
public sealed class CosignatureLine
{
    public string MeetingId { get; set; } = "";

    /// <summary>Size of the checkpoint.</summary>
    public int Size { get; set; }

    /// <summary>K of <c>officer-K</c>.</summary>
    public int Officer { get; set; }

    /// <summary>The line with its line feed.</summary>
    public string Line { get; set; } = "";
}

/// <summary>Who of the staff did what; never about a card or a ballot.</summary>
public sealed class AuditEvent
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public string? AccountId { get; set; }
    public string? MeetingId { get; set; }
    public string Action { get; set; } = "";
    public string Detail { get; set; } = "";
}
