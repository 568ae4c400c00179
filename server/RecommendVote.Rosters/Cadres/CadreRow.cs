namespace RecommendVote.Rosters.Cadres;

/// <summary>One yearly appraisal (年度考核), such as 2025 and 称职.</summary>
public sealed record YearlyAppraisal(int Year, string Grade);

/// <summary>One person of a cadre roster. Texts are in NFC and hold no control or invisible characters; null means that the cell was blank.</summary>
public sealed record CadreRow
{
    /// <summary>Row number as in the file.</summary>
    public required int RowNumber { get; init; }

    /// <summary>1 to 32 of A-Z a-z 0-9 and hyphen; unique in the roster without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>At most 50 characters; unique within the unit.</summary>
    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>True when another row has the same name, so that the unit must be shown beside it.</summary>
    public bool ShowUnit { get; init; }

    public string? Gender { get; init; }

    public string? Ethnicity { get; init; }

    public YearMonth? Birth { get; init; }

    public YearMonth? PartyJoined { get; init; }

    public YearMonth? WorkStarted { get; init; }

    public string? Education { get; init; }

    public string? SchoolMajor { get; init; }

    public string? CurrentPost { get; init; }

    public YearMonth? CurrentPostSince { get; init; }

    public YearMonth? CurrentLevelSince { get; init; }

    public string? Rank { get; init; }

    public int? GrassrootsYears { get; init; }

    /// <summary>Earliest year first; years with a blank cell are left out.</summary>
    public IReadOnlyList<YearlyAppraisal> Appraisals { get; init; } = [];

    /// <summary>Hours in the last five years.</summary>
    public int? TrainingHours { get; init; }

    public string? Practice { get; init; }

    /// <summary>Last day of a sanction's effect; that day still counts.</summary>
    public DateOnly? SanctionUntil { get; init; }

    /// <summary>Ids of the positions that the roster's own column says the person is eligible for. Nothing in the program adds to or takes from it.</summary>
    public IReadOnlyList<string> EligiblePositions { get; init; } = [];

    public string? IneligibleReason { get; init; }

    public bool IsEligibleFor(string positionId) => EligiblePositions.Contains(positionId, StringComparer.Ordinal);
}
