using RecommendVote.Rosters.Cadres;

namespace RecommendVote.Rosters.Order;

/// <summary>Picks the rows of a roster for a position: in file order for reference, in stroke order for the ballot.</summary>
public static class BallotOrder
{
    /// <summary>The rows eligible for a position in the order of the file: the first is what a test plan calls n1.</summary>
    public static IReadOnlyList<CadreRow> EligibleInFileOrder(IEnumerable<CadreRow> roster, string positionId) =>
        [.. roster.Where(row => row.IsEligibleFor(positionId)).OrderBy(row => row.RowNumber)];

    /// <summary>The rows eligible for a position in the order of the ballot.</summary>
    public static IReadOnlyList<CadreRow> EligibleInStrokeOrder(IEnumerable<CadreRow> roster, string positionId) =>
        InStrokeOrder(roster.Where(row => row.IsEligibleFor(positionId)));

    /// <summary>Rows by strokes of the name; same names by unit, then by id.</summary>
    public static IReadOnlyList<CadreRow> InStrokeOrder(IEnumerable<CadreRow> rows) =>
        StrokeOrder.Sort(rows, row => row.Name, row => row.Unit, row => row.Id);

    /// <summary>What a ballot shows beside a name: the unit when the name occurs twice in the roster, then the current post unless it already names the unit.</summary>
    public static string Detail(CadreRow row) => row.CurrentPost switch
    {
        null => row.Unit,
        var post when post.Contains(row.Unit, StringComparison.Ordinal) => post,
        var post => $"{row.Unit} {post}",
    };
}
