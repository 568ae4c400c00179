using System.Numerics;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Witnesses;

/// <summary>Makes the proof of a fork out of what the server itself answers about its other history.</summary>
public static class ForkProof
{
    /// <summary>
    /// Where the server is to be asked from, so that its answer shows the other history's root at this size: the size itself, or one less where
    /// it is a power of two. 0 when nothing helps: a tree of one leaf is the manifest.
    /// </summary>
    public static int AskFrom(int size) => size < 2 ? 0 : int.IsPow2(size) ? size - 1 : size;

    /// <summary>The proof with its start node (docs/spec/witnesses.md, "Evidence file"); null when the answer is too short to be one.</summary>
    /// <param name="suite">The meeting's suite.</param>
    /// <param name="size">m, the smaller size, at least 2.</param>
    /// <param name="answer">The server's consistency proof from <see cref="AskFrom"/> of m to n.</param>
    /// <param name="manifestEntry">Entry 0, which both histories begin with.</param>
    public static IReadOnlyList<Bytes>? FromAnswer(Suite suite, int size, IReadOnlyList<Bytes> answer, Bytes manifestEntry)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (size < 2 || answer.Count == 0)
            return null;
        if (!int.IsPow2(size))
            return answer;
        // The answer starts from the tree of size - 1 leaves; folding as many nodes as the tree is high completes the one of size leaves.
        var levels = BitOperations.Log2((uint)size);
        List<Bytes> steps = size == 2 ? [MerkleTree.LeafHash(suite, manifestEntry), .. answer] : [.. answer];
        if (steps.Count < levels + 1 || steps.Any(step => step.Length != FieldRules.HashLength))
            return null;
        var node = MerkleProof.Node(suite, steps[0], steps[1]);
        for (var level = 2; level <= levels; level++)
            node = MerkleProof.Node(suite, steps[level], node);
        return [node, .. steps.Skip(levels + 1)];
    }

    /// <summary>The evidence that two notes of one server are no one history; null when they do not show it.</summary>
    /// <param name="manifestEntry">Entry 0.</param>
    /// <param name="first">A note.</param>
    /// <param name="second">Another note.</param>
    /// <param name="proof">With its start node, from the smaller to the larger; empty for equal sizes.</param>
    public static Evidence? TryMake(Bytes manifestEntry, string first, string second, IReadOnlyList<Bytes> proof)
    {
        foreach (var (a, b) in new[] { (first, second), (second, first) })
        {
            var evidence = new Evidence { Kind = Evidence.Fork, Manifest = manifestEntry, First = a, Second = b, Proof = proof };
            if (evidence.Fault() is null)
                return evidence;
        }
        return null;
    }
}
