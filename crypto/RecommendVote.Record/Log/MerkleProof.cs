using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Verification of inclusion and consistency proofs (RFC 9162, 2.1.3.2 and 2.1.4.2). Never throws on bad data.</summary>
public static class MerkleProof
{
    /// <summary>No path in a tree of fewer than 2^31 leaves is longer.</summary>
    public const int LongestPath = 63;

    /// <summary>Whether the leaf with this hash is number <paramref name="index"/> in the tree of this size and root.</summary>
    public static bool VerifyInclusion(Suite suite, int index, int size, Bytes leafHash, IReadOnlyList<Bytes> path, Bytes root)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size || !AreHashes(path) || leafHash.Length != FieldRules.HashLength)
            return false;
        var (fn, sn) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var step in path)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = Node(suite, step, hash);
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                hash = Node(suite, hash, step);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && root == hash;
    }

    /// <summary>Whether the tree (second size, second root) extends the tree (first size, first root). A size of 0 is extended by every tree.</summary>
    public static bool VerifyConsistency(Suite suite, int firstSize, Bytes firstRoot, int secondSize, Bytes secondRoot, IReadOnlyList<Bytes> path)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(path);
        if (firstSize < 0 || secondSize < firstSize || !AreHashes(path))
            return false;
        if (firstSize == 0)
            return path.Count == 0 && firstRoot == suite.Hash([]);
        if (firstSize == secondSize)
            return path.Count == 0 && firstRoot == secondRoot;
        var steps = path.ToList();
        if (int.IsPow2(firstSize))
            steps.Insert(0, firstRoot);
        return ConsistencyRoots(suite, firstSize, secondSize, steps) is { } roots && roots.First == firstRoot && roots.Second == secondRoot;
    }

    /// <summary>
    /// The roots of both sizes that a consistency proof leads to when its first step is the start node in every case (RFC 9162 leaves it out
    /// where the first size is a power of two); null when it does not fit the sizes.
    /// </summary>
    public static (Bytes First, Bytes Second)? ConsistencyRoots(Suite suite, int firstSize, int secondSize, IReadOnlyList<Bytes> steps)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(steps);
        if (firstSize < 1 || secondSize <= firstSize || steps.Count is 0 or > LongestPath + 1 || steps.Any(step => step.Length != FieldRules.HashLength))
            return null;
        var (fn, sn) = (firstSize - 1, secondSize - 1);
        while ((fn & 1) == 1)
            (fn, sn) = (fn >> 1, sn >> 1);
        var (first, second) = (steps[0].ToArray(), steps[0].ToArray());
        foreach (var step in steps.Skip(1))
        {
            if (sn == 0)
                return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                first = Node(suite, step, first);
                second = Node(suite, step, second);
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                second = Node(suite, second, step);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? (first, second) : null;
    }

    internal static byte[] Node(Suite suite, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => suite.Hash([1], left, right);

    private static bool AreHashes(IReadOnlyList<Bytes> path) =>
        path.Count <= LongestPath && path.All(step => step.Length == FieldRules.HashLength);
}
