using System.Globalization;
using RecommendVote.Documents.Counting;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.Tally;

/// <summary>Turns contests and their counts into the parts of the count form.</summary>
public static class CountFormParts
{
    /// <summary>A choice of names.</summary>
    public static CountPosition Position(ManifestBody manifest, ContestBody contest, ContestResult counts, IReadOnlyDictionary<string, string> people)
    {
        var groups = counts.Groups.Count < 2 ? [] : counts.Groups;
        return new CountPosition(
            contest.Title, contest.Max, counts.Groups.Sum(group => group.Ballots), counts.Groups.Sum(group => group.Abstain ?? 0),
            [.. groups.Select(group => new CountGroup(string.Join(" + ", group.Categories.Select(category => manifest.Categories.First(item => item.Id == category).Name)), group.Ballots, group.Abstain ?? 0))],
            [.. contest.Options.Select((option, i) => new CountName(
                option.Name, option.Detail, counts.Groups.Sum(group => group.Options[i]), [.. groups.Select(group => group.Options[i])]))])
        {
            WriteIns = WriteIns(counts, people),
            WithheldBecause = counts.Groups.Count > 0 ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"收回不足 {manifest.MinGroupSize} 张，为保密不开启计票。 Fewer than {manifest.MinGroupSize} ballots: not opened, to keep them secret."),
        };
    }

    /// <summary>Grades and votes, one table for each set of answers.</summary>
    public static IReadOnlyList<CountJudgements> Judgements(IEnumerable<(ContestBody Contest, ContestResult Counts)> contests) =>
        [.. contests.Where(item => item.Contest.Kind is not null)
            .GroupBy(item => (item.Contest.Kind, item.Contest.Abstain, Answers: string.Join('\n', AnswersOf(item.Contest))))
            .Select(group => new CountJudgements(
                group.Key.Kind == ContestBody.Vote ? ContestWords.Printed.Vote : ContestWords.Printed.Grade,
                AnswersOf(group.First().Contest),
                [.. group.Select(item => Judged(item.Contest, item.Counts))])
            {
                IsVote = group.Key.Kind == ContestBody.Vote,
                HasAbstain = group.Key.Abstain,
            })];

    /// <summary>The paper count in words, names as in the contests.</summary>
    public static CountPaper Paper(PaperCountBody paper, IReadOnlyList<ContestBody> contests, ContestWords words) => new(
        paper.Forms.Sum(item => item.HandedOut), paper.Forms.Sum(item => item.Returned), paper.Forms.Sum(item => item.Invalid),
        [.. contests.Zip(paper.Contests, (contest, counts) => new CountPaperContest(
            ContestTitles.Of(contest, contests, words), counts.Ballots, counts.Invalid,
            [
                .. contest.Options.Select((_, i) => new CountWriteIn(ContestTitles.OptionOf(contest, i), counts.Options[i])),
                .. counts.Abstain is { } abstain ? new[] { new CountWriteIn(words.Abstain, abstain) } : [],
                .. (counts.WriteIns ?? []).Select(item => new CountWriteIn(string.Format(CultureInfo.InvariantCulture, words.WrittenIn, item.Text), item.Count)),
            ]))]);

    /// <summary>Names written in, then what has no name to show.</summary>
    /// <param name="people">What people of the directory are called, by what the record says of them; see <see cref="TallyView.People"/>.</param>
    public static IReadOnlyList<CountWriteIn> WriteIns(ContestResult counts, IReadOnlyDictionary<string, string> people)
    {
        if (counts.WriteIns is not { } writeIns)
            return [];
        var lines = writeIns.Texts.Select(item => new CountWriteIn(people.GetValueOrDefault(item.Text, item.Text), item.Count)).ToList();
        (string Text, int Count)[] others = [("其他 other", writeIns.Other), ("重复或已在名册 void", writeIns.Void), ("无法识别 unreadable", writeIns.Unreadable)];
        lines.AddRange(others.Where(item => item.Count > 0).Select(item => new CountWriteIn(item.Text, item.Count)));
        return lines;
    }

    private static IReadOnlyList<string> AnswersOf(ContestBody contest) =>
        [.. contest.Options.Select(option => option.Name), .. contest.Abstain ? new[] { ContestWords.Printed.Abstain } : []];

    private static CountJudged Judged(ContestBody contest, ContestResult counts) => new(
        contest.Title, contest.Position, contest.Dimension ?? "", counts.Groups.Sum(group => group.Ballots),
        counts.Groups.Count == 0 ? [] :
        [
            .. contest.Options.Select((_, i) => counts.Groups.Sum(group => group.Options[i])),
            .. contest.Abstain ? new[] { counts.Groups.Sum(group => group.Abstain ?? 0) } : [],
        ]);
}
