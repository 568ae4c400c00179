namespace RecommendVote.Rosters.Columns;

/// <summary>A column that an import understands.</summary>
/// <param name="Key">Stable name, for column mapping.</param>
/// <param name="Zh">Its usual header.</param>
/// <param name="En">What it means, in English.</param>
/// <param name="Required">Whether the import is refused without it.</param>
/// <param name="Synonyms">Other headers that spreadsheets use for it.</param>
public sealed record ColumnField(string Key, string Zh, string En, bool Required, params string[] Synonyms);

/// <summary>Which column of the file was taken for which field.</summary>
/// <param name="Header">The header text as it stands in the file.</param>
/// <param name="Index">Zero-based position.</param>
/// <param name="Field">Key of the field, or null when the column is not used.</param>
public sealed record MappedColumn(string Header, int Index, string? Field);
