namespace RecommendVote.Record.Reports;

/// <summary>Weighted shares of one contest in percent, or why there are none.</summary>
/// <param name="Contest">As the voters saw it.</param>
/// <param name="Options">Per option the sum over the categories of weight * marks / ballots, rounded half up to two places; null when not computed.</param>
/// <param name="Abstain">The same for abstentions; null without abstain bit or when not computed.</param>
/// <param name="WhyNotZh">Why it cannot be computed, in Chinese; null when it was.</param>
/// <param name="WhyNotEn">The same in English.</param>
public sealed record WeightedContest(
    ContestBody Contest, IReadOnlyList<decimal>? Options, decimal? Abstain, string? WhyNotZh, string? WhyNotEn);

/// <summary>
/// A local reading of public totals with weights per voter category: no part of the record, of the protocol or of any rule of the meeting.
/// </summary>
public static class WeightedReport
{
    /// <summary>What every output of these numbers says, in Chinese and English.</summary>
    public const string LabelZh = "本地加权参考（由公开合计计算；不属于会议记录，不作为计票结果）";
    public const string LabelEn = "Local weighted reading (computed from the public totals; not part of the record, not a count)";

    /// <summary>Why these weights cannot be used, or null: one whole number per category, 0..100, 100 together.</summary>
    public static string? Fault(ManifestBody manifest, IReadOnlyDictionary<string, int> weights)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count != manifest.Categories.Count || manifest.Categories.Any(category => !weights.ContainsKey(category.Id)))
            return "one weight for each of the categories " + string.Join(", ", manifest.Categories.Select(category => category.Id));
        if (weights.Values.Any(weight => weight is < 0 or > 100) || weights.Values.Sum() != 100)
            return "weights are whole numbers from 0 to 100 that add up to 100";
        return null;
    }

    /// <summary>One item per contest, in order.</summary>
    /// <exception cref="ArgumentException">The weights cannot be used; see <see cref="Fault"/>.</exception>
    public static IReadOnlyList<WeightedContest> Of(
        ManifestBody manifest, ContestsBody contests, ResultBody result, IReadOnlyDictionary<string, int> weights)
    {
        ArgumentNullException.ThrowIfNull(contests);
        ArgumentNullException.ThrowIfNull(result);
        if (Fault(manifest, weights) is { } fault)
            throw new ArgumentException(fault, nameof(weights));
        return [.. contests.Contests.Zip(result.Contests, (contest, counts) => Weigh(contest, counts, weights))];
    }

    private static WeightedContest Weigh(ContestBody contest, ContestResult counts, IReadOnlyDictionary<string, int> weights)
    {
        if (counts.Groups.Count == 0)
            return new WeightedContest(contest, null, null, "该项目票数过少，未开票", "the contest was not opened: too few ballots");
        if (counts.Groups.FirstOrDefault(group => group.Categories.Count > 1) is { } merged)
        {
            var together = string.Join('+', merged.Categories);
            return new WeightedContest(contest, null, null, $"类别 {together} 因人数少已合并开票", $"categories {together} were opened together, being small");
        }
        var groups = counts.Groups.ToDictionary(group => group.Categories[0], StringComparer.Ordinal);
        if (weights.FirstOrDefault(pair => pair.Value > 0 && !groups.ContainsKey(pair.Key)) is { Key: { } absent })
            return new WeightedContest(contest, null, null, $"类别 {absent} 在该项目中没有选票", $"category {absent} has no ballots in this contest");
        decimal Share(Func<GroupResult, int> marks) => Math.Round(
            groups.Where(pair => weights[pair.Key] > 0).Sum(pair => (decimal)weights[pair.Key] * marks(pair.Value) / pair.Value.Ballots),
            2, MidpointRounding.AwayFromZero);
        return new WeightedContest(
            contest,
            [.. Enumerable.Range(0, contest.Options.Count).Select(option => Share(group => group.Options[option]))],
            contest.Abstain ? Share(group => group.Abstain ?? 0) : null,
            null, null);
    }
}
