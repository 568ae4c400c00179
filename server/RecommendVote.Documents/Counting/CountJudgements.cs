namespace RecommendVote.Documents.Counting;

/// <summary>Grades or votes about many people with the same answers: one table, people in ballot order.</summary>
/// <param name="Title">What was asked, such as 民主测评 or 表决.</param>
/// <param name="Answers">The answers, in ballot order; abstention last where there is one.</param>
/// <param name="People">One row per person and dimension.</param>
public sealed record CountJudgements(string Title, IReadOnlyList<string> Answers, IReadOnlyList<CountJudged> People)
{
    /// <summary>People were voted on (表决), not graded.</summary>
    public bool IsVote { get; init; }

    /// <summary>The last answer is the abstention.</summary>
    public bool HasAbstain { get; init; }
}

/// <summary>One person, and one dimension where there are several.</summary>
/// <param name="Name">The person.</param>
/// <param name="Detail">Unit and post, as on the ballot.</param>
/// <param name="Dimension">For example 德; empty for the overall grade and for votes.</param>
/// <param name="Ballots">Valid ballots that had this person: the denominator.</param>
/// <param name="Counts">Per answer; none where the counts were not opened.</param>
public sealed record CountJudged(string Name, string Detail, string Dimension, int Ballots, IReadOnlyList<int> Counts)
{
    public bool IsWithheld => Counts.Count == 0;
}
