namespace RecommendVote.Record;

/// <summary>Checks V31 and V32: the result is what the record gives, and its sums agree.</summary>
internal static class ResultRules
{
    public static Outcome Apply(RecordState state, ResultBody body)
    {
        var (expected, refusal) = ResultBuilder.Build(state);
        if (refusal is not null)
            return refusal;
        if (!expected!.ToBytes().AsSpan().SequenceEqual(body.ToBytes()))
            return Outcome.Refuse(Check.V31, Codes.ResultDiffers);
        if (SumsFault(state.Contests!, body) is { } fault)
            return Outcome.Refuse(Check.V32, Codes.SumsDiffer, fault);
        if (ReturnsFault(state.Closed!) is { } returns)
            return Outcome.Refuse(Check.V32, Codes.SumsDiffer, returns);
        return Outcome.Accept(_ =>
        {
            state.Result = body;
            state.Phase = MeetingPhase.Tallied;
        });
    }

    /// <summary>
    /// Per contest and group: min * ballots &lt;= marks and used slots + max * abstentions &lt;= max * ballots; per contest, as many write-ins as
    /// used slots. Follows from the proofs; kept as a
    /// second look at them.
    /// </summary>
    internal static string? SumsFault(ContestsBody contests, ResultBody result)
    {
        for (var i = 0; i < contests.Contests.Count; i++)
        {
            var contest = contests.Contests[i];
            foreach (var group in result.Contests[i].Groups)
            {
                var sum = group.Options.Concat(group.Used ?? []).Sum(count => (long)count) + ((long)contest.Max * (group.Abstain ?? 0));
                if (sum < (long)contest.Min * group.Ballots || sum > (long)contest.Max * group.Ballots)
                    return $"contest {contest.Id}, group {string.Join('+', group.Categories)}";
            }
            var used = result.Contests[i].Groups.Sum(group => (group.Used ?? []).Sum(count => (long)count));
            if (used != (result.Contests[i].WriteIns?.Total ?? 0))
                return $"contest {contest.Id}, write-ins";
        }
        return null;
    }

    /// <summary>Issued = voided + returned + unreturned + never handed out, each at least 0.</summary>
    internal static string? ReturnsFault(ClosedBody closed) =>
        closed.Counts.FirstOrDefault(count => count.HandedOut < count.Ballots || count.Cards - count.Voided < count.HandedOut) is { } wrong
            ? $"cards of category {wrong.Category}"
            : null;
}
