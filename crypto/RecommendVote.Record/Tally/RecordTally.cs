using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>One sum to decrypt: a bit of a contest over one group.</summary>
/// <param name="Contest">Position of the contest.</param>
/// <param name="Group">Position of the group in the contest's groups.</param>
/// <param name="Bit">Bit of the contest: its options first, abstain last.</param>
/// <param name="Alpha">Sum of the alphas; may be the identity (B19).</param>
/// <param name="Beta">Sum of the betas; may be the identity.</param>
/// <param name="Ballots">Ballots of the group: no count is larger.</param>
public sealed record TallyItem(int Contest, int Group, int Bit, Point Alpha, Point Beta, int Ballots);

/// <summary>What may be decrypted once voting has ended: it follows from the record alone.</summary>
public sealed class RecordTally
{
    private RecordTally(IReadOnlyList<IReadOnlyList<TallyGroup>> groups, IReadOnlyList<TallyItem> items)
    {
        Groups = groups;
        Items = items;
    }

    /// <summary>Per contest its groups, by key; none for a contest that is not opened.</summary>
    public IReadOnlyList<IReadOnlyList<TallyGroup>> Groups { get; }

    /// <summary>Contests in order, groups in order, bits in layout order.</summary>
    public IReadOnlyList<TallyItem> Items { get; }

    internal static RecordTally Of(ManifestBody manifest, ContestsBody contests, BallotBox box)
    {
        var groupsOfContests = new List<IReadOnlyList<TallyGroup>>();
        var items = new List<TallyItem>();
        for (var contest = 0; contest < contests.Contests.Count; contest++)
        {
            var sums = box.Contest(contest);
            var groups = TallyGroups.Form([.. sums.Select(sum => sum.Ballots)], manifest.MinGroupSize, manifest.AllowSmall);
            groupsOfContests.Add(groups);
            for (var group = 0; group < groups.Count; group++)
            {
                for (var bit = 0; bit < contests.Contests[contest].EncryptedBits; bit++)
                {
                    var parts = groups[group].Categories.Select(category => sums[category].Item(bit)).ToList();
                    items.Add(new TallyItem(
                        contest, group, bit,
                        manifest.Suite.Group.Sum(parts.Select(part => part.Alpha)),
                        manifest.Suite.Group.Sum(parts.Select(part => part.Beta)),
                        groups[group].Ballots));
                }
            }
        }
        return new RecordTally(groupsOfContests, items);
    }
}
