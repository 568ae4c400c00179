using Xunit;

namespace RecommendVote.Crypto.Tests;

public class DecryptionTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A30")]
    [Trait("Attack", "A32")]
    public void A30_A32_every_subset_of_t_trustees_gives_the_same_count_and_no_other_set_does(string name)
    {
        foreach (var (t, n) in new[] { (2, 2), (2, 5), (3, 5), (4, 7) })
        {
            var c = new Ceremony(Suites.Get(name), t, n);
            var (alpha, beta) = c.Encrypt(23);
            Point[] d = [.. c.Secrets.Select(x => alpha * x)];
            for (var set = 1; set < 1 << n; set++)
            {
                var members = Enumerable.Range(1, n).Where(j => ((set >> (j - 1)) & 1) == 1).ToArray();
                if (members.Length != t && members.Length != t - 1)
                    continue;
                var message = PartialDecryption.Combine(c.Suite, beta, [.. members.Reverse().Select(j => (j, d[j - 1]))]);
                Assert.Equal(members.Length == t ? 23 : null, DiscreteLog.Find(message, 30));
            }
            // a stranger's part, and parts under each other's number
            Assert.NotEqual(23, DiscreteLog.Find(PartialDecryption.Combine(c.Suite, beta, [.. Enumerable.Range(1, t).Select(j => (j, j == 1 ? alpha : d[j - 1]))]), 30));
            Assert.NotEqual(23, DiscreteLog.Find(PartialDecryption.Combine(c.Suite, beta, [.. Enumerable.Range(1, t).Select(j => (j, d[t - j]))]), 30));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A30")]
    public void A30_impossible_sets_of_trustees_are_refused(string name)
    {
        var suite = Suites.Get(name);
        foreach (var set in new int[][] { [], [1, 1], [0, 1], [-1, 2], [2, 3, 2] })
            Assert.Throws<ArgumentException>(() => PartialDecryption.Lagrange(suite, set));
        // interpolation of constants: the coefficients sum to one
        foreach (var set in new int[][] { [1], [15], [1, 15], [3, 1, 2], [.. Enumerable.Range(1, 15)] })
            Assert.Equal(suite.Group.One, PartialDecryption.Lagrange(suite, set).Aggregate((a, b) => a + b));
    }

    /// <summary>The coefficients by their definition, and sums of points with them, whether or not a denominator is left.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Interpolation_is_Lagranges_formula(string name)
    {
        var (suite, random) = (Suites.Get(name), new SeededRandomSource("interpolation"));
        var group = suite.Group;
        foreach (var set in new int[][] { [1, 2], [1, 3], [2, 3], [15, 1], [4, 9, 7], [2, 4, 6, 8], [.. Enumerable.Range(1, 15)], [15, 13, 11, 9, 7, 5, 3, 1] })
        {
            var expected = set.Select(j => set.Where(m => m != j).Aggregate(group.One, (product, m) => product * group.FromInt(m) * group.FromInt(m - j).Invert())).ToList();
            Assert.Equal(expected, PartialDecryption.Lagrange(suite, set));
            var points = set.Select((_, i) => i == 1 ? group.Identity : group.Generator * group.RandomScalar(random)).ToList();
            var beta = group.Generator * group.RandomScalar(random);
            var sum = points.Zip(expected).Aggregate(beta, (left, item) => left - (item.First.IsIdentity ? group.Identity : item.First * item.Second));
            Point[] betas = [beta, sum, group.Identity];
            var messages = PartialDecryption.CombineAll(suite, betas, [.. set.Zip(points).Select(item => (item.First, (IReadOnlyList<Point>)[item.Second, group.Identity, item.Second]))]);
            Assert.Equal([sum, sum, sum - beta], messages);
        }
        Assert.Throws<ArgumentException>(() => PartialDecryption.CombineAll(suite, [group.Generator], [(1, [])]));
        var stranger = (ReferenceEquals(suite, Suite.P256) ? Suite.Sm2 : Suite.P256).Group.Generator;
        Assert.Throws<ArgumentException>(() => PartialDecryption.CombineAll(suite, [group.Generator], [(1, [stranger])]));
        Assert.Throws<ArgumentException>(() => PartialDecryption.CombineAll(suite, [stranger], [(1, [group.Generator])]));
        Assert.Throws<ArgumentException>(() => group.MultiplyPublic(stranger, group.One));
        Assert.Throws<ArgumentException>(() => group.MultiplyPublic(group.Generator, stranger.Group.One));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Counts_of_many_sums_are_found_with_one_table(string name)
    {
        var group = Suites.Get(name).Group;
        int[] counts = [0, 1, 2, 30, 31, 999, 1000, 1001, 5, 5, 77, 12_345, 0, 3], bounds = [0, 1, 1, 30, 30, 1000, 1000, 1000, 4, 5, 12_345, 12_345, 12_345, 2];
        Point[] points = [.. counts.Select(count => group.Generator * group.FromInt(count)), -group.Generator];
        var found = DiscreteLog.FindAll(points, [.. bounds, 12_345]);
        Assert.Equal([.. counts.Zip(bounds).Select(item => item.First <= item.Second ? item.First : (int?)null), null], found);
        Assert.Empty(DiscreteLog.FindAll([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.FindAll(points, bounds));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.FindAll([group.Generator], [-1]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    [Trait("Attack", "A31")]
    [Trait("Attack", "A33")]
    public void A07_A31_A33_a_partial_decryption_is_bound_to_its_place_and_each_value(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, one, g) = (c.Suite, c.Suite.Group.One, c.Suite.Group.Generator);
        Point[] alpha = [.. Enumerable.Range(0, 5).Select(i => c.Encrypt(i).Alpha)];
        var part = c.Decrypt(1, alpha);
        var context = c.Context(1);
        Assert.True(part.Verify(context, alpha));
        (string What, DecryptionContext Context, IReadOnlyList<Point> Alpha, PartialDecryption Part)[] cases =
        [
            ("phase", context with { Phase = 2 }, alpha, part),
            ("size", context with { Size = 43 }, alpha, part),
            ("root", context with { Root = suite.Hash("x"u8) }, alpha, part),
            ("trustee", context with { Trustee = 2 }, alpha, part),
            ("X", context with { ShareKey = c.ShareKeys[1] }, alpha, part),
            ("X identity", context with { ShareKey = suite.Group.Identity }, alpha, part),
            ("manifest", context with { ManifestHash = suite.Hash("x"u8) }, alpha, part),
            ("negative", context with { Phase = -1 }, alpha, part),
            ("suite", context with { Suite = Suites.Other(suite) }, alpha, part),
            ("fewer items", context, alpha[1..], part),
            ("another item", context, [alpha[0] + g, .. alpha[1..]], part),
            ("items swapped", context, [alpha[1], alpha[0], .. alpha[2..]], part),
            ("d changed", context, alpha, part with { D = [part.D[0] + g, .. part.D.Skip(1)] }),
            ("d swapped", context, alpha, part with { D = [part.D[1], part.D[0], .. part.D.Skip(2)] }),
            ("two d shifted", context, alpha, part with { D = [part.D[0] + g, part.D[1] - g, .. part.D.Skip(2)] }),
            ("d short", context, alpha, part with { D = [.. part.D.Skip(1)] }),
            ("Tg", context, alpha, part with { Tg = part.Tg + g }),
            ("Tg identity", context, alpha, part with { Tg = suite.Group.Identity }),
            ("Ta", context, alpha, part with { Ta = part.Ta + g }),
            ("z", context, alpha, part with { Z = part.Z + one }),
            ("z default", context, alpha, part with { Z = default }),
            ("other group", context, alpha, part with { Ta = Suites.Other(suite).Group.Generator }),
        ];
        foreach (var (what, place, items, changed) in cases)
            Assert.False(changed.Verify(place, items), what);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A33")]
    public void A33_the_forger_who_picks_commitments_first_and_solves_for_d_is_refused(string name)
    {
        // sVote 2019: d not hashed. Commit to Tg and Ta with different nonces, then d = (z alpha - Ta) / e opens to a false count
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var group = c.Suite.Group;
        var (alpha, beta) = c.Encrypt(3);
        foreach (var omitted in new[] { "d", "alpha", "X", "root" })
        {
            var context = c.Context(1);
            var transcript = new Transcript(c.Suite, "RV1-decryption", c.Manifest);
            transcript.AppendInt("phase", context.Phase);
            transcript.AppendInt("size", context.Size);
            if (omitted != "root")
                transcript.Append("root", context.Root.Span);
            transcript.AppendInt("trustee", 1);
            if (omitted != "X")
                transcript.Append("X", context.ShareKey);
            if (omitted != "alpha")
                transcript.Append("alpha", new[] { alpha });
            // whatever is left out, the forger cannot know d before e
            var w = Weights.Expand(c.Suite, transcript.Challenge("y"), 1)[0];
            var (v1, v2) = (group.RandomScalar(c.Random), group.RandomScalar(c.Random));
            var (tg, ta) = (group.Generator * v1, alpha * w * v2);
            transcript.Append("Tg", tg);
            transcript.Append("Ta", ta);
            var e = transcript.Challenge("e");
            var z = v1 + (e * c.Secrets[0]);
            var d = ((alpha * w * z) - ta) * (e * w).Invert();
            Assert.NotEqual(alpha * c.Secrets[0], d);
            Assert.False(new PartialDecryption([d], tg, ta, z).Verify(context, [alpha]), omitted);
        }
        Assert.NotEqual(3, DiscreteLog.Find(beta, 10));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B19")]
    public void B19_colluders_whose_randomness_sums_to_zero_do_not_stop_the_tally(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var group = c.Suite.Group;
        var r = group.RandomScalar(c.Random);
        var alpha = (group.Generator * r) + (group.Generator * -r);
        var beta = (c.H * r) + (c.H * -r) + (group.Generator * group.FromInt(2));
        Assert.True(alpha.IsIdentity);
        var other = c.Encrypt(4);
        Point[] items = [other.Alpha, alpha];
        var parts = new[] { 2, 3 }.Select(j => (j, c.Decrypt(j, items))).ToArray();
        Assert.All(parts, p => Assert.True(p.Item2.Verify(c.Context(p.j), items)));
        Assert.Equal(2, DiscreteLog.Find(PartialDecryption.Combine(c.Suite, beta, [.. parts.Select(p => (p.j, p.Item2.D[1]))]), 10));
        // only identities: Ta is the identity too
        var alone = c.Decrypt(1, [alpha, alpha]);
        Assert.True(alone.Ta.IsIdentity && alone.Verify(c.Context(1), [alpha, alpha]));
        Assert.False((alone with { D = [group.Generator, group.Identity] }).Verify(c.Context(1), [alpha, alpha]));
        // the identity stands nowhere else
        Assert.False((parts[0].Item2 with { D = [group.Identity, group.Identity] }).Verify(c.Context(2), items));
        Assert.False((parts[0].Item2 with { D = [parts[0].Item2.D[0], group.Generator] }).Verify(c.Context(2), items));
        Assert.True(PartialDecryption.Combine(c.Suite, group.Identity, [(1, group.Identity), (2, group.Identity)]).IsIdentity);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A31")]
    public void A31_a_wrong_share_never_verifies_so_it_is_named_and_never_used(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 4);
        var (alpha, _) = c.Encrypt(9);
        for (var j = 1; j <= 4; j++)
        {
            var stranger = c.Suite.Group.RandomScalar(c.Random);
            var wrong = PartialDecryption.Prove(c.Context(j), stranger, [alpha], c.Random);
            Assert.False(wrong.Verify(c.Context(j), [alpha]));
            Assert.True(c.Decrypt(j, [alpha]).Verify(c.Context(j), [alpha]));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A21")]
    public void A21_counts_are_found_up_to_the_bound_and_everything_else_is_a_quick_null(string name)
    {
        var group = Suites.Get(name).Group;
        var g = group.Generator;
        foreach (var bound in new[] { 0, 1, 2, 3, 99, 100, 1000 })
        {
            foreach (var count in new[] { 0, 1, 2, bound - 1, bound, bound + 1, bound + 2 }.Where(x => x >= 0))
                Assert.Equal(count <= bound ? count : null, DiscreteLog.Find(g * group.FromInt(count), bound));
        }
        for (var count = 0; count <= 120; count++)
            Assert.Equal(count <= 117 ? count : null, DiscreteLog.Find(g * group.FromInt(count), 117));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Null(DiscreteLog.Find(-g, 10_000));
        Assert.Null(DiscreteLog.Find(Suites.Get(name).Generators[9], 10_000));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.Find(g, -1));
    }
}
