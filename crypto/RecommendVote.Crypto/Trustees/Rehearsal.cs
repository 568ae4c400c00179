namespace RecommendVote.Crypto;

/// <summary>The dummy that every trustee decrypts from its restored backup before a meeting may open (B20).</summary>
public static class Rehearsal
{
    /// <summary>
    /// rho = hash_to_scalar(tree root before the first rehearsal, DST("rehearsal")); alpha = rho g, beta = rho h + g. Nobody chooses it.
    /// The proof is <see cref="PartialDecryption"/> with phase 0 and this alpha.
    /// </summary>
    public static (Point Alpha, Point Beta) Dummy(Suite suite, ReadOnlySpan<byte> root, Point h)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(h);
        var rho = suite.HashToScalar(root, "rehearsal");
        return (suite.Group.Generator * rho, (h * rho) + suite.Group.Generator);
    }
}
