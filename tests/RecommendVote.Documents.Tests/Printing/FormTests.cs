using RecommendVote.Documents.Cards;
using RecommendVote.Documents.Counting;
using RecommendVote.Documents.Verification;

namespace RecommendVote.Documents.Tests.Printing;

public class FormTests
{
    [Fact]
    public async Task The_count_form_prints_every_number_and_elects_nobody()
    {
        var form = await Samples.CountForm();
        var pdf = CountFormPdf.Make(form, Samples.Fonts).Keep("count-form.pdf");
        var text = Poppler.Text(pdf);
        foreach (var word in new[]
        {
            "计票结果汇总表", "应到", "实到", "发出", "收回", "有效", "无效", "弃权", "计票人", "监票人", "主持人", "34.5%", "得票率 =", "王示例 1",
            "推荐结果是重要参考，不是选举", "演示 DEMO", form.Record.CheckpointWords, "买尔丹·示例江",
        })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("当选", text, StringComparison.Ordinal);
        Assert.DoesNotContain("不符", text, StringComparison.Ordinal);
        Assert.All(CountIdentities.Of(form), identity => Assert.True(identity.Holds, identity.Text));
    }

    [Fact]
    public async Task Sums_that_do_not_hold_are_printed_as_such()
    {
        var form = await Samples.CountForm();
        var wrong = form with { Totals = form.Totals with { Returned = 54 }, Positions = [form.Positions[0] with { Abstain = 5 }] };
        Assert.Equal(3, CountIdentities.Of(wrong).Count(identity => !identity.Holds));
        Assert.Contains("× 不符", Poppler.Text(CountFormPdf.Make(wrong, Samples.Fonts)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_that_was_not_opened_says_why()
    {
        var form = await Samples.CountForm();
        var closed = form with { Positions = [form.Positions[0] with { WithheldBecause = "票数少于 5 张，按规则不公布。 Fewer than 5 ballots: not opened." }] };
        var text = Poppler.Text(CountFormPdf.Make(closed, Samples.Fonts));
        Assert.Contains("票数少于 5 张", text, StringComparison.Ordinal);
        Assert.DoesNotContain("34.5%", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_challengers_replacements_and_grades_stand_apart_and_in_the_sums()
    {
        var form = await Samples.CountForm();
        var full = form with
        {
            Totals = form.Totals with { Printed = 62, Challengers = 2, Replaced = 1 },
            Paper = new CountPaper(1, 1, 0, [new CountPaperContest("办公室副主任", 1, 0, [new CountWriteIn("买尔丹·示例江", 1)])]),
            Judgements =
            [
                new CountJudgements("民主测评", ["优秀", "称职", "不称职"], [new CountJudged("张示例", "办公室", "德", 5, [2, 2, 1]), new CountJudged("王示例", "办公室", "", 5, [])]),
            ],
        };
        Assert.All(CountIdentities.Of(full), identity => Assert.True(identity.Holds, identity.Text));
        var text = Poppler.Text(CountFormPdf.Make(full, Samples.Fonts).Keep("count-form-full.pdf"));
        foreach (var word in new[] { "纸质票", "单独列示", "核查用 2", "补发 1", "民主测评", "优秀", "40.0%", "为保密不开启计票" })
            Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Contains(CountIdentities.Of(full with { Paper = full.Paper! with { Returned = 2 } }), identity => !identity.Holds);
        Assert.Contains(
            CountIdentities.Of(full with { Judgements = [full.Judgements[0] with { People = [full.Judgements[0].People[0] with { Counts = [2, 2, 2] }] }] }), identity => !identity.Holds);
    }

    [Fact]
    public void The_report_names_the_challengers_audits_and_says_when_there_were_none()
    {
        var report = Samples.Report(CheckOutcome.Passed, "7KQ4-M2XD-9TRB", null);
        Assert.Contains("没有做过验证", Poppler.Text(VerificationReportPdf.Make(report, Samples.Fonts)), StringComparison.Ordinal);
        // Anybody with a spare card can audit, the cheater too: only the challengers' audits say anything.
        Assert.Contains("没有做过验证", Poppler.Text(VerificationReportPdf.Make(report with { Audits = 40 }, Samples.Fonts)), StringComparison.Ordinal);
        var text = Poppler.Text(VerificationReportPdf.Make(report with { Audits = 14, Challengers = (10, 3), Detection = [(0.05, 0.5123250208844), (0.1, 0.99996), (0.2, 1 - (0.8 * 0.8))] }, Samples.Fonts).Keep("report-audits.pdf"));
        Assert.Contains("指定核查人验证 10 次", text, StringComparison.Ordinal);
        var unwrapped = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        // Never rounded up, nor down by an error of the last bit.
        Assert.Contains("5%、10%、20%", unwrapped, StringComparison.Ordinal);
        Assert.Contains("51.2%、99.9%、36.0%", unwrapped, StringComparison.Ordinal);
        Assert.Contains("备用卡 3 张", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_made_on_the_server_says_so_on_its_cover()
    {
        Assert.Contains("只供演示和演练", Poppler.Text(CardSheetPdf.Make(Samples.Cards() with { MadeOnServer = true }, Samples.Fonts)), StringComparison.Ordinal);
        Assert.DoesNotContain("只供演示和演练", Poppler.Text(CardSheetPdf.Make(Samples.Cards(), Samples.Fonts)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(19, 55, "34.5%")]
    [InlineData(0, 55, "0.0%")]
    [InlineData(1, 16, "6.3%")]
    [InlineData(55, 55, "100.0%")]
    [InlineData(0, 0, "—")]
    public void Rates_are_rounded_half_up(int votes, int ballots, string rate) => Assert.Equal(rate, VoteRate.Of(votes, ballots));

    [Fact]
    public void A_report_without_an_anchor_says_so_first()
    {
        var text = Poppler.Text(VerificationReportPdf.Make(Samples.Report(CheckOutcome.Passed, null, null), Samples.Fonts).Keep("report.pdf"));
        Assert.Contains("没有与会场记下的校验词核对", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("没有与会场记下的校验词核对", StringComparison.Ordinal) < text.IndexOf("全部检查成立", StringComparison.Ordinal));
        Assert.Contains("V42", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_failed_check_fails_the_report_and_an_unchecked_one_never_counts_as_passed()
    {
        var failed = Samples.Report(CheckOutcome.Failed, "7KQ4-M2XD-9TRB", new OfficerStatement("监督员甲", true, "第 43 条不成立。"));
        Assert.Equal(CheckOutcome.Failed, failed.Outcome);
        var text = Poppler.Text(VerificationReportPdf.Make(failed, Samples.Fonts).Keep("report-failed.pdf"));
        Assert.Contains("有检查不成立", text, StringComparison.Ordinal);
        Assert.Contains("异议", text, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.NotChecked, Samples.Report(CheckOutcome.NotChecked, null, null).Outcome);
        Assert.Equal(CheckOutcome.NotChecked, (failed with { Checks = [] }).Outcome);
    }

    [Fact]
    public void Copied_text_holds_ideographs_and_not_radicals()
    {
        var text = Poppler.Text(CardSheetPdf.Make(Samples.Cards(classes: [("A 人民一方日月水火", 1)]), Samples.Fonts));
        Assert.Contains("人民一方日月水火", text, StringComparison.Ordinal);
    }
}
