using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V08 (docs/spec/record.md, rules of the contests).</summary>
public static class ContestsRules
{
    private const int MaxContests = 200;

    /// <summary>The countable side of the contests, in order.</summary>
    public static IReadOnlyList<ContestShape> Shapes(ContestsBody contests)
    {
        ArgumentNullException.ThrowIfNull(contests);
        return [.. contests.Contests.Select((contest, index) =>
            new ContestShape(index, contest.Options.Count, contest.Slots, contest.Abstain, contest.Min, contest.Max))];
    }

    /// <summary>The rule that is broken, or null.</summary>
    public static string? Fault(ContestsBody contests)
    {
        ArgumentNullException.ThrowIfNull(contests);
        if (contests.Contests.Count is < 1 or > MaxContests)
            return "1 to 200 contests";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var contest in contests.Contests)
        {
            if (!ids.Add(contest.Id))
                return $"contest {contest.Id} twice";
            if (OptionFault(contest) is { } fault)
                return $"contest {contest.Id}: {fault}";
        }
        if (JudgementRules.Fault(contests.Contests) is { } judgement)
            return judgement;
        return BallotLayout.TryCreate(Shapes(contests), out _, out var shapeFault) ? null : shapeFault;
    }

    private static string? OptionFault(ContestBody contest)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var shown = new HashSet<(string, string)>();
        foreach (var option in contest.Options)
        {
            if (!ids.Add(option.Id))
                return $"option {option.Id} twice";
            if (!shown.Add((option.Name, option.Detail)))
                return $"two options are shown alike ({option.Id})";
        }
        return null;
    }
}
