using RecommendVote.Documents.Drawing;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Counting;

/// <summary>The table of people who were graded or voted on: one row each, one column per answer.</summary>
internal static class CountJudgementsTable
{
    private const float Size = 8.5f;
    private const float Padding = 1.5f;

    public static void Draw(PageFlow flow, CountJudgements judgements)
    {
        var rows = Math.Min(judgements.People.Count, 12);
        flow.Heading(judgements.Title, "one answer for each person", Math.Min(Mm(24) + (rows * Table.RowHeight(Size, Padding)), PageFlow.Bottom - Mm(50)));
        var byDimension = judgements.People.Any(person => person.Dimension.Length > 0);
        var columns = new List<TableColumn> { new("姓名\nName", 2.2f, Align.Left), new("单位及职务\nUnit and post", 3, Align.Left) };
        if (byDimension)
            columns.Add(new("分项\nDimension", 1.2f));
        columns.Add(new("有效票\nValid", 1.1f));
        columns.AddRange(judgements.Answers.Select(answer => new TableColumn(answer, 1.7f)));
        new Table(flow, columns, Size, Padding).Draw(judgements.People.Select(person => Row(person, byDimension, judgements.Answers.Count)));
        if (judgements.People.Any(person => person.IsWithheld))
        {
            flow.Y += Mm(1);
            flow.Paragraph("— 收回张数过少，为保密不开启计票。 Too few ballots: not opened, to keep them secret.", 8, Pen.Grey);
        }
    }

    private static List<string> Row(CountJudged person, bool byDimension, int answers)
    {
        var cells = new List<string> { person.Name, person.Detail };
        if (byDimension)
            cells.Add(person.Dimension.Length > 0 ? person.Dimension : "总体 overall");
        cells.Add($"{person.Ballots}");
        cells.AddRange(person.IsWithheld
            ? Enumerable.Repeat("—", answers)
            : person.Counts.Select(count => $"{count}\t{VoteRate.Of(count, person.Ballots)}"));
        return cells;
    }
}
