using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// An append-only tree with RFC 6962 hashing over the suite's H: leaf H(00 || entry), node H(01 || left || right), empty root H("").
/// Keeps the hashes of all complete subtrees: about 64 bytes per entry. Not safe for several threads while appending.
/// </summary>
public sealed class MerkleTree(Suite suite)
{
    private readonly List<List<byte[]>> levels = [[]];

    public int Size => levels[0].Count;

    /// <summary>H(00 || entry).</summary>
    public static byte[] LeafHash(Suite suite, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return suite.Hash([0], entry);
    }

    /// <summary>Appends an entry and returns its index.</summary>
    public int Append(ReadOnlySpan<byte> entry) => AppendLeafHash(LeafHash(suite, entry));

    /// <summary>Appends the hash of a leaf, 32 bytes, and returns its index.</summary>
    public int AppendLeafHash(byte[] leafHash)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        if (leafHash.Length != FieldRules.HashLength)
            throw new ArgumentException("a leaf hash has 32 bytes", nameof(leafHash));
        levels[0].Add(leafHash);
        for (var level = 0; levels[level].Count % 2 == 0; level++)
        {
            if (levels.Count == level + 1)
                levels.Add([]);
            levels[level + 1].Add(Node(levels[level][^2], levels[level][^1]));
        }
        return Size - 1;
    }

    public Bytes LeafHash(int index) => levels[0][index];

    /// <summary>The root of the whole tree.</summary>
    public Bytes Root() => Root(Size);

    /// <summary>The root that the tree had at a size of 0..Size.</summary>
    public Bytes Root(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? suite.Hash([]) : Subtree(0, size);
    }

    /// <summary>Audit path of a leaf in the tree of the given size, from the leaf upwards (RFC 6962, 2.1.1).</summary>
    public IReadOnlyList<Bytes> InclusionProof(int index, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Bytes>();
        AddPath(index, 0, size, path);
        return path;
    }

    /// <summary>Proof that the tree of the second size extends that of the first (RFC 6962, 2.1.2); empty for size 0 or equal sizes.</summary>
    public IReadOnlyList<Bytes> ConsistencyProof(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var path = new List<Bytes>();
        if (first > 0 && first < second)
            AddSubproof(first, 0, second, complete: true, path);
        return path;
    }

    private void AddPath(int index, int start, int end, List<Bytes> path)
    {
        if (end - start == 1)
            return;
        var middle = start + Split(end - start);
        if (index < middle)
        {
            AddPath(index, start, middle, path);
            path.Add(Subtree(middle, end));
        }
        else
        {
            AddPath(index, middle, end, path);
            path.Add(Subtree(start, middle));
        }
    }

    /// <summary>SUBPROOF of RFC 6962; <paramref name="first"/> counts from <paramref name="start"/>.</summary>
    private void AddSubproof(int first, int start, int end, bool complete, List<Bytes> path)
    {
        if (first == end - start)
        {
            if (!complete)
                path.Add(Subtree(start, end));
            return;
        }
        var half = Split(end - start);
        if (first <= half)
        {
            AddSubproof(first, start, start + half, complete, path);
            path.Add(Subtree(start + half, end));
        }
        else
        {
            AddSubproof(first - half, start + half, end, complete: false, path);
            path.Add(Subtree(start, start + half));
        }
    }

    /// <summary>Hash of the leaves start..end-1, where start is a multiple of every complete subtree below it.</summary>
    private byte[] Subtree(int start, int end)
    {
        var count = end - start;
        if (int.IsPow2(count))
        {
            var level = int.Log2(count);
            return levels[level][start >> level];
        }
        var half = Split(count);
        return Node(Subtree(start, start + half), Subtree(start + half, end));
    }

    private byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => MerkleProof.Node(suite, left, right);

    /// <summary>The largest power of two below the count.</summary>
    private static int Split(int count) => 1 << int.Log2(count - 1);
}
