namespace RecommendVote.Rosters;

/// <summary>A vacant position (推荐职位) as the meeting defines it.</summary>
/// <param name="Id">1 to 32 of A-Z a-z 0-9 and hyphen, as in the record.</param>
/// <param name="Title">What a spreadsheet may write instead of the id.</param>
public sealed record RosterPosition(string Id, string Title);
