using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Proofs of decryption that hold in every equation and are refused for what they are about; large numbers and bounds.</summary>
public class DecryptionLimitsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A33")]
    public void A33_proofs_without_a_nonce_or_a_share_are_refused_though_their_equations_hold(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (group, at) = (c.Suite.Group, c.Context(1));
        Point[] alpha = [c.Encrypt(1).Alpha, c.Encrypt(2).Alpha];
        // a nonce of zero gives the share away: z = e x
        Point[] d = [.. alpha.Select(a => a * c.Secrets[0])];
        var (_, e, _) = PlainVerifiers.Decryption(at, alpha, () => d, () => group.Identity, () => group.Identity, null);
        var bare = new PartialDecryption(d, group.Identity, group.Identity, e * c.Secrets[0]);
        Assert.True(PlainVerifiers.Decryption(at, alpha, bare));
        Assert.False(bare.Verify(at, alpha));
        // a share of zero decrypts nothing; where there is nothing but the identity even D looks right
        var none = at with { ShareKey = group.Identity };
        Point[] identity = [group.Identity];
        var empty = PartialDecryption.Prove(none, group.Zero, identity, c.Random);
        Assert.True(PlainVerifiers.Decryption(none, identity, empty));
        Assert.False(empty.Verify(none, identity));
        // an empty list is a list
        Assert.True(PartialDecryption.Prove(at, c.Secrets[0], [], c.Random).Verify(at, []));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A31")]
    public void A31_a_decryption_outside_of_its_meeting_or_group_is_refused_without_an_exception(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (at, other) = (c.Context(1) with { Size = 0, Phase = 0 }, Suites.Other(c.Suite).Group);
        Point[] alpha = [c.Encrypt(1).Alpha, c.Encrypt(2).Alpha];
        var part = PartialDecryption.Prove(at, c.Secrets[0], alpha, c.Random);
        Assert.True(part.Verify(at, alpha));
        foreach (var length in new[] { 0, 31, 33 })
            Assert.False(part.Verify(at with { ManifestHash = new byte[length] }, alpha));
        Assert.False(part.Verify(at with { Size = -1 }, alpha));
        Assert.False(part.Verify(at with { Phase = -1 }, alpha));
        Assert.False(part.Verify(at with { Trustee = -1 }, alpha));
        // proved for a trustee of number zero
        var zero = at with { Trustee = 0 };
        Assert.False(PartialDecryption.Prove(zero, c.Secrets[0], alpha, c.Random).Verify(zero, alpha));
        Assert.False(part.Verify(at with { ShareKey = other.Generator }, alpha));
        Assert.False(part.Verify(at, [alpha[0], other.Generator]));
        (string What, PartialDecryption Part)[] strange =
        [
            ("d", part with { D = [part.D[0], other.Generator] }), ("Tg", part with { Tg = other.Generator }), ("Ta", part with { Ta = other.Generator }),
            ("Ta identity of the other group", part with { Ta = other.Identity }), ("z", part with { Z = other.One }), ("z default", part with { Z = default }),
            ("d longer", part with { D = [.. part.D, part.D[0]] }), ("d empty", part with { D = [] }),
        ];
        Assert.All(strange, item => Assert.False(item.Part.Verify(at, alpha), item.What));
    }

    /// <summary>The share's owner can answer any challenge in the first equation; a foreign point among the inputs is refused before the second one.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A31")]
    public void A31_a_foreign_input_is_refused_where_the_first_equation_holds(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (at, g, nonce) = (c.Context(1), c.Suite.Group.Generator, c.Suite.Group.RandomScalar(c.Random));
        Point[] alpha = [c.Encrypt(1).Alpha, Suites.Other(c.Suite).Group.Generator], d = [alpha[0] * c.Secrets[0], g];
        var (_, e, _) = PlainVerifiers.Decryption(at, alpha, () => d, () => g * nonce, () => g, null);
        Assert.False(new PartialDecryption(d, g * nonce, g, nonce + (e * c.Secrets[0])).Verify(at, alpha));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A30")]
    public void A30_one_list_of_another_length_or_one_foreign_point_among_good_ones_is_refused(string name)
    {
        var suite = Suites.Get(name);
        var (g, stranger) = (suite.Group.Generator, Suites.Other(suite).Group.Generator);
        foreach (var other in new Point[][] { [], [g, g] })
        {
            Assert.Throws<ArgumentException>("parts", () => PartialDecryption.CombineAll(suite, [g], [(1, [g]), (2, other)]));
            Assert.Throws<ArgumentException>("parts", () => PartialDecryption.CombineAll(suite, [g], [(1, other), (2, [g])]));
        }
        Assert.Throws<ArgumentException>(() => PartialDecryption.Combine(suite, g, [(1, g), (2, stranger)]));
        Assert.Throws<ArgumentException>(() => PartialDecryption.Combine(suite, g, [(1, stranger), (2, g)]));
    }

    /// <summary>Numbers far above fifteen, whose products do not fit any machine word.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Interpolation_is_Lagranges_formula_for_large_numbers_too(string name)
    {
        var (suite, random) = (Suites.Get(name), new SeededRandomSource("large"));
        var group = suite.Group;
        foreach (var set in new int[][] { [2_000_000_011, 1_999_999_973, 2_147_483_647, 7, 1_000_000_007], [1, 1 << 30], [1_073_741_823, 65_537, 257, 3], [281_474_977, 94_906_267] })
        {
            var expected = set.Select(j => set.Where(m => m != j).Aggregate(group.One, (product, m) => product * group.FromInt(m) * group.FromInt((long)m - j).Invert())).ToList();
            Assert.Equal(expected, PartialDecryption.Lagrange(suite, set));
            var points = set.Select(_ => group.Generator * group.RandomScalar(random)).ToList();
            var sum = points.Zip(expected).Aggregate(group.Identity, (left, item) => left + (item.First * item.Second));
            Assert.Equal(-sum, PartialDecryption.Combine(suite, group.Identity, [.. set.Zip(points)]));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A21")]
    public void A21_the_largest_bound_is_two_to_the_24(string name)
    {
        const int Most = 16_777_216;
        var group = Suites.Get(name).Group;
        Assert.Equal(Most, DiscreteLog.MaxBound);
        Assert.Equal(Most, DiscreteLog.Find(group.Generator * group.FromInt(Most), Most));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.Find(group.Generator, Most + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.FindAll([group.Generator, group.Generator], [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.FindAll([group.Generator], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteLog.FindAll([], [1]));
        // one point far above the others, one just above its own bound, one found in the last step
        Point Times(long count) => group.Generator * group.FromInt(count);
        Assert.Equal([0, null, 70_000, 3, null, 69_999], DiscreteLog.FindAll([Times(0), Times(5), Times(70_000), Times(3), Times(70_001), Times(69_999)], [0, 4, 70_000, 70_000, 70_000, 70_000]));
    }
}
