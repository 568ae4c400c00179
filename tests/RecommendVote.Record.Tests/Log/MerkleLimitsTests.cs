using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Log;

/// <summary>What a tree is not asked for, and proofs that fit no sizes.</summary>
public sealed class MerkleLimitsTests
{
    private static readonly MerkleTree Tree = Grow(8);

    [Fact]
    public void An_appended_leaf_has_the_next_index_and_32_bytes()
    {
        var tree = new MerkleTree(Suite.P256);
        for (var i = 0; i < 5; i++)
            Assert.Equal(i, i % 2 == 0 ? tree.Append([(byte)i]) : tree.AppendLeafHash(new byte[32]));
        foreach (var length in new[] { 0, 31, 33 })
            Assert.Throws<ArgumentException>("leafHash", () => tree.AppendLeafHash(new byte[length]));
        Assert.Equal(5, tree.Size);
    }

    [Fact]
    public void A_tree_refuses_sizes_and_indices_that_it_does_not_have()
    {
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Tree.Root(-1));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Tree.Root(9));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Tree.InclusionProof(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Tree.InclusionProof(4, 4));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Tree.InclusionProof(0, 9));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Tree.ConsistencyProof(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => Tree.ConsistencyProof(5, 4));
        Assert.Throws<ArgumentOutOfRangeException>("second", () => Tree.ConsistencyProof(4, 9));
    }

    /// <summary>The hash function takes a step of any length; the check of lengths is what refuses a node cut elsewhere.</summary>
    [Fact]
    [Trait("Attack", "A45")]
    public void A_step_that_is_no_hash_is_refused_even_where_the_root_fits_it()
    {
        var suite = Suite.P256;
        byte[] broken = [.. Enumerable.Repeat((byte)7, 31)];
        var leaf = Tree.LeafHash(0);
        Bytes left = MerkleProof.Node(suite, leaf, broken), right = MerkleProof.Node(suite, broken, leaf);
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 2, leaf, [broken], left));
        Assert.False(MerkleProof.VerifyInclusion(suite, 1, 2, leaf, [broken], right));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 1, broken, [], broken));
        Assert.False(MerkleProof.VerifyConsistency(suite, 1, leaf, 2, left, [broken]));
        Assert.Null(MerkleProof.ConsistencyRoots(suite, 1, 2, [leaf, broken]));
        Assert.Null(MerkleProof.ConsistencyRoots(suite, 1, 2, [broken, leaf]));
    }

    [Fact]
    [Trait("Attack", "A45")]
    public void Sizes_and_paths_that_do_not_fit_each_other_lead_nowhere()
    {
        var suite = Suite.P256;
        var root = Tree.Root();
        IReadOnlyList<Bytes> Steps(int count) => [.. Enumerable.Repeat(root, count)];
        foreach (var (first, second) in new[] { (0, 5), (-1, 5), (-2, -1), (4, 4), (5, 5), (6, 5), (8, 4) })
        {
            for (var count = 0; count <= 4; count++)
                Assert.Null(MerkleProof.ConsistencyRoots(suite, first, second, Steps(count)));
        }
        // from 3 to 8 the start node and three more steps
        foreach (var count in new[] { 0, 1, 2, 3, 5, 64, 65, 1000 })
            Assert.Null(MerkleProof.ConsistencyRoots(suite, 3, 8, Steps(count)));
        Assert.NotNull(MerkleProof.ConsistencyRoots(suite, 3, 8, Steps(4)));
        Assert.False(MerkleProof.VerifyConsistency(suite, -1, root, -1, root, []));
        Assert.False(MerkleProof.VerifyConsistency(suite, -1, root, 0, root, []));
        Assert.False(MerkleProof.VerifyConsistency(suite, 8, root, 8, root, [root]));
        Assert.False(MerkleProof.VerifyConsistency(suite, 8, root, 4, root, []));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 1, root, Steps(64), root));
        // the largest sizes there are
        Assert.False(MerkleProof.VerifyInclusion(suite, int.MaxValue - 1, int.MaxValue, root, Steps(31), root));
        Assert.False(MerkleProof.VerifyConsistency(suite, int.MaxValue - 1, root, int.MaxValue, root, Steps(31)));
    }

    private static MerkleTree Grow(int size)
    {
        var tree = new MerkleTree(Suite.P256);
        for (var i = 0; i < size; i++)
            tree.Append([(byte)i]);
        return tree;
    }
}
