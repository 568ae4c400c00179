using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>
/// The directory of a meeting (docs/spec/server-api.md, "Directory"), composed from its roster: those whom some ballot with write-in lines does not
/// ask about by name.
/// </summary>
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

    /// <summary>
    /// What people of a directory are called, by the text with which the record says that they were written in: the name, and unit and post, since
    /// the directory may hold two of one name.
    /// </summary>
    /// <param name="directory">Bytes that <see cref="Compose"/> gave and the signed manifest names.</param>
    public static IReadOnlyDictionary<string, string> PeopleByWriteIn(byte[] directory)
    {
        using var read = JsonDocument.Parse(directory);
        return read.RootElement.GetProperty("entries").EnumerateArray()
            .Select(person => (Id: Text(person, "id"), Name: Text(person, "name"), Detail: Text(person, "detail")))
            .ToDictionary(person => "#" + person.Id, person => person.Detail.Length > 0 ? $"{person.Name}（{person.Detail}）" : person.Name);
    }

    private static string Text(JsonElement person, string member) => person.GetProperty(member).GetString()!;
}
