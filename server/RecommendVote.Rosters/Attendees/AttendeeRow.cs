namespace RecommendVote.Rosters.Attendees;

/// <summary>One person in scope of a meeting. Texts are in NFC and hold no control or invisible characters.</summary>
public sealed record AttendeeRow
{
    /// <summary>Row number as in the file.</summary>
    public required int RowNumber { get; init; }

    /// <summary>1 to 32 of A-Z a-z 0-9 and hyphen; unique in the list without regard to case.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The leading letter or word of the category cell, as the record needs it: "A".</summary>
    public required string CategoryId { get; init; }

    /// <summary>The rest of the category cell: "领导班子成员"; the id when there is no rest.</summary>
    public required string CategoryName { get; init; }

    public required string Unit { get; init; }

    public string? Post { get; init; }

    /// <summary>Whether the person counts as expected (应到). True when the list has no such column.</summary>
    public bool Expected { get; init; } = true;

    /// <summary>Positions that the person must sit out (回避).</summary>
    public IReadOnlyList<string> RecusedPositions { get; init; } = [];

    /// <summary>True when another row has the same name, so that the unit must be shown beside it.</summary>
    public bool ShowUnit { get; init; }
}
