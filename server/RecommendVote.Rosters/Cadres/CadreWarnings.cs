using System.Globalization;
using RecommendVote.Rosters.Columns;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters.Cadres;

/// <summary>
/// Rules of thumb for appointment to leading posts, evaluated on the reference date. They only remind: who is eligible is what the roster says,
/// and a person decides. Sources: the 2019 regulation on selection and appointment (Art. 8, 24) and the 2023 training rules (550 hours in five years).
/// </summary>
internal static class CadreWarnings
{
    private const int TrainingHoursWanted = 550;
    private const int MonthsInPostWanted = 24;
    private static readonly string[] LowGrades = ["基本称职", "不称职", "不确定等次", "不定等次"];

    public static void Report(CadreRow row, RowReader reader, ColumnLayout layout, ImportOptions options)
    {
        ReportFutureDates(row, reader, options.ReferenceDate);
        if (layout.Column(CadreColumns.EligiblePositions) is not null)
        {
            ReportReasons(row, reader, options);
        }

        if (row.EligiblePositions.Count == 0)
        {
            return;
        }

        if (row.PartyJoined is null && layout.Column(CadreColumns.PartyJoined) is not null && reader.Optional(CadreColumns.PartyJoined) is null)
        {
            reader.Warn(CadreColumns.PartyJoined, "party-date-missing");
        }

        if (row.TrainingHours < TrainingHoursWanted)
        {
            reader.Warn(CadreColumns.TrainingHours, "training-short", row.TrainingHours);
        }

        if (row.SanctionUntil == options.ReferenceDate)
        {
            reader.Warn(CadreColumns.SanctionUntil, "sanction-ends-that-day", Day(options.ReferenceDate));
        }
        else if (row.SanctionUntil > options.ReferenceDate)
        {
            reader.Warn(CadreColumns.SanctionUntil, "sanction-in-effect", Day(row.SanctionUntil.Value), Day(options.ReferenceDate));
        }

        if (row.Appraisals.Count > 0 && row.Appraisals[^1] is var last && LowGrades.Contains(last.Grade))
        {
            reader.Warn(null, "appraisal-low", last.Year, last.Grade);
        }

        if (row.CurrentPostSince is { } since && since.MonthsUntil(YearMonth.Of(options.ReferenceDate)) is >= 0 and < MonthsInPostWanted)
        {
            reader.Warn(CadreColumns.CurrentPostSince, "post-under-two-years", since.ToString());
        }
    }

    private static void ReportFutureDates(CadreRow row, RowReader reader, DateOnly reference)
    {
        (string Field, YearMonth? Month)[] months =
        [
            (CadreColumns.Birth, row.Birth), (CadreColumns.PartyJoined, row.PartyJoined), (CadreColumns.WorkStarted, row.WorkStarted),
            (CadreColumns.CurrentPostSince, row.CurrentPostSince), (CadreColumns.CurrentLevelSince, row.CurrentLevelSince),
        ];
        foreach (var (field, month) in months)
        {
            if (month > YearMonth.Of(reference))
            {
                reader.Warn(field, "date-in-future", month.ToString(), Day(reference));
            }
        }
    }

    private static void ReportReasons(CadreRow row, RowReader reader, ImportOptions options)
    {
        if (row.EligiblePositions.Count == 0 && row.IneligibleReason is null)
        {
            reader.Warn(CadreColumns.IneligibleReason, "reason-missing");
        }
        else if (row.IneligibleReason is { } reason && options.Positions.Count > 0 && row.EligiblePositions.Count == options.Positions.Count)
        {
            reader.Warn(CadreColumns.IneligibleReason, "reason-but-eligible", reason);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
