namespace RecommendVote.Documents.Counting;

/// <summary>The paper forms, as two tellers and an officer signed them. They are printed apart and never added to the counts of the record's ballots.</summary>
/// <param name="HandedOut">Forms handed out.</param>
/// <param name="Returned">Forms that came back.</param>
/// <param name="Invalid">Of these, invalid as a whole.</param>
/// <param name="Contests">Per contest in ballot order.</param>
public sealed record CountPaper(int HandedOut, int Returned, int Invalid, IReadOnlyList<CountPaperContest> Contests);

/// <param name="Title">The contest.</param>
/// <param name="Valid">Valid votes on paper.</param>
/// <param name="Invalid">Invalid votes on paper.</param>
/// <param name="Counts">Names and counts, in ballot order; abstention and names written in after them.</param>
public sealed record CountPaperContest(string Title, int Valid, int Invalid, IReadOnlyList<CountWriteIn> Counts);
