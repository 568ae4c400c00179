using RecommendVote.Documents.Drawing;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Counting;

/// <summary>The table of one position: votes and rate of every name, and per category where categories are opened apart.</summary>
internal static class CountPositionTable
{
    private const float Size = 9f;
    private const float Padding = 1.7f;

    public static void Draw(PageFlow flow, CountPosition position)
    {
        // A table that fits on one page is not torn apart.
        var height = Mm(26) + (position.Names.Count * Table.RowHeight(Size, Padding)) + (position.WriteIns.Count > 0 ? Mm(8) : 0);
        flow.Heading(position.Title, $"每票至多 {position.MaxNames} 名 at most {position.MaxNames}", position.WithheldBecause is null ? Math.Min(height, PageFlow.Bottom - Mm(50)) : Mm(10));
        if (position.WithheldBecause is { } reason)
        {
            flow.Paragraph(reason, Size);
            return;
        }

        var apart = position.Groups.Count > 1 ? position.Groups : [];
        var columns = new List<TableColumn>
        {
            new("人选\nName", 2.3f, Align.Left), new("单位及职务\nUnit and post", 3.2f, Align.Left),
            new("得票\nVotes", 1), new("得票率\nRate", 1.2f),
        };
        columns.AddRange(apart.Select(group => new TableColumn($"{group.Label}\n有效 {group.Ballots}", 2f)));

        var rows = position.Names.Select(name => (IReadOnlyList<string>)
            [
                name.Name, name.Detail, $"{name.Votes}", VoteRate.Of(name.Votes, position.Ballots),
                .. apart.Select((group, i) => Cell(name.GroupVotes[i], group.Ballots)),
            ]);
        IReadOnlyList<string> abstain =
        [
            "弃权 Abstain", "", $"{position.Abstain}", VoteRate.Of(position.Abstain, position.Ballots),
            .. apart.Select(group => Cell(group.Abstain, group.Ballots)),
        ];
        new Table(flow, columns, Size, Padding).Draw(rows.Append(abstain));
        flow.Y += Mm(1.5f);
        flow.Paragraph($"有效票 {position.Ballots}（含弃权 {position.Abstain}）。 Valid ballots {position.Ballots}, of them {position.Abstain} abstentions.", 8, Pen.Grey);
        if (position.WriteIns.Count > 0)
        {
            flow.Paragraph("名册以外（另写人选） Not on the roster, written in: " + string.Join("；", position.WriteIns.Select(w => $"{w.Text} {w.Count}")), Size);
        }
    }

    private static string Cell(int votes, int ballots) => $"{votes}\t{VoteRate.Of(votes, ballots)}";
}
