using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class GroupLawTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Scalars_form_a_field_that_agrees_with_big_integers(string name)
    {
        var suite = Suites.Get(name);
        var q = new System.Numerics.BigInteger(suite.Group.OrderBytes(), true, true);
        Gen.Byte.Array[32].Select(Gen.Byte.Array[32]).Sample((left, right) =>
        {
            var (a, b) = (Reduce(suite, left), Reduce(suite, right));
            var (x, y) = (Big(a), Big(b));
            return Big(a + b) == (x + y) % q
                && Big(a - b) == (((x - y) % q) + q) % q
                && Big(a * b) == x * y % q
                && Big(-a) == (q - x) % q
                && Big(a.Square()) == x * x % q
                && (a.IsZero || (a * a.Invert()) == suite.Group.One);
        }, iter: 2000);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_secret_multiplication_agrees_with_the_public_one(string name)
    {
        var suite = Suites.Get(name);
        Gen.Byte.Array[32].Sample(bytes =>
        {
            var k = Reduce(suite, bytes);
            var p = suite.Generators[3];
            return suite.Group.Generator * k == suite.Group.MultiplyPublic(suite.Group.Generator, k)
                && p * k == suite.Group.MultiplyPublic(p, k);
        }, iter: 50, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Points_obey_the_group_law_also_for_equal_opposite_and_identity(string name)
    {
        var group = Suites.Get(name).Group;
        var (g, zero) = (group.Generator, group.Identity);
        var two = group.FromInt(2);
        Assert.Equal(g * two, g + g);
        Assert.Equal(group.MultiplyPublic(g, two), g + g);
        Assert.Equal(zero, g - g);
        Assert.Equal(g, g + zero);
        Assert.Equal(g, zero + g);
        Assert.Equal(zero, -zero);
        Assert.Equal(zero, g * group.Zero);
        Assert.Equal(zero, zero * two);
        Assert.Equal(-g, g * -group.One);
        Assert.Equal(-g, group.MultiplyPublic(g, -group.One));
        Assert.Equal((g + g) + g, g + (g + g));
        Assert.Equal(g * group.FromInt(3), group.Sum([g, g, g]));
        Assert.Equal(zero, group.Sum([g, -g]));
        Assert.Equal(zero, group.Sum([]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Sums_of_multiples_agree_with_term_by_term_sums_at_every_size(string name)
    {
        var suite = Suites.Get(name);
        var group = suite.Group;
        var random = new SeededRandomSource("msm");
        foreach (var size in new[] { 0, 1, 2, 3, 7, 40, 149, 150, 151, 700 })
        {
            var points = new Point[size];
            var scalars = new Scalar[size];
            var expected = group.Identity;
            for (var i = 0; i < size; i++)
            {
                points[i] = i % 11 == 5 ? group.Identity : i % 7 == 3 ? points[i - 1] : suite.Generators[i];
                scalars[i] = (i % 6) switch
                {
                    0 => group.Zero,
                    1 => group.FromInt(i),
                    2 => -group.One,
                    3 => Weights.Expand(suite, group.FromInt(i), 1)[0],
                    _ => group.RandomScalar(random),
                };
                expected += points[i] * scalars[i];
            }
            Assert.Equal(expected, group.MultiScalarMultiply(points, scalars));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Sums_that_pass_through_equal_and_opposite_buckets_are_right(string name)
    {
        var group = Suites.Get(name).Group;
        var g = group.Generator;
        // many equal points with equal digits make buckets double and cancel
        foreach (var size in new[] { 30, 300, 1500 })
        {
            var points = Enumerable.Range(0, size).Select(i => i % 3 == 2 ? -g : g).ToArray();
            var scalars = Enumerable.Repeat(group.FromInt(0x5555), size).ToArray();
            Assert.Equal(g * group.FromInt(0x5555L * (size / 3)), group.MultiScalarMultiply(points, scalars));
            var opposite = Enumerable.Range(0, size).Select(i => i % 2 == 0 ? -g : g).ToArray();
            Assert.Equal(group.Identity, group.MultiScalarMultiply(opposite, scalars));
        }
        Assert.Equal(group.Identity, group.MultiScalarMultiply([g, g, -g, -g], [group.One, group.FromInt(7), group.FromInt(5), group.FromInt(3)]));
    }

    [Fact]
    [Trait("Attack", "A24")]
    public void A24_elements_of_different_groups_never_meet()
    {
        var (p, s) = (Suite.P256.Group, Suite.Sm2.Group);
        Assert.Throws<ArgumentException>(() => p.Generator + s.Generator);
        Assert.Throws<ArgumentException>(() => p.Generator * s.One);
        Assert.Throws<ArgumentException>(() => p.One + s.One);
        Assert.Throws<ArgumentException>(() => p.MultiScalarMultiply([s.Generator], [p.One]));
        Assert.Throws<ArgumentException>(() => p.MultiScalarMultiply([p.Generator], [s.One]));
        Assert.Throws<ArgumentException>(() => p.Sum([s.Generator]));
        Assert.Throws<InvalidOperationException>(() => default(Scalar) + default(Scalar));
        Assert.NotEqual(p.One, s.One);
        Assert.False(Point.TryDecode(Suite.Sm2, p.Generator.Encode(), out _));
        Assert.False(Point.TryDecode(Suite.P256, s.Generator.Encode(), out _));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Scalars_of_small_integers_and_zero_behave(string name)
    {
        var group = Suites.Get(name).Group;
        Assert.Equal(group.Zero, group.FromInt(5) + group.FromInt(-5));
        Assert.Equal(group.One, group.FromInt(5) - group.FromInt(4));
        Assert.Throws<DivideByZeroException>(() => group.Zero.Invert());
        Assert.Throws<InvalidOperationException>(() => group.RandomScalar(new ConstantRandom(0)));
    }

    internal static Scalar Reduce(Suite suite, byte[] bytes)
    {
        var wide = new byte[48];
        bytes.CopyTo(wide, 48 - bytes.Length);
        return suite.Group.Reduce48(wide);
    }

    private static System.Numerics.BigInteger Big(Scalar scalar) => new(scalar.ToBytes(), true, true);
}
