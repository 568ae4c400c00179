namespace RecommendVote.Crypto;

/// <summary>What a partial decryption is bound to (transcript RV1-decryption).</summary>
/// <param name="Suite">The meeting's suite.</param>
/// <param name="ManifestHash">32 bytes.</param>
/// <param name="Phase">0 for the rehearsal, 1 for totals and used bits, 2 for texts.</param>
/// <param name="Size">Tree size, as in tally-ready (phase 0: before the first rehearsal).</param>
/// <param name="Root">Tree root of that size, 32 bytes.</param>
/// <param name="Trustee">j, from 1.</param>
/// <param name="ShareKey">X_j.</param>
public sealed record DecryptionContext(
    Suite Suite, ReadOnlyMemory<byte> ManifestHash, int Phase, int Size, ReadOnlyMemory<byte> Root, int Trustee, Point ShareKey);
