using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Log;

public sealed class MerkleTreeTests
{
    /// <summary>The eight leaves of the Certificate Transparency reference tests (RFC 6962 implementation, merkle_tree_test).</summary>
    private static readonly byte[][] Leaves =
    [
        [], [0], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Convert.FromHexString("5051525354555657"), Convert.FromHexString("606162636465666768696a6b6c6d6e6f"),
    ];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    public static TheoryData<string> Suites => Meetings.Plans.Suites;

    [Fact]
    [Trait("Attack", "A45")]
    public void Roots_of_the_reference_tests()
    {
        var tree = Tree(Suite.P256, 8);
        for (var size = 0; size <= 8; size++)
            Assert.Equal(Roots[size], Convert.ToHexStringLower(tree.Root(size)));
    }

    [Fact]
    [Trait("Attack", "A45")]
    public void Paths_of_the_reference_tests()
    {
        var tree = Tree(Suite.P256, 8);
        Assert.Empty(tree.InclusionProof(0, 1));
        Assert.Equal(
            ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
            tree.InclusionProof(0, 8).Select(hash => Convert.ToHexStringLower(hash)));
        Assert.Equal(
            ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            tree.InclusionProof(5, 8).Select(hash => Convert.ToHexStringLower(hash)));
        Assert.Equal(
            ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            tree.ConsistencyProof(6, 8).Select(hash => Convert.ToHexStringLower(hash)));
        Assert.Equal(
            ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
            tree.ConsistencyProof(2, 5).Select(hash => Convert.ToHexStringLower(hash)));
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A45")]
    public void Every_proof_of_every_small_tree_verifies_and_no_changed_one_does(string suiteName)
    {
        var suite = Meetings.Plans.SuiteOf(suiteName);
        var tree = Tree(suite, 33);
        for (var size = 1; size <= 33; size++)
        {
            var root = tree.Root(size);
            Assert.Equal(Naive(suite, size), root);
            for (var index = 0; index < size; index++)
            {
                var path = tree.InclusionProof(index, size);
                Assert.True(MerkleProof.VerifyInclusion(suite, index, size, tree.LeafHash(index), path, root));
                Assert.False(MerkleProof.VerifyInclusion(suite, index, size, tree.LeafHash((index + 1) % 33), path, root));
                Assert.False(MerkleProof.VerifyInclusion(suite, index + 1, size, tree.LeafHash(index), path, root));
                Assert.False(MerkleProof.VerifyInclusion(suite, index, size, tree.LeafHash(index), [.. path, root], root));
                if (path.Count > 0)
                    Assert.False(MerkleProof.VerifyInclusion(suite, index, size, tree.LeafHash(index), [.. path.SkipLast(1)], root));
            }
            for (var first = 0; first <= size; first++)
            {
                var path = tree.ConsistencyProof(first, size);
                Assert.True(MerkleProof.VerifyConsistency(suite, first, tree.Root(first), size, root, path));
                Assert.False(MerkleProof.VerifyConsistency(suite, first, new byte[32], size, root, path));
                Assert.False(MerkleProof.VerifyConsistency(suite, first, tree.Root(first), size, root, [.. path, root]));
                if (first > 0 && path.Count > 0)
                {
                    Assert.False(MerkleProof.VerifyConsistency(suite, first, tree.Root(first), size, root, [.. path.SkipLast(1)]));
                    Assert.False(MerkleProof.VerifyConsistency(suite, first, tree.Root(first), size, new byte[32], path));
                }
            }
        }
    }

    /// <summary>A45: a leaf that looks like a node, and nonsense of every other kind, is refused without an exception.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A45")]
    public void A_leaf_shaped_like_a_node_is_another_leaf(string suiteName)
    {
        var suite = Meetings.Plans.SuiteOf(suiteName);
        var tree = Tree(suite, 2);
        byte[] node = [1, .. tree.LeafHash(0).Span, .. tree.LeafHash(1).Span];
        Assert.NotEqual(tree.Root(), new Bytes(MerkleTree.LeafHash(suite, node)));
        Assert.NotEqual(tree.Root(), new Bytes(MerkleTree.LeafHash(suite, node.AsSpan(1))));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 1, MerkleTree.LeafHash(suite, node), [], tree.Root()));
        Assert.False(MerkleProof.VerifyInclusion(suite, -1, 2, tree.LeafHash(0), [], tree.Root()));
        Assert.False(MerkleProof.VerifyInclusion(suite, 2, 2, tree.LeafHash(0), [], tree.Root()));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 0, tree.LeafHash(0), [], tree.Root()));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, int.MaxValue, tree.LeafHash(0), [.. Enumerable.Repeat(tree.Root(), 64)], tree.Root()));
        Assert.False(MerkleProof.VerifyInclusion(suite, 0, 2, tree.LeafHash(0), [new byte[31]], tree.Root()));
        Assert.False(MerkleProof.VerifyConsistency(suite, 2, tree.Root(), 1, tree.Root(1), []));
        Assert.False(MerkleProof.VerifyConsistency(suite, -1, tree.Root(), 1, tree.Root(1), []));
        Assert.False(MerkleProof.VerifyConsistency(suite, 0, tree.Root(), 2, tree.Root(), []));
    }

    private static MerkleTree Tree(Suite suite, int size)
    {
        var tree = new MerkleTree(suite);
        for (var i = 0; i < size; i++)
            tree.Append(Leaf(i));
        return tree;
    }

    private static byte[] Leaf(int i) => i < Leaves.Length ? Leaves[i] : [(byte)i];

    /// <summary>RFC 6962, 2.1, word for word.</summary>
    private static Bytes Naive(Suite suite, int size)
    {
        byte[] Hash(int start, int count)
        {
            if (count == 1)
                return suite.Hash((byte[])[0, .. Leaf(start)]);
            var k = 1;
            while (k * 2 < count)
                k *= 2;
            return suite.Hash((byte[])[1, .. Hash(start, k), .. Hash(start + k, count - k)]);
        }

        return Hash(0, size);
    }
}
