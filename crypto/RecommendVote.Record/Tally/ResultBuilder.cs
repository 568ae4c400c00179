using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Computes the result from the first t decryptions of each phase; the server makes its entry with it and the gate checks with it.</summary>
public static class ResultBuilder
{
    /// <summary>
    /// The body of the result entry, or a refusal: out of order before t decryptions of every phase are in, <c>count-out-of-range</c> when a sum
    /// has no discrete logarithm in 0..ballots or a used bit is neither 0 nor 1.
    /// </summary>
    public static (ResultBody? Result, Refusal? Refusal) Build(MeetingRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Build(record.State);
    }

    internal static (ResultBody? Result, Refusal? Refusal) Build(RecordState state)
    {
        if (state.Phase is not (MeetingPhase.Closed or MeetingPhase.Tallied) || state.BeforeTally is null || state.Phases.Awaited is not null)
            return (null, new Refusal(Codes.EntryOutOfOrder, Check.V03, "too few decryptions", null, EntryTypes.Result));
        var phases = state.Phases;
        var (counts, refusal) = phases.First;
        if (counts is null)
            return (null, refusal);
        var texts = phases.UsedSlots.Zip(phases.Texts()).ToList();
        var contests = state.Contests!.Contests.Select((contest, position) => new ContestResult(
            contest.Id,
            Groups(state, contest, position, counts),
            contest.Slots == 0 ? null : WriteInTally.Count(
                contest,
                texts.Where(item => item.First.Contest == position).Select(item => (item.First.Tuple, item.Second)),
                state.Manifest!.SingleWriteIns == "other")));
        var used = phases.CountedOf(1).Concat(phases.UsedSlots.Count > 0 ? phases.CountedOf(2) : []);
        return (new ResultBody { Salt = Salt(state.Manifest!.Suite, used), Contests = [.. contests] }, null);
    }

    /// <summary>H("RV1-result-salt" || the entries used, in log order) (B6).</summary>
    internal static Bytes Salt(Suite suite, IEnumerable<AcceptedDecryption> used)
    {
        using var hasher = suite.CreateHasher();
        hasher.Append("RV1-result-salt"u8);
        foreach (var decryption in used)
            hasher.Append(decryption.Entry);
        return hasher.Finish();
    }

    /// <summary>One count per item.</summary>
    internal static (IReadOnlyList<int>? Counts, Refusal? Refusal) Count(
        Suite suite, IReadOnlyList<OpenItem> items, IReadOnlyList<AcceptedDecryption> used)
    {
        var messages = PartialDecryption.CombineAll(suite, [.. items.Select(item => item.Beta)], [.. used.Select(part => (part.Trustee, part.D))]);
        var counts = DiscreteLog.FindAll(messages, [.. items.Select(item => item.Bound)]);
        var missing = Enumerable.Range(0, items.Count).FirstOrDefault(k => counts[k] is null, -1);
        return missing >= 0
            ? (null, new Refusal(Codes.CountOutOfRange, Check.V31, $"item {missing}", null, EntryTypes.Result))
            : ([.. counts.Select(count => count!.Value)], null);
    }

    private static List<GroupResult> Groups(RecordState state, ContestBody contest, int position, IReadOnlyList<int> counts)
    {
        var (items, groups) = (state.Tally.Items, state.Tally.Groups[position]);
        return [.. groups.Select((group, number) =>
        {
            var bits = Enumerable.Range(0, items.Count)
                .Where(k => items[k].Contest == position && items[k].Group == number)
                .Select(k => counts[k])
                .ToList();
            return new GroupResult(
                [.. group.Categories.Select(category => state.Manifest!.Categories[category].Id)],
                group.Ballots,
                [.. bits.Take(contest.Options.Count)],
                contest.Abstain ? bits[^1] : null,
                contest.Slots == 0 ? null : [.. bits.Skip(contest.Options.Count).Take(contest.Slots)]);
        })];
    }
}
