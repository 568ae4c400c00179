namespace RecommendVote.Server.Features.Tally;

/// <summary>The words that stand beside names: of the count form, or of a page in its language.</summary>
/// <param name="Grade">民主测评.</param>
/// <param name="Vote">表决.</param>
/// <param name="Abstain">弃权.</param>
/// <param name="WrittenIn">A name of a paper form that the ballot did not list, with the name in the place of <c>{0}</c>.</param>
public sealed record ContestWords(string Grade, string Vote, string Abstain, string WrittenIn)
{
    /// <summary>Of forms, which are printed in Chinese first.</summary>
    public static ContestWords Printed { get; } = new("民主测评", "表决", "弃权", "{0}（名册以外）");
}
