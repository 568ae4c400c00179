using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>From the texts of used slots to the write-ins of a contest's result.</summary>
internal static class WriteInTally
{
    /// <param name="contest">Its options' names and ids void an equal text.</param>
    /// <param name="slots">Used slots of this contest in order, with their texts; null is unreadable.</param>
    /// <param name="hideSingles">Whether texts that occur once are only counted.</param>
    public static WriteInsResult Count(ContestBody contest, IEnumerable<(int Tuple, string? Text)> slots, bool hideSingles)
    {
        var counts = WriteInCounts.Of(contest.Options.Select(option => (option.Id, option.Name)), slots, hideSingles);
        return new WriteInsResult(
            [.. counts.Texts.Select(item => new WriteInCount(item.Text, item.Count))], counts.Other, counts.Void, counts.Unreadable);
    }
}
