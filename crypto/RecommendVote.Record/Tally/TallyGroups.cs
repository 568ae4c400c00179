namespace RecommendVote.Record;

/// <summary>Ballots of some categories counted together. Categories are positions in the manifest, ascending.</summary>
public sealed record TallyGroup(IReadOnlyList<int> Categories, int Ballots)
{
    /// <summary>The lowest category, by which groups are ordered.</summary>
    public int Key => Categories[0];
}

/// <summary>Which categories of a contest are opened together (docs/spec/record.md, "Groups").</summary>
public static class TallyGroups
{
    /// <param name="ballots">Counted ballots of the contest per category, in category order.</param>
    /// <param name="minGroupSize">The manifest's.</param>
    /// <param name="allowSmall">Whether a contest with fewer ballots than that is opened as one group.</param>
    /// <returns>Groups ordered by key; none when the contest is not opened.</returns>
    public static IReadOnlyList<TallyGroup> Form(IReadOnlyList<int> ballots, int minGroupSize, bool allowSmall)
    {
        ArgumentNullException.ThrowIfNull(ballots);
        var groups = new List<TallyGroup>();
        for (var category = 0; category < ballots.Count; category++)
        {
            if (ballots[category] > 0)
                groups.Add(new TallyGroup([category], ballots[category]));
        }
        if (groups.Count == 0)
            return [];
        if (groups.Sum(group => group.Ballots) < minGroupSize)
            return allowSmall ? [groups.Aggregate(Merge)] : [];
        while (groups.Count > 1)
        {
            var smallest = Smallest(groups);
            if (smallest.Ballots >= minGroupSize)
                break;
            groups.Remove(smallest);
            var other = Smallest(groups);
            groups[groups.IndexOf(other)] = Merge(smallest, other);
            groups.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        }
        return groups;
    }

    /// <summary>The fewest ballots; of equals the lowest key.</summary>
    private static TallyGroup Smallest(List<TallyGroup> groups) => groups.OrderBy(group => group.Ballots).ThenBy(group => group.Key).First();

    private static TallyGroup Merge(TallyGroup a, TallyGroup b) =>
        new(a.Categories.Concat(b.Categories).Order().ToList(), a.Ballots + b.Ballots);
}
