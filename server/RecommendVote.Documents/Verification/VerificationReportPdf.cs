using System.Globalization;
using RecommendVote.Documents.Drawing;
using SkiaSharp;
using static RecommendVote.Documents.Drawing.Measures;

namespace RecommendVote.Documents.Verification;

/// <summary>Prints a verification report (A4).</summary>
public static class VerificationReportPdf
{
    private static readonly SKColor Green = new(0x00, 0x6B, 0x3C);
    private static readonly SKColor Amber = new(0x8A, 0x5A, 0x00);

    /// <summary>Makes the PDF.</summary>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    public static byte[] Make(VerificationReport report, DocumentFonts fonts)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(fonts);
        return PdfWriter.Write($"{report.Meeting.Title} 核验报告", report.CheckedAt, fonts, (newPage, total) =>
        {
            var flow = new PageFlow(newPage, total, report.Meeting, "核验只涉及记录，不涉及任何人的选择。 Verification concerns the record, nobody's choices.");
            flow.Title("核验报告", "Verification report");
            DrawAnchor(flow, report);
            DrawOutcome(flow, report);
            flow.Pairs(
                ("会议 Meeting", report.Meeting.Title), ("单位 Body", report.Meeting.Organisation),
                ("核验时间 Checked (UTC)", report.CheckedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)), ("程序 Program", report.Program));
            RecordLines.Draw(flow, report.Record);
            DrawOverview(flow, report);
            DrawAudits(flow, report);
            DrawStatement(flow, report);
            DrawAnnex(flow, report);
        });
    }

    private static void DrawAnchor(PageFlow flow, VerificationReport report)
    {
        if (report.Anchor is { } anchor)
        {
            flow.Paragraph($"已与会场记下的内容核对 Compared with what was noted in the room: {anchor}", 9.5f);
            return;
        }

        flow.Paragraph("没有与会场记下的校验词核对：以下只说明这份记录自身一致，不能说明它就是会场上的那一份。", 10, Pen.Red);
        flow.Paragraph("Not compared with anything noted in the room: the checks show that this record agrees with itself, not that it is the one of the meeting.", 8, Pen.Red);
    }

    private static void DrawOutcome(PageFlow flow, VerificationReport report)
    {
        var (zh, en, colour) = report.Outcome switch
        {
            CheckOutcome.Passed => ("全部检查成立", "Every check holds", Green),
            CheckOutcome.Failed => ("有检查不成立", "A check fails", Pen.Red),
            _ => ("核验不完整", "Incomplete", Amber),
        };
        flow.Y += Mm(10);
        flow.Pen.Frame(PageFlow.Left, flow.Y - Mm(7), PageFlow.Width, Mm(11), 1.2f, colour);
        flow.Pen.Text(zh, PageFlow.Left + Mm(4), flow.Y + 1, 16, Align.Left, colour);
        var counts = string.Join("　", Enum.GetValues<CheckOutcome>().Select(o => $"{Word(o)} {report.Checks.Count(c => c.Outcome == o)}"));
        flow.Pen.Text(en, PageFlow.Left + Mm(8) + flow.Pen.Width(zh, 16), flow.Y + 1, 10, Align.Left, colour);
        flow.Pen.Text(counts, PageFlow.Right - Mm(4), flow.Y + 1, 9, Align.Right);
        flow.Y += Mm(6);
    }

    // The first page says everything a file needs: every number with its outcome, and in words what does not hold.
    private static void DrawOverview(PageFlow flow, VerificationReport report)
    {
        const int Across = 8;
        flow.Heading("检查", "Checks, by number", Mm(20));
        var cells = report.Checks.Select(check => $"{check.Number} {Sign(check.Outcome)}");
        new Table(flow, [.. Enumerable.Repeat(new TableColumn("", 1), Across)], 9, 1.5f)
            .DrawRows(cells.Chunk(Across).Select(row => (IReadOnlyList<string>)[.. row, .. Enumerable.Repeat("", Across - row.Length)]));
        flow.Y += Mm(1);
        flow.Paragraph("✓ 成立 holds　× 不成立 fails　? 未检查 not checked；各项检查的内容见附页 in words overleaf", 8, Pen.Grey);
        foreach (var check in report.Checks.Where(check => check.Outcome != CheckOutcome.Passed))
        {
            flow.Y += Mm(1);
            flow.Paragraph($"{check.Number} {Word(check.Outcome)}：{check.Zh}。{check.Detail}", 9.5f, Colour(check.Outcome));
            flow.Paragraph($"{check.En}.", 8, Colour(check.Outcome));
        }
    }

    private static void DrawAudits(PageFlow flow, VerificationReport report)
    {
        flow.Heading("投票设备的核查", "Audits of the devices", Mm(20));
        flow.Paragraph($"指定核查人用备用卡 {report.Challengers.Cards} 张做了 {report.Challengers.Audits} 次验证；全场共 {report.Audits} 次。 Appointed challengers made {report.Challengers.Audits} audits with {report.Challengers.Cards} spare cards; {report.Audits} audits in all.", 9);
        flow.Paragraph(DetectionText.Zh(report.Challengers.Audits, report.Detection), 9);
        flow.Paragraph(DetectionText.En(report.Challengers.Audits, report.Detection), 8, Pen.Grey);
    }

    private static void DrawAnnex(PageFlow flow, VerificationReport report)
    {
        flow.NextPage();
        flow.Heading("附页：各项检查", "Annex: the checks in words", Mm(30));
        new Table(flow, [new("编号\nNo.", 0.9f), new("检查\nCheck", 9, Align.Left), new("结果\nOutcome", 2), new("说明\nDetail", 2.6f, Align.Left)], 8, 1.4f)
            .Draw(report.Checks.Select(check => (IReadOnlyList<string>)[check.Number, $"{check.Zh}\n{check.En}", Word(check.Outcome), check.Detail]));
    }

    private static void DrawStatement(PageFlow flow, VerificationReport report)
    {
        if (report.Statement is { } statement)
        {
            flow.Heading(statement.Objection ? "异议" : "核验声明", statement.Objection ? "Objection" : "Attestation", Mm(26));
            flow.Paragraph(statement.Objection
                ? $"{statement.Officer} 对本记录提出异议。 {statement.Officer} objects to this record."
                : $"{statement.Officer} 已核验本记录，以上结果属实。 {statement.Officer} has verified this record; the outcome above is true.");
            if (statement.Text.Length > 0)
            {
                flow.Paragraph(statement.Text);
            }
        }

        flow.Signatures("监督人", "职务", "日期");
    }

    private static string Sign(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "✓",
        CheckOutcome.Failed => "×",
        _ => "?",
    };

    private static SKColor Colour(CheckOutcome outcome) => outcome == CheckOutcome.Failed ? Pen.Red : Amber;

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "✓ 成立 holds",
        CheckOutcome.Failed => "× 不成立 fails",
        _ => "未检查 not checked",
    };
}
