using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Composes the directory of a meeting from its roster: those whom some ballot with write-in lines does not ask about by name.</summary>
internal static class WriteInDirectory
{
    private const int LongestId = 29, LongestName = 100, LongestDetail = 200, Most = 10_000;

    /// <summary>The canonical bytes, or null when nobody can be written in or nobody is left over.</summary>
    /// <param name="candidates">The roster in ballot order.</param>
    public static byte[]? Compose(Meeting meeting, IEnumerable<Candidate> candidates)
    {
        var withSlots = meeting.Positions.Where(position => position is { Kind: PositionKinds.Choice, Slots: > 0 }).Select(position => position.Id).ToList();
        var people = candidates.Where(person => withSlots.Exists(position => !person.EligibleFor.Contains(position))
                && person.Id.Length <= LongestId && person.Name.Length <= LongestName && person.Detail.Length <= LongestDetail)
            .DistinctBy(person => (person.Name, person.Detail)).Take(Most).ToList();
        if (people.Count == 0)
            return null;
        var writer = new CanonicalWriter().BeginObject().Member("entries").BeginList();
        foreach (var person in people)
            writer.BeginObject().Member("id").Text(person.Id).Member("name").Text(person.Name).Member("detail").Text(person.Detail).EndObject();
        return writer.EndList().EndObject().ToArray();
    }
}
