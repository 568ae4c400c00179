namespace RecommendVote.Record;

/// <summary>The part of check V08 about grades and votes: contests that judge one person each (docs/spec/record.md, rules of the contests).</summary>
internal static class JudgementRules
{
    /// <summary>The rule that is broken, or null.</summary>
    public static string? Fault(IReadOnlyList<ContestBody> contests)
    {
        foreach (var contest in contests)
        {
            if (FaultOf(contest) is { } fault)
                return $"contest {contest.Id}: {fault}";
        }
        foreach (var subject in contests.Where(contest => contest.Subject is not null).GroupBy(contest => contest.Subject, StringComparer.Ordinal))
        {
            var grades = subject.Where(contest => contest.Kind == ContestBody.Grade).ToList();
            if (subject.Count(contest => contest.Kind == ContestBody.Vote) > 1)
                return $"subject {subject.Key}: more than one vote";
            if (grades.Select(contest => (contest.Title, contest.Position)).Distinct().Count() > 1)
                return $"subject {subject.Key}: grades with different titles or positions";
            if (grades.Select(contest => contest.Dimension).Distinct(StringComparer.Ordinal).Count() < grades.Count)
                return $"subject {subject.Key}: two grades of one dimension";
        }
        return null;
    }

    private static string? FaultOf(ContestBody contest)
    {
        if (contest.Kind is null)
            return contest.Subject is null && contest.Dimension is null ? null : "a choice has neither subject nor dimension";
        if (contest.Subject is null)
            return "no subject";
        if (contest.Slots != 0 || contest.Min != 1 || contest.Max != 1 || contest.Options.Count < 2)
            return "one mark of at least two options, and no slots";
        return contest.Kind == ContestBody.Grade
            ? contest.Abstain ? "a grade has no abstain bit" : null
            : !contest.Abstain ? "a vote has an abstain bit"
            : contest.Dimension is not null ? "a vote has no dimension"
            : null;
    }
}
