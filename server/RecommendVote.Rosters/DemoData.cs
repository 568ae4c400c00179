namespace RecommendVote.Rosters;

/// <summary>The invented spreadsheets that ship with the program: 30 cadres and 60 attendees, each in three forms with the same rows.</summary>
public static class DemoData
{
    /// <summary>The day on which every rule over these files is evaluated; never the day of the run.</summary>
    public static readonly DateOnly ReferenceDate = new(2026, 11, 20);

    /// <summary>The two vacant positions that the roster's eligibility column speaks of.</summary>
    public static readonly IReadOnlyList<RosterPosition> Positions =
    [
        new("P1", "办公室副主任"),
        new("P2", "业务二科科长"),
    ];

    public const string CadreRosterXlsx = "cadre-roster.xlsx";
    public const string CadreRosterCsv = "cadre-roster.csv";
    public const string CadreRosterGb18030 = "cadre-roster.gb18030.csv";
    public const string AttendeesXlsx = "attendees.xlsx";
    public const string AttendeesCsv = "attendees.csv";
    public const string AttendeesGb18030 = "attendees.gb18030.csv";

    /// <summary>How the attendees of the demo meeting mark; read by <see cref="DemoMarks"/>.</summary>
    public const string Marks = "marks.csv";

    /// <summary>The names of the six spreadsheets.</summary>
    public static readonly IReadOnlyList<string> Files =
        [CadreRosterXlsx, CadreRosterCsv, CadreRosterGb18030, AttendeesXlsx, AttendeesCsv, AttendeesGb18030];

    /// <summary>The folder beside the program that holds the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "DemoData");

    /// <summary>Opens one of <see cref="Files"/> for reading.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Files"/>.</exception>
    /// <exception cref="FileNotFoundException">The program was installed without its demo files.</exception>
    public static Stream Open(string file)
    {
        if (!Files.Contains(file, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{file}' is not a demo file.", nameof(file));
        }

        return File.OpenRead(Path.Combine(Folder, file));
    }
}
