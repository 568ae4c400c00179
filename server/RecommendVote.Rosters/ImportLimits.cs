namespace RecommendVote.Rosters;

/// <summary>How much an uploaded spreadsheet may hold. Everything above is refused with a code before it is held in memory.</summary>
public sealed record ImportLimits
{
    public static readonly ImportLimits Default = new();

    /// <summary>Bytes of the file as uploaded.</summary>
    public int FileBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Bytes of all parts of an .xlsx after unpacking, as read and not as declared.</summary>
    public long UnpackedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Unpacked bytes per packed byte, looked at once more than a megabyte has come out.</summary>
    public int UnpackRatio { get; init; } = 200;

    /// <summary>Rows that are not blank, title and header included.</summary>
    public int Rows { get; init; } = 100_000;

    public int Columns { get; init; } = 256;

    /// <summary>UTF-16 units of one cell.</summary>
    public int CellLength { get; init; } = 2_000;

    /// <summary>How many rows that are not blank are looked through for the header row.</summary>
    public int HeaderSearchRows { get; init; } = 20;

    /// <summary>Problems kept with their sentences; the rest are only counted.</summary>
    public int Problems { get; init; } = 5_000;
}
