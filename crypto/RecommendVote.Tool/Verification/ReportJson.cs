using RecommendVote.Record;
using RecommendVote.Record.Reports;
using RecommendVote.Tool.Input;

namespace RecommendVote.Tool.Verification;

/// <summary>The answer of <c>rv verify --json</c>; its members are described in docs/guides/verify-a-record.md.</summary>
public static class ReportJson
{
    public static object Of(VerificationReport report, bool manifestGiven, bool checkpointGiven, ReceiptVerdict? receipt, IReadOnlyList<WeightedContest>? weighted, int exitCode, double seconds)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (record, totals) = (report.Record, ContestTotals.Of(report));
        return new
        {
            notice = report.HeadlineEn,
            noticeZh = report.HeadlineZh,
            outcome = Outcome(report, exitCode),
            exitCode,
            compared = new { manifest = manifestGiven, checkpoint = checkpointGiven, receipt = receipt is not null },
            marks = report.Marks,
            meeting = record.Manifest is not { } manifest ? null : new
            {
                id = manifest.Meeting,
                title = manifest.Title,
                suite = manifest.Suite.Name,
                manifestHash = HashText.Hex(report.ManifestHash),
                size = record.Size,
                root = HashText.Hex(report.RecordHash),
            },
            checks = report.Outcomes.Select(outcome => new
            {
                check = outcome.Check.ToString(),
                title = CheckTexts.For(outcome.Check).En,
                outcome = ReportText.Word(outcome.State).Replace(' ', '-'),
                count = outcome.Count,
                code = outcome.Refusal?.Code,
                entry = outcome.Refusal?.EntryIndex,
                type = outcome.Refusal?.EntryType,
                detail = outcome.Refusal?.Detail,
            }),
            ballots = new { entries = record.BallotEntries, counted = record.CountedBallots },
            contests = totals.Count == 0 ? null : totals.Select(Contest),
            people = totals.Count == 0 ? null : JudgedPerson.Of(record.Contests!, record.Result!).Select(Person),
            audits = Audits(AuditSummary.Of(record)),
            replacements = record.Replacements.Select(item => new
            {
                entry = item.Index,
                category = record.Manifest!.Categories[item.Category].Id,
                reason = item.Body.Reason,
                text = item.Body.Text,
            }),
            paper = record.PaperCount is not { } paper ? null : new
            {
                forms = paper.Forms,
                contests = paper.Contests.Select(item => new
                {
                    id = item.Id,
                    ballots = item.Ballots,
                    invalid = item.Invalid,
                    abstain = item.Abstain,
                    votes = item.Options,
                    writeIns = item.WriteIns,
                }),
            },
            cosignatures = report.Cosignatures.Select(item => new { officer = item.Officer, name = record.Manifest!.Officers[item.Officer - 1].Name, time = item.Time }),
            weighted = weighted is null ? null : new
            {
                label = WeightedReport.LabelEn,
                labelZh = WeightedReport.LabelZh,
                contests = weighted.Select(item => new
                {
                    id = item.Contest.Id,
                    percent = item.Options,
                    abstainPercent = item.Abstain,
                    whyNot = item.WhyNotEn,
                    whyNotZh = item.WhyNotZh,
                }),
            },
            receipt = receipt is null ? null : new { holds = receipt.Holds, text = receipt.Text },
            seconds = Math.Round(seconds, 3),
        };
    }

    private static object Contest(ContestTotals totals) => new
    {
        id = totals.Contest.Id,
        title = totals.Contest.Title,
        ballots = totals.Ballots,
        abstain = totals.Abstain,
        options = totals.Contest.Options.Select((option, i) => new { id = option.Id, name = option.Name, detail = option.Detail, votes = totals.Votes(i) }),
        groups = totals.Groups.Select(group => new { categories = group.Categories, ballots = group.Ballots, abstain = group.Abstain, votes = group.Options, used = group.Used }),
        writeIns = totals.WriteIns is not { } writeIns ? null : new
        {
            used = totals.Used,
            texts = writeIns.Texts.Select(item => new { text = item.Text, count = item.Count }),
            other = writeIns.Other,
            @void = writeIns.Void,
            unreadable = writeIns.Unreadable,
        },
    };

    private static object Person(JudgedPerson person) => new
    {
        subject = person.Subject,
        title = person.Title,
        position = person.Position,
        grades = person.Grades.Select(Judged),
        vote = person.Vote is { } vote ? Judged(vote) : null,
    };

    private static object Judged(JudgedContest item) => new
    {
        contest = item.Contest.Id,
        dimension = item.Contest.Dimension,
        opened = item.IsOpened,
        ballots = item.Ballots,
        counts = item.Contest.Options.Select((option, i) => new { id = option.Id, name = option.Name, votes = item.Counts[i] }),
        abstain = item.Abstain,
    };

    private static object Audits(AuditSummary audits) => new
    {
        total = audits.Total,
        challengeCards = audits.ChallengeCards,
        byChallengers = audits.ByChallengers,
        detection = audits.Detection.Select(item => new { rate = item.Rate, chance = Math.Round(item.Chance, 6) }),
    };

    private static string Outcome(VerificationReport report, int exitCode) => report.Failure switch
    {
        { Check: Check.V01 } => "unreadable",
        { Check: Check.V34 } => "incomplete",
        _ => exitCode == 0 ? "holds" : "failed",
    };
}
