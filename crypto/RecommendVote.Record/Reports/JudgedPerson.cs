namespace RecommendVote.Record.Reports;

/// <summary>The verified counts of one contest, summed over its groups; nothing here orders or picks people.</summary>
/// <param name="Contest">As the voters saw it.</param>
/// <param name="Ballots">Counted ballots of all groups; 0 when the contest was not opened.</param>
/// <param name="Counts">Marks per option, in order.</param>
/// <param name="Abstain">Null when the contest has no abstain bit.</param>
public sealed record JudgedContest(ContestBody Contest, int Ballots, IReadOnlyList<int> Counts, int? Abstain)
{
    /// <summary>False: too few ballots.</summary>
    public required bool IsOpened { get; init; }
}

/// <summary>Grades and vote of one person, as a table: one row per dimension, the vote apart.</summary>
/// <param name="Subject">Id of the person.</param>
/// <param name="Title">The person's name as on the ballot.</param>
/// <param name="Position">The person's position.</param>
/// <param name="Grades">In the order of the contests; the overall grade has no dimension.</param>
/// <param name="Vote">Null when nobody voted on the person.</param>
public sealed record JudgedPerson(string Subject, string Title, string Position, IReadOnlyList<JudgedContest> Grades, JudgedContest? Vote)
{
    /// <summary>People in the order of their first contest.</summary>
    public static IReadOnlyList<JudgedPerson> Of(ContestsBody contests, ResultBody result)
    {
        ArgumentNullException.ThrowIfNull(contests);
        ArgumentNullException.ThrowIfNull(result);
        return [.. contests.Contests.Zip(result.Contests, Judge)
            .Where(item => item.Contest.Subject is not null)
            .GroupBy(item => item.Contest.Subject!, StringComparer.Ordinal)
            .Select(person =>
            {
                var first = person.First().Contest;
                return new JudgedPerson(
                    person.Key, first.Title, first.Position,
                    [.. person.Where(item => item.Contest.Kind == ContestBody.Grade)],
                    person.FirstOrDefault(item => item.Contest.Kind == ContestBody.Vote));
            })];
    }

    private static JudgedContest Judge(ContestBody contest, ContestResult counts) => new(
        contest,
        counts.Groups.Sum(group => group.Ballots),
        [.. Enumerable.Range(0, contest.Options.Count).Select(option => counts.Groups.Sum(group => group.Options[option]))],
        contest.Abstain ? counts.Groups.Sum(group => group.Abstain ?? 0) : null)
    {
        IsOpened = counts.Groups.Count > 0,
    };
}
