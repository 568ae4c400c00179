namespace RecommendVote.Server.Features.Meetings;

/// <summary>The states of a meeting as every screen and every answer names them (docs/spec/server-api.md, "States").</summary>
public static class MeetingStates
{
    /// <summary>No manifest yet.</summary>
    public const string Draft = "draft";

    /// <summary>Manifest signed: ceremony, contests, cards.</summary>
    public const string Preparing = "preparing";

    public const string Open = "open";

    /// <summary>Open, but the chair paused casting. The server's state, not the record's.</summary>
    public const string Paused = "paused";

    /// <summary>Open, but frozen while the closing is being signed. The server's state, not the record's.</summary>
    public const string Closing = "closing";

    public const string Closed = "closed";

    /// <summary>The result is in the log.</summary>
    public const string Tallied = "tallied";

    public const string Cancelled = "cancelled";

    /// <summary>The key ceremony ended with a complaint.</summary>
    public const string Aborted = "aborted";

    /// <summary>Why a ballot is refused in a state that does not take any.</summary>
    public static string CastRefusal(string state) => state switch
    {
        Paused => "meeting-paused",
        Closing => "meeting-closing",
        Closed or Tallied => "meeting-closed",
        Cancelled => "meeting-cancelled",
        Aborted => "meeting-aborted",
        _ => "meeting-not-open",
    };
}
