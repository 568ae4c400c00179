using System.Globalization;
using System.Text;
using RecommendVote.Record;
using RecommendVote.Record.Reports;
using RecommendVote.Tool.Input;

namespace RecommendVote.Tool.Verification;

/// <summary>The report of <c>rv verify</c> for people: what it was compared with first, then every check, then the totals.</summary>
public static class ReportText
{
    public static string Word(CheckState state) => state switch
    {
        CheckState.Passed => "passed",
        CheckState.Failed => "failed",
        _ => "not checked",
    };

    public static string Of(VerificationReport report, ReceiptVerdict? receipt, IReadOnlyList<WeightedContest>? weighted, double seconds)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line.TrimEnd()).Append('\n');
        Line(report.HeadlineEn);
        Line(report.HeadlineZh);
        Line();
        if (report.Record.Manifest is { } manifest)
        {
            Line($"{manifest.Title}  ({manifest.Meeting}, {manifest.Suite})");
            Line($"manifest    {HashText.Hex(report.ManifestHash)}");
            Line(Invariant($"record      {HashText.Hex(report.RecordHash)}  ({report.Entries} entries, {report.Record.BallotEntries} ballots, {report.Record.CountedBallots} counted)"));
            Line();
        }
        foreach (var outcome in report.Outcomes)
        {
            var times = outcome.Count > 1 ? Invariant($" ({outcome.Count})") : "";
            Line($"{outcome.Check} {Word(outcome.State),-11} {CheckTexts.For(outcome.Check).En}{times}");
            if (outcome.Refusal is { } refusal)
                Line($"                {refusal}");
        }
        var allTotals = ContestTotals.Of(report);
        foreach (var totals in allTotals.Where(item => item.Contest.Subject is null))
            AddContest(totals, Line);
        if (allTotals.Count > 0)
            BesideText.AddPeople(JudgedPerson.Of(report.Record.Contests!, report.Record.Result!), Line);
        BesideText.AddAround(report, Line);
        if (weighted is not null)
            BesideText.AddWeighted(weighted, Line);
        if (receipt is not null)
        {
            Line();
            Line($"receipt: {receipt.Text}");
        }
        Line();
        Line(Invariant($"verified in {seconds:F1} s"));
        return text.ToString();
    }

    private static void AddContest(ContestTotals totals, Action<string> line)
    {
        line("");
        line(Invariant($"{totals.Contest.Id} {totals.Contest.Title}: {totals.Ballots} ballots"));
        if (totals.Groups.Count == 0)
        {
            line("  not opened: too few ballots");
            return;
        }
        var headers = totals.Groups.Select(group => string.Join('+', group.Categories)).ToList();
        line($"  {"total",6} {Columns(headers)}");
        line($"  {totals.Ballots,6} {Columns(totals.Groups.Select(group => Number(group.Ballots)))}  ballots");
        for (var i = 0; i < totals.Contest.Options.Count; i++)
        {
            var (option, index) = (totals.Contest.Options[i], i);
            var name = option.Detail.Length == 0 ? option.Name : $"{option.Name}  {option.Detail}";
            line($"  {totals.Votes(i),6} {Columns(totals.Groups.Select(group => Number(group.Options[index])))}  {name}");
        }
        if (totals.Abstain is { } abstain)
            line($"  {abstain,6} {Columns(totals.Groups.Select(group => Number(group.Abstain ?? 0)))}  弃权 abstain");
        if (totals.WriteIns is { } writeIns)
            AddWriteIns(totals, writeIns, line);
    }

    /// <summary>Apart from the listed names and without groups: nobody can tell any more from which category a name came.</summary>
    private static void AddWriteIns(ContestTotals totals, WriteInsResult writeIns, Action<string> line)
    {
        line($"  {totals.Used,6} {Columns(totals.Groups.Select(group => Number(group.Used?.Sum() ?? 0)))}  另写姓名 written in");
        line("  名册以外 not on the roster:");
        foreach (var item in writeIns.Texts)
            line($"  {item.Count,6}  {item.Text}");
        if (writeIns.Texts.Count == 0)
            line($"  {0,6}");
        foreach (var (count, words) in new[]
        {
            (writeIns.Other, "只出现一次，不显示 once each, not shown"),
            (writeIns.Void, "无效：重复或已在名单 void: twice in one form, or a listed name"),
            (writeIns.Unreadable, "无法识别 unreadable"),
        })
        {
            if (count > 0)
                line($"  {count,6}  {words}");
        }
    }

    private static string Columns(IEnumerable<string> cells) => string.Join(' ', cells.Select(cell => cell.PadLeft(6)));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
