namespace RecommendVote.Documents;

/// <summary>What every printed document says of its meeting.</summary>
/// <param name="Title">Title of the meeting.</param>
/// <param name="MeetingId">Its id in the record.</param>
/// <param name="Organisation">The body that holds it; may be empty.</param>
/// <param name="Place">Where; may be empty.</param>
/// <param name="Time">When, as people write it; may be empty.</param>
public sealed record MeetingHeader(string Title, string MeetingId, string Organisation, string Place, string Time)
{
    /// <summary>Marks that every page and every card bears.</summary>
    public DocumentMarks Marks { get; init; }
}

/// <summary>What a document must not be mistaken for.</summary>
[Flags]
public enum DocumentMarks
{
    None = 0,

    /// <summary>A demonstration with invented people (演示).</summary>
    Demo = 1,

    /// <summary>A rehearsal (演练).</summary>
    Practice = 2,

    /// <summary>A simulated record (模拟).</summary>
    Simulated = 4,

    /// <summary>Printed for the second time (第二次打印): new cards, those of the first print are worthless.</summary>
    SecondPrint = 8,
}
