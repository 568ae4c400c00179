namespace RecommendVote.Record.Reports;

/// <summary>How likely audits would have caught a program that cheats with a share of the ballots (docs/guides/verify-a-record.md, "Audits and their chance").</summary>
public static class DetectionChance
{
    /// <summary>Rates of cheating that reports name.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0.01, 0.05, 0.10, 0.20];

    /// <summary>1 - (1 - rate)^audits: the chance that at least one of the audits met a changed ballot.</summary>
    /// <param name="audits">Number of audits that the cheater could not tell from casts.</param>
    /// <param name="rate">Share of ballots changed, 0..1.</param>
    public static double Of(int audits, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(audits);
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate));
        return 1 - Math.Pow(1 - rate, audits);
    }

    /// <summary>The chance per rate of <see cref="Rates"/>.</summary>
    public static IReadOnlyList<(double Rate, double Chance)> Table(int audits) => [.. Rates.Select(rate => (rate, Of(audits, rate)))];
}

/// <summary>The audits of a record.</summary>
/// <param name="Total">All audits, those of voters included.</param>
/// <param name="ChallengeCards">Cards of appointed challengers.</param>
/// <param name="ByChallengers">Audits made with these cards.</param>
public sealed record AuditSummary(int Total, int ChallengeCards, int ByChallengers)
{
    public static AuditSummary Of(MeetingRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var cards = record.Closed?.ChallengeCards.ToList() ?? [];
        return new AuditSummary(record.Audits.Count, cards.Count, cards.Sum(card => record.FindCard(card)?.Audits ?? 0));
    }

    /// <summary>Per rate of <see cref="DetectionChance.Rates"/> the chance that the challengers' audits would have shown it.</summary>
    public IReadOnlyList<(double Rate, double Chance)> Detection => DetectionChance.Table(ByChallengers);
}
