using System.Text;
using CsCheck;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Tests.Vectors;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>Rows of the attack list that need little more than a record.</summary>
public sealed class SmallRowsTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>A20: a logged ballot says nothing by its length.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A20")]
    public void A20_all_ballots_of_a_class_have_one_length_whatever_they_hold(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot);
        var forge = new Forge(sim, "A", 0);
        var layout = forge.Statement.Layout;
        ContestChoice[] first = [ContestChoice.Of(0), ContestChoice.Of(1), ContestChoice.Of(2), new ContestChoice([], [], Abstain: true)];
        ContestChoice[] second = [ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0, 1), ContestChoice.Of(1, 2)];
        var lengths = (from a in first from b in second select forge.Honest(null, a, b).Length).Distinct().ToList();
        Assert.Single(lengths);
        Assert.True(lengths[0] <= EntryLimits.BallotBytes(layout));
    }

    /// <summary>A45: the shapes of the published second-preimage cases, for every leaf content that could be taken for a node or a tree.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A45")]
    public void A45_no_leaf_has_the_hash_of_a_node_an_empty_tree_or_another_leaf(string name)
    {
        var suite = Plans.SuiteOf(name);
        var tree = new MerkleTree(suite);
        byte[][] contents = [[], [0], [1], [0, 0], [0x10], [1, .. new byte[64]], [0, .. new byte[32]], new byte[32], new byte[64]];
        foreach (var content in contents)
            tree.Append(content);
        // the two halves of the root, as a leaf
        byte[] node = [1, .. tree.Root(8).Span, .. tree.LeafHash(8).Span];
        tree.Append(node);
        tree.Append(node.AsSpan(1));
        var hashes = Enumerable.Range(0, tree.Size).Select(tree.LeafHash)
            .Concat(Enumerable.Range(0, tree.Size + 1).Where(size => size != 1).Select(tree.Root)).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        for (var size = 1; size <= tree.Size; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = tree.InclusionProof(index, size);
                for (var wrong = 0; wrong <= size + 1; wrong++)
                    Assert.Equal(wrong == index, MerkleProof.VerifyInclusion(suite, wrong, size, tree.LeafHash(index), path, tree.Root(size)));
                // an inner node, with the path shortened to fit it
                if (path.Count > 0)
                {
                    var (left, right) = index % 2 == 0 ? (tree.LeafHash(index), path[0]) : (path[0], tree.LeafHash(index));
                    Bytes inner = suite.Hash([1], left, right);
                    Assert.False(MerkleProof.VerifyInclusion(suite, index, size, inner, path, tree.Root(size)));
                    Bytes asLeaf = MerkleTree.LeafHash(suite, [1, .. left.Span, .. right.Span]);
                    Assert.False(MerkleProof.VerifyInclusion(suite, index / 2, (size + 1) / 2, asLeaf, [.. path.Skip(1)], tree.Root(size)));
                }
            }
        }
    }

    /// <summary>A49: ids are compared letter by letter, and codes are long enough.</summary>
    [Fact]
    [Trait("Attack", "A49")]
    public void A49_ids_are_ascii_ordinal_and_never_folded_and_trackers_are_compared_whole()
    {
        foreach (var id in new[] { "Ａ", "é", "e\u0301", "ﬁ", "A ", " A", "A_B", "A.B", "-A", "", new string('a', 33), "A\0", "\u0130", "ı" })
            Assert.False(FieldRules.IsId(id), id);
        foreach (var id in new[] { "AB", "a", "Meeting", "a_b", "ab\u0301", new string('a', 41), "-ab", "meeting\n" })
            Assert.False(FieldRules.IsMeetingId(id), id);
        // same letters in another case, with leading zeros or with a further letter are other ids
        foreach (var pair in new[] { ("A1", "a1"), ("1", "01"), ("P1", "P10") })
        {
            Assert.True(FieldRules.IsId(pair.Item1) && FieldRules.IsId(pair.Item2));
            Assert.NotEqual(pair.Item1, pair.Item2, StringComparer.Ordinal);
        }
        var sim = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Contests);
        var contests = sim.Bodies.Contests();
        var lower = contests with { Contests = [contests.Contests[0], contests.Contests[1] with { Id = "p1" }] };
        Gate.Accepts(sim, sim.Sign(lower));
        var same = contests with { Contests = [contests.Contests[0], contests.Contests[1] with { Id = "P1" }] };
        Assert.Equal(Check.V08, sim.Record.Validate(sim.Sign(same))!.Check);
        // what people read has 80 bits; what programs compare has 256
        Assert.True(ShortTracker.Format(new byte[32]).Length * 5 >= 64);
        Bytes one = new byte[32], other = (byte[])[.. new byte[31], 1];
        Assert.Equal(ShortTracker.Format(one.Span), ShortTracker.Format(other.Span));
        Assert.NotEqual(one, other);
    }

    /// <summary>A50: the MUSTs of signed notes that other tests of notes leave out.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A50")]
    public void A50_blank_lines_many_signers_and_every_kind_of_space_in_a_name(string name)
    {
        var suite = Plans.SuiteOf(name);
        using var pair = suite.StaffSignatures.Generate(new SeededRandomSource("note"));
        var key = new NoteKey(suite, "log/a", pair.PublicKey.ToArray());
        // a text may hold empty lines: the last one parts it from the signatures
        var note = SignedNote.Sign(suite, "a\n\nb\n\n\nc\n", "log/a", pair).ToString();
        Assert.True(SignedNote.TryParse(note, out var blank));
        Assert.Equal("a\n\nb\n\n\nc\n", blank.Text);
        Assert.True(blank.IsSignedBy(key));
        // a text that ends in an empty line, and one that looks like a signature
        foreach (var text in new[] { "a\n\n", "— log/a AAAAAAAA\n", "\n" })
        {
            if (SignedNote.TryParse(SignedNote.Sign(suite, text, "log/a", pair).ToString(), out var read))
                Assert.True(read.Text == text && read.IsSignedBy(key));
        }
        // sixteen different signers in one note, each found
        var pairs = Enumerable.Range(0, 16).Select(i => (Name: $"witness/{i}", Pair: suite.StaffSignatures.Generate(new SeededRandomSource($"w{i}")))).ToList();
        var lines = string.Concat(pairs.Select(w => SignedNote.Sign(suite, "text\n", w.Name, w.Pair).ToString()["text\n\n".Length..]));
        Assert.True(SignedNote.TryParse("text\n\n" + lines, out var many));
        Assert.Equal(16, many.Signatures.Count);
        Assert.All(pairs, w => Assert.True(many.IsSignedBy(new NoteKey(suite, w.Name, w.Pair.PublicKey.ToArray()))));
        pairs.ForEach(w => w.Pair.Dispose());
        // every white space of Unicode in a key name, every control character in the text
        var good = SignedNote.Sign(suite, "line\n", "log/a", pair).ToString();
        foreach (var space in Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(char.IsWhiteSpace))
            Assert.False(SignedNote.TryParse(good.Replace("log/a", $"log{space}a", StringComparison.Ordinal), out _), $"U+{(int)space:X4}");
        foreach (var control in Enumerable.Range(0, 32).Where(c => c != '\n').Select(c => (char)c))
            Assert.False(SignedNote.TryParse(good.Replace("line", $"li{control}ne", StringComparison.Ordinal), out _), $"U+{(int)control:X4}");
        foreach (var broken in new[] { "\ud800", "\udc00", "\udc00\ud800" })
            Assert.False(SignedNote.TryParse(good.Replace("line", $"li{broken}ne", StringComparison.Ordinal), out _));
    }

    /// <summary>A62: what is published are disjoint groups of at least k, so every difference and every sum of totals is over at least k people or nobody.</summary>
    [Fact]
    [Trait("Attack", "A62")]
    public void A62_no_difference_of_published_totals_is_over_fewer_than_k_ballots() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 8], Gen.Int[3, 8], Gen.Bool).Sample((ballots, k, allowSmall) =>
        {
            var sets = TallyGroups.Form(ballots, k, allowSmall).Select(group => group.Categories.Aggregate(0, (bits, c) => bits | (1 << c))).ToList();
            // everything that can be computed by adding and subtracting totals of disjoint groups is a union of groups
            var reachable = new HashSet<int> { 0 };
            foreach (var set in sets)
                reachable.UnionWith(reachable.ToList().Select(r => r ^ set));
            return reachable.Where(r => r != 0).All(r =>
            {
                var people = Enumerable.Range(0, ballots.Length).Where(c => (r >> c & 1) == 1).Sum(c => ballots[c]);
                return people == 0 || people >= k || (allowSmall && people == ballots.Sum());
            });
        }, iter: 3000);

    /// <summary>F-B18: what is left of rushing is said, and nothing better is claimed.</summary>
    [Fact]
    [Trait("Attack", "F-B18")]
    public void FB18_the_specification_claims_no_more_than_bias_by_visible_abort()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(RecordVector.Folder, "..", "..", "docs", "spec"), "*.md").Select(System.IO.File.ReadAllText).ToList();
        Assert.Contains(pages, page => page.Contains("bias of visible aborts", StringComparison.Ordinal));
        foreach (var claim in new[] { "cannot be biased", "unbiased", "no bias" })
            Assert.DoesNotContain(pages, page => page.Contains(claim, StringComparison.OrdinalIgnoreCase));
    }
}
