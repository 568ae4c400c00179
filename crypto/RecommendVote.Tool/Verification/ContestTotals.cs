using RecommendVote.Record;

namespace RecommendVote.Tool.Verification;

/// <summary>The verified counts of one contest, per group and summed.</summary>
/// <param name="Contest">As the voters saw it.</param>
/// <param name="Groups">As they were opened; none when there were too few ballots.</param>
/// <param name="WriteIns">Names written in, over all groups: a mix takes them from their category. Null without slots.</param>
public sealed record ContestTotals(ContestBody Contest, IReadOnlyList<GroupResult> Groups, WriteInsResult? WriteIns)
{
    public int Ballots => Groups.Sum(group => group.Ballots);

    /// <summary>Null when the contest has no abstain bit.</summary>
    public int? Abstain => Contest.Abstain ? Groups.Sum(group => group.Abstain ?? 0) : null;

    /// <summary>Used write-in slots.</summary>
    public int Used => Groups.Sum(group => group.Used?.Sum() ?? 0);

    public int Votes(int option) => Groups.Sum(group => group.Options[option]);

    /// <summary>
    /// The contests of a tallied record, in order; empty unless every check held: a count of a record that fails is nobody's count.
    /// An incomplete record (no attestation yet) does have verified counts.
    /// </summary>
    public static IReadOnlyList<ContestTotals> Of(VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Failure is not (null or { Check: Check.V34 }) || report.Record is not { Result: { } result, Contests: { } contests })
            return [];
        return [.. contests.Contests.Zip(result.Contests, (contest, counts) => new ContestTotals(contest, counts.Groups, counts.WriteIns))];
    }
}
