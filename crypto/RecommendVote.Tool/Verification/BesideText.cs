using System.Globalization;
using RecommendVote.Record;
using RecommendVote.Record.Reports;

namespace RecommendVote.Tool.Verification;

/// <summary>What stands beside the totals of a report: tables per person, audits, replaced cards, paper, cosignatures, a weighted reading.</summary>
internal static class BesideText
{
    /// <summary>One table per person: a row per dimension, then the vote.</summary>
    public static void AddPeople(IReadOnlyList<JudgedPerson> people, Action<string> line)
    {
        foreach (var person in people)
        {
            line("");
            line(person.Position.Length == 0 ? person.Title : $"{person.Title}  {person.Position}");
            IReadOnlyList<OptionBody>? shown = null;
            foreach (var grade in person.Grades)
            {
                // Dimensions of one person nearly always share their grades: the header is printed once for all that do.
                if (shown is null || !shown.Select(option => option.Name).SequenceEqual(grade.Contest.Options.Select(option => option.Name), StringComparer.Ordinal))
                {
                    shown = grade.Contest.Options;
                    line("  " + string.Join("  ", shown.Select(option => option.Name).Append("票数 ballots")));
                }
                line("  " + Row(grade, grade.Contest.Dimension ?? "总体 overall"));
            }
            if (person.Vote is { } vote)
            {
                line("  " + string.Join("  ", vote.Contest.Options.Select(option => option.Name).Append("弃权 abstain").Append("票数 ballots")));
                line("  " + Row(vote, "表决 vote"));
            }
        }
    }

    /// <summary>Audits with the chance of detection, replaced cards, paper forms and cosignatures.</summary>
    public static void AddAround(VerificationReport report, Action<string> line)
    {
        var record = report.Record;
        var audits = AuditSummary.Of(record);
        if (audits.Total > 0 || audits.ChallengeCards > 0)
        {
            line("");
            line(Invariant($"验证加密 audits: {audits.Total}, of these {audits.ByChallengers} with {audits.ChallengeCards} cards of appointed challengers"));
            AddDetection(audits, line);
        }
        if (record.Replacements.Count > 0)
        {
            line("");
            line(Invariant($"补发票卡 replaced cards: {record.Replacements.Count}"));
            foreach (var item in record.Replacements)
                line(Invariant($"  entry {item.Index}: category {record.Manifest!.Categories[item.Category].Id}, {item.Body.Reason}{(item.Body.Text.Length == 0 ? "" : ", " + item.Body.Text)}"));
        }
        if (record.PaperCount is { } paper)
            AddPaper(record, paper, line);
        if (report.Cosignatures.Count > 0)
        {
            line("");
            foreach (var item in report.Cosignatures)
                line($"联签 cosigned by officer {item.Officer} ({record.Manifest!.Officers[item.Officer - 1].Name}) at {Time(item.Time)}");
        }
    }

    private static void AddDetection(AuditSummary audits, Action<string> line)
    {
        if (audits.ByChallengers == 0)
        {
            line("  指定核查人没有做过验证 / no audits by appointed challengers: no chance of catching a cheating program can be stated");
            return;
        }
        line("  a program that changed this share of the ballots would have been caught by the challengers with this chance:");
        foreach (var (rate, chance) in audits.Detection)
            line(Invariant($"  {rate * 100,4:F0} %  {chance * 100,6:F2} %"));
    }

    public static void AddWeighted(IReadOnlyList<WeightedContest> contests, Action<string> line)
    {
        line("");
        line(WeightedReport.LabelZh);
        line(WeightedReport.LabelEn);
        foreach (var item in contests)
        {
            line($"  {item.Contest.Id} {item.Contest.Title}{(item.WhyNotEn is null ? "" : ": " + item.WhyNotZh + " / " + item.WhyNotEn)}");
            for (var i = 0; item.Options is { } options && i < options.Count; i++)
                line(Invariant($"    {options[i],6:F2} %  {item.Contest.Options[i].Name}"));
            if (item.Abstain is { } abstain)
                line(Invariant($"    {abstain,6:F2} %  弃权 abstain"));
        }
    }

    private static void AddPaper(MeetingRecord record, PaperCountBody paper, Action<string> line)
    {
        line("");
        line("纸质票（单独列示，不计入以上电子结果） paper forms (apart; never added to the electronic result above)");
        foreach (var forms in paper.Forms)
            line(Invariant($"  category {forms.Category}: {forms.HandedOut} handed out, {forms.Returned} returned, {forms.Invalid} invalid"));
        foreach (var (counts, contest) in paper.Contests.Zip(record.Contests!.Contests))
        {
            line(Invariant($"  {counts.Id} {contest.Title}: {counts.Ballots} valid, {counts.Invalid} invalid"));
            for (var i = 0; i < counts.Options.Count; i++)
                line(Invariant($"    {counts.Options[i],6}  {contest.Options[i].Name}"));
            if (counts.Abstain is { } abstain)
                line(Invariant($"    {abstain,6}  弃权 abstain"));
            foreach (var writeIn in counts.WriteIns ?? [])
                line(Invariant($"    {writeIn.Count,6}  另荐 written in: {writeIn.Text}"));
        }
    }

    private static string Row(JudgedContest item, string label)
    {
        if (!item.IsOpened)
            return label + ": 票数过少，未开票 not opened, too few ballots";
        var cells = item.Counts.Select(Number);
        if (item.Abstain is { } abstain)
            cells = cells.Append(Number(abstain));
        return string.Join(' ', cells.Append(Number(item.Ballots)).Select(cell => cell.PadLeft(6))) + "  " + label;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(long seconds) => seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        ? FieldRules.FormatTime(DateTimeOffset.FromUnixTimeSeconds(seconds))
        : seconds.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
