namespace RecommendVote.Crypto;

/// <summary>The proof of a ballot (docs/spec/ballot.md, "Proof"). T3 and ZW are null exactly when the class has no write-in slots; F has M entries.</summary>
public sealed record BallotProof(
    Point B, Point A, Point C, Point D, Point T1, Point T2, Point? T3,
    IReadOnlyList<Scalar> F, Scalar ZA, Scalar ZC, Scalar ZT, Scalar? ZW);
