namespace RecommendVote.Crypto;

/// <summary>What a ballot was signed for.</summary>
public enum BallotDomain
{
    Cast,
    Audit,
}

/// <summary>
/// All values of a ballot entry: the card's public key, the tracker it supersedes (32 bytes, or null), ciphertexts, proof and the
/// card's Schnorr signature (R, S). The same type carries cast and audited ballots; the domain is the verifier's to say.
/// </summary>
public sealed record SealedBallot(
    Point Card, ReadOnlyMemory<byte>? Supersedes, BallotCiphertexts Ciphertexts, BallotProof Proof, Point R, Scalar S);

/// <summary>A ballot whose contents its voter published instead of casting it.</summary>
public sealed record AuditedBallot(SealedBallot Ballot, BallotOpening Opening);
