using System.Globalization;

namespace RecommendVote.Documents.Counting;

/// <summary>The one rule for rates, printed on every form.</summary>
public static class VoteRate
{
    public const string RuleZh = "得票率 = 得票数 ÷ 本职位有效票数（含弃权）；各类别的得票率 = 该类得票数 ÷ 该类有效票数（含弃权）。四舍五入到 0.1%。";
    public const string RuleEn = "Rate = votes / valid ballots of the position, abstentions included; inside a category the valid ballots of that category. Rounded half up to 0.1 %.";

    /// <summary>Votes as per cent of the ballots, one decimal, rounded half up; a dash when there are no ballots.</summary>
    public static string Of(int votes, int ballots) =>
        ballots <= 0 ? "—" : Math.Round(votes * 100m / ballots, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
