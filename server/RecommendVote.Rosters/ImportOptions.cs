namespace RecommendVote.Rosters;

/// <summary>How a spreadsheet is read.</summary>
public sealed record ImportOptions
{
    /// <summary>The day on which rules are evaluated. Given, never today's: an import gives the same result on every day.</summary>
    public required DateOnly ReferenceDate { get; init; }

    /// <summary>The meeting's positions. When empty, any position id is accepted as written.</summary>
    public IReadOnlyList<RosterPosition> Positions { get; init; } = [];

    /// <summary>Columns chosen by hand: field key to header text. An empty text leaves the field out.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Number of the header row when it was chosen by hand.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Name of the sheet when it was chosen by hand.</summary>
    public string? Sheet { get; init; }

    public ImportLimits Limits { get; init; } = ImportLimits.Default;
}
