using RecommendVote.Rosters.Columns;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters.Cadres;

/// <summary>Reads a cadre roster (干部名册) from .xlsx or .csv.</summary>
public static class CadreRosterReader
{
    /// <summary>Reads the whole stream from where it stands. Never throws on bad content: the result names what is wrong.</summary>
    public static Task<ImportResult<CadreRow>> ReadAsync(Stream stream, ImportOptions options, CancellationToken cancellation = default) =>
        ListImport.RunAsync(stream, CadreColumns.Set, options, (reader, layout) => ReadRow(reader, layout, options), (rows, layout, problems, bad) => CrossCheck(rows, layout, problems, bad), cancellation);

    private static CadreRow ReadRow(RowReader reader, ColumnLayout layout, ImportOptions options)
    {
        var row = new CadreRow
        {
            RowNumber = reader.Number,
            Id = PersonFields.Id(reader, CadreColumns.Id),
            Name = PersonFields.Name(reader, CadreColumns.Name),
            Unit = PersonFields.Unit(reader, CadreColumns.Unit),
            Gender = reader.Optional(CadreColumns.Gender),
            Ethnicity = reader.Optional(CadreColumns.Ethnicity),
            Birth = reader.Month(CadreColumns.Birth),
            PartyJoined = PartyJoined(reader),
            WorkStarted = reader.Month(CadreColumns.WorkStarted),
            Education = reader.Optional(CadreColumns.Education),
            SchoolMajor = reader.Optional(CadreColumns.SchoolMajor),
            CurrentPost = reader.Optional(CadreColumns.CurrentPost),
            CurrentPostSince = reader.Month(CadreColumns.CurrentPostSince),
            CurrentLevelSince = reader.Month(CadreColumns.CurrentLevelSince),
            Rank = reader.Optional(CadreColumns.Rank),
            GrassrootsYears = reader.Whole(CadreColumns.GrassrootsYears, 60),
            Appraisals = Appraisals(reader, layout, options),
            TrainingHours = reader.Whole(CadreColumns.TrainingHours, 20_000),
            Practice = reader.Optional(CadreColumns.Practice),
            SanctionUntil = reader.Date(CadreColumns.SanctionUntil),
            EligiblePositions = PersonFields.Positions(reader, CadreColumns.EligiblePositions, options.Positions),
            IneligibleReason = reader.Optional(CadreColumns.IneligibleReason),
        };
        if (!reader.Failed)
        {
            CadreWarnings.Report(row, reader, layout, options);
        }

        return row;
    }

    // The party column of real rosters also says 群众 or the name of another party.
    private static YearMonth? PartyJoined(RowReader reader)
    {
        if (reader.Optional(CadreColumns.PartyJoined) is not { } text)
        {
            return null;
        }

        if (YearMonth.TryParse(text, out var month))
        {
            return month;
        }

        if (text.Any(char.IsAsciiDigit))
        {
            reader.Error(CadreColumns.PartyJoined, "bad-month", text);
        }
        else
        {
            reader.Warn(CadreColumns.PartyJoined, "party-not-a-date", text);
        }

        return null;
    }

    private static List<YearlyAppraisal> Appraisals(RowReader reader, ColumnLayout layout, ImportOptions options) =>
        [.. layout.Appraisals
            .Select(a => new YearlyAppraisal(a.Year, reader.TextAt(a.Column, lines: false, options.Limits.CellLength)))
            .Where(a => !CellText.IsEmpty(a.Grade))];

    private static List<CadreRow> CrossCheck(IReadOnlyList<CadreRow> rows, ColumnLayout layout, ProblemList problems, HashSet<int> bad)
    {
        var nameHeader = Header(layout, CadreColumns.Name);
        PersonFields.CheckDistinct([.. rows.Select(r => (r.RowNumber, r.Id, r.Name, r.Unit))], Header(layout, CadreColumns.Id), nameHeader, problems, bad);
        var good = rows.Where(row => !bad.Contains(row.RowNumber)).ToList();
        var shared = PersonFields.SharedNames(good.Select(r => (r.RowNumber, r.Name)));
        for (var i = 0; i < good.Count; i++)
        {
            if (shared.TryGetValue(good[i].Name, out var first))
            {
                good[i] = good[i] with { ShowUnit = true };
                if (good[i].RowNumber != first)
                {
                    problems.Add(ProblemText.Warning(good[i].RowNumber, nameHeader, "same-name", first));
                }
            }
        }

        return good;
    }

    private static string? Header(ColumnLayout layout, string field) => layout.Column(field) is { } column ? layout.HeaderAt(column) : null;
}
