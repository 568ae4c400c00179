namespace RecommendVote.Crypto;

/// <summary>The encrypted bits (N pairs) and write-in texts (one pair per slot) of a ballot.</summary>
public sealed record BallotCiphertexts(
    IReadOnlyList<Point> Alpha, IReadOnlyList<Point> Beta, IReadOnlyList<Point> TextAlpha, IReadOnlyList<Point> TextBeta);
