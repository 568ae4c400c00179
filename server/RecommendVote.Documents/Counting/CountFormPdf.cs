using System.Globalization;
using RecommendVote.Documents.Drawing;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Counting;

/// <summary>Prints the count form (A4). It names nobody as chosen, draws no line and sorts by nothing but strokes.</summary>
public static class CountFormPdf
{
    private const string Footer = "推荐结果是重要参考，不是选举。 The result is an important reference, not an election.";

    /// <summary>Makes the PDF.</summary>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    public static byte[] Make(CountForm form, DocumentFonts fonts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(fonts);
        return PdfWriter.Write($"{form.Meeting.Title} 计票结果汇总表", form.PrintedAt, fonts, (newPage, total) =>
        {
            var flow = new PageFlow(newPage, total, form.Meeting, Footer);
            flow.Title("计票结果汇总表", "Count form of a recommendation meeting");
            flow.Pairs(
                ("会议 Meeting", form.Meeting.Title), ("单位 Body", form.Meeting.Organisation),
                ("时间 Time", form.Meeting.Time), ("地点 Place", form.Meeting.Place));
            DrawTotals(flow, form);
            foreach (var position in form.Positions)
            {
                CountPositionTable.Draw(flow, position);
            }

            foreach (var judgements in form.Judgements)
            {
                CountJudgementsTable.Draw(flow, judgements);
            }

            if (form.Paper is { } paper)
            {
                DrawPaper(flow, paper);
            }

            DrawIdentities(flow, form);
            DrawRecord(flow, form);
            flow.Signatures("计票人", "计票人", "监票人", "主持人", "日期");
        });
    }

    private static void DrawTotals(PageFlow flow, CountForm form)
    {
        var t = form.Totals;
        flow.Y += Mm(1);
        new Table(flow,
            [
                new("应到\nExpected", 1), new("实到\nPresent", 1), new("发出票\nHanded out", 1), new("收回票\nReturned", 1), new("未收回\nUnreturned", 1),
                new("有效票\nValid", 1), new("无效票\nInvalid", 1), new("弃权\nAbstain", 1.4f),
            ],
            11).Draw(
            [
                [
                    $"{t.Expected}", $"{t.Present}", $"{t.Issued}", $"{t.Returned}", $"{t.Unreturned}", $"{t.Valid}", $"{t.Invalid}",
                    form.Positions.Count > 0 && form.Positions.All(p => p.WithheldBecause is null) ? string.Join("；", form.Positions.Select(p => p.Abstain.ToString(CultureInfo.InvariantCulture))) : "—",
                ],
            ]);
        flow.Y += Mm(1.5f);
        if (form.Positions.Count > 1)
        {
            flow.Paragraph($"弃权按职位依次列出（{string.Join("；", form.Positions.Select(p => p.Title))}）；弃权票是有效票。 Abstentions are listed per position and are valid ballots.", 8, Pen.Grey);
        }

        if (t.Replaced > 0)
        {
            flow.Paragraph($"其中补发 {t.Replaced} 张（遗失或无法读取的票卡无法查出，不能作废）。 {t.Replaced} of the cards handed out replace lost or unreadable ones.", 9);
        }

        if (t.Challengers > 0)
        {
            flow.Paragraph($"另有核查用卡 {t.Challengers} 张，只做验证加密，不投票，不计入发出。 {t.Challengers} spare cards were used by challengers; they never vote.", 9);
        }

        flow.Paragraph(VoteRate.RuleZh, 9);
        flow.Paragraph(VoteRate.RuleEn, 7.5f, Pen.Grey);
        flow.Paragraph("各职位的人选按姓氏笔画排列，顺序与得票无关。 Names stand in stroke order, whatever their votes.", 8, Pen.Grey);
    }

    private static void DrawPaper(PageFlow flow, CountPaper paper)
    {
        flow.Heading("纸质票（单独列示，不并入以上数字）", "Paper forms (apart, never added)", Mm(30));
        flow.Paragraph($"发出 {paper.HandedOut}，收回 {paper.Returned}，整张无效 {paper.Invalid}。 Handed out {paper.HandedOut}, returned {paper.Returned}, invalid as a whole {paper.Invalid}.", 9);
        new Table(flow, [new("项目\nContest", 3, Align.Left), new("有效\nValid", 1), new("无效\nInvalid", 1), new("得票\nCounts", 7, Align.Left)], 8.5f, 1.5f)
            .Draw(paper.Contests.Select(contest => (IReadOnlyList<string>)
                [contest.Title, $"{contest.Valid}", $"{contest.Invalid}", string.Join("；", contest.Counts.Select(item => $"{item.Text} {item.Count}"))]));
        flow.Y += Mm(1);
        flow.Paragraph("由两位计票人和一位纪检人员清点并签署。 Counted and signed by two tellers and an officer.", 8, Pen.Grey);
    }

    private static void DrawIdentities(PageFlow flow, CountForm form)
    {
        flow.Heading("票数核对", "Sums", Mm(12));
        foreach (var outcome in CountIdentities.Of(form).GroupBy(identity => identity.Holds).OrderBy(group => group.Key))
        {
            var sums = string.Join("；", outcome.Select(identity => identity.Text));
            flow.Paragraph($"{(outcome.Key ? "✓ 相符 these hold" : "× 不符 THESE DO NOT HOLD")}　{sums}。", 8.5f, outcome.Key ? Pen.Black : Pen.Red);
        }
    }

    private static void DrawRecord(PageFlow flow, CountForm form)
    {
        flow.Heading("记录", "Record", Mm(26));
        RecordLines.Draw(flow, form.Record);
        flow.Paragraph("本表数字由记录解密得出；任何有权核验的人可用核验程序由记录重新得出同样的数字。", 8.5f);
        flow.Paragraph("These numbers were decrypted from the record; anyone entitled can obtain them again from it with the verification program.", 7.5f, Pen.Grey);
    }
}
