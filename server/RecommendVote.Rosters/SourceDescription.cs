namespace RecommendVote.Rosters;

/// <summary>What kind of file was read.</summary>
/// <param name="Format">"xlsx" or "csv".</param>
/// <param name="Encoding">"utf-8", "utf-8-bom" or "gb18030"; absent for .xlsx.</param>
/// <param name="Delimiter">Comma, semicolon or tab; absent for .xlsx.</param>
/// <param name="Sheet">Name of the sheet; absent for .csv.</param>
public sealed record SourceDescription(string Format, string? Encoding, char? Delimiter, string? Sheet);
