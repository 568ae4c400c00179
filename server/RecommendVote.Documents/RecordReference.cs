namespace RecommendVote.Documents;

/// <summary>Which record a document speaks of, so that paper and file can be held against each other.</summary>
/// <param name="ManifestHash">Hash of the first entry, hexadecimal.</param>
/// <param name="RootHash">Root of the record's tree, hexadecimal.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="CheckpointWords">The checkpoint as short words, as the big screen showed it.</param>
/// <param name="Suite">Name of the suite, such as SM2-SM3.</param>
public sealed record RecordReference(string ManifestHash, string RootHash, int Entries, string CheckpointWords, string Suite);
