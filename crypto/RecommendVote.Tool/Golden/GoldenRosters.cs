using RecommendVote.Rosters;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Golden;

/// <summary>The demo spreadsheets that ship with the program, as read by the importer that the server uses.</summary>
public sealed record GoldenRosters(IReadOnlyList<CadreRow> Cadres, IReadOnlyList<AttendeeRow> Attendees)
{
    /// <exception cref="ToolException">A demo file is missing or has bad rows; the first is named.</exception>
    public static async Task<GoldenRosters> ReadAsync(CancellationToken cancellation)
    {
        var options = new ImportOptions { ReferenceDate = DemoData.ReferenceDate, Positions = DemoData.Positions };
        try
        {
            await using var cadres = DemoData.Open(DemoData.CadreRosterXlsx);
            await using var attendees = DemoData.Open(DemoData.AttendeesXlsx);
            return new GoldenRosters(
                RowsOf(DemoData.CadreRosterXlsx, await CadreRosterReader.ReadAsync(cadres, options, cancellation)),
                RowsOf(DemoData.AttendeesXlsx, await AttendeeListReader.ReadAsync(attendees, options, cancellation)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the demo spreadsheets are missing: {fault.Message}", fault);
        }
    }

    private static IReadOnlyList<TRow> RowsOf<TRow>(string file, ImportResult<TRow> result)
    {
        var error = result.Problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error);
        return error is null ? result.RowsToImport() : throw new ToolException($"{file}, row {error.Row}: {error.En}");
    }
}
