using RecommendVote.Record;

namespace RecommendVote.Server.Features.Tally;

/// <summary>What contests and people are called where more than one is listed: nobody must take one for another of the same name.</summary>
public static class ContestTitles
{
    /// <summary>The position; or what is asked, the person (with unit and post where another has the same name) and the dimension.</summary>
    public static string Of(ContestBody contest, IReadOnlyList<ContestBody> all, ContestWords words) => contest.Kind switch
    {
        null => contest.Title,
        var kind => string.Join(" · ", new[] { kind == ContestBody.Vote ? words.Vote : words.Grade, PersonOf(contest, all), contest.Dimension ?? "" }.Where(part => part.Length > 0)),
    };

    /// <summary>The name of an option, with its detail where another option has the same name.</summary>
    public static string OptionOf(ContestBody contest, int option)
    {
        var (name, detail) = (contest.Options[option].Name, contest.Options[option].Detail);
        return detail.Length > 0 && contest.Options.Count(item => item.Name == name) > 1 ? $"{name}（{detail}）" : name;
    }

    private static string PersonOf(ContestBody contest, IReadOnlyList<ContestBody> all) =>
        contest.Position.Length > 0 && all.Any(item => item.Kind is not null && item.Title == contest.Title && item.Subject != contest.Subject)
            ? $"{contest.Title}（{contest.Position}）"
            : contest.Title;
}
