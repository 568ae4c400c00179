using System.Globalization;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Tally;

namespace RecommendVote.Server.Demo;

/// <summary>Says what came out, from the record alone.</summary>
internal static class DemoReport
{
    /// <summary>The counts, names in ballot order, which is stroke order.</summary>
    public static void Counts(TextWriter output, TallyView view)
    {
        if (view is not { Contests: { } contests, Closed: { } closed, Result: { } result })
            throw new DemoException("the record has no result");
        var counts = closed.Counts;
        output.WriteLine(Line($"发出 {counts.Sum(item => item.HandedOut)}，收回 {counts.Sum(item => item.Ballots)}，未收回 {counts.Sum(item => item.HandedOut - item.Ballots)} / handed out, returned, not returned"));
        foreach (var (contest, totals) in contests.Contests.Zip(result.Contests))
        {
            output.WriteLine();
            output.WriteLine(Line($"{contest.Id} {contest.Title}：计入 {totals.Groups.Sum(group => group.Ballots)} 张，弃权 {totals.Groups.Sum(group => group.Abstain ?? 0)}"));
            foreach (var (option, place) in contest.Options.Select((option, place) => (option, place)))
            {
                var groups = totals.Groups.Select(group => Line($"{string.Join('+', group.Categories)} {group.Options[place]}/{group.Ballots}"));
                output.WriteLine(Line($"  {option.Name}（{option.Detail}） {totals.Groups.Sum(group => group.Options[place])}    {string.Join("  ", groups)}"));
            }
            foreach (var item in CountFormParts.WriteIns(totals, view.People))
                output.WriteLine(Line($"  名册以外 / not on the roster：{item.Text} {item.Count}"));
        }
        output.WriteLine();
        output.WriteLine(Line($"投票前验证加密 {view.Audits} 次 / audits before casting"));
        output.WriteLine("按姓氏笔画排序；推荐结果是重要参考，不是选举。 In stroke order; a recommendation is evidence, not an election.");
    }

    public static void Checks(TextWriter output, VerificationView view)
    {
        output.WriteLine(view.HeadlineZh);
        output.WriteLine(view.HeadlineEn);
        foreach (var check in view.Checks)
            output.WriteLine(Line($"  {check.Number} {check.State,-11} {check.Zh} / {check.En} ({check.Count})"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
