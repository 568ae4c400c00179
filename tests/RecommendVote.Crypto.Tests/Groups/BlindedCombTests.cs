using Org.BouncyCastle.Math.EC.Multiplier;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>The multiplication of secrets against the library's own comb and our public one.</summary>
public class BlindedCombTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A56")]
    public void A56_is_the_multiple_whatever_the_random_rows(string name)
    {
        var group = Suites.Get(name).Group;
        var random = new SeededRandomSource("blinded comb");
        var comb = new FixedPointCombMultiplier();
        var all = group.Zero;
        // zero, powers of two, one below and above them, the same from the other end, and random ones
        var edges = Enumerable.Range(0, 256).SelectMany(_ => new[] { all = all + all + group.One, -all }).ToArray();
        Scalar[] scalars = [group.Zero, group.One, -group.One, group.FromInt(2), .. edges, .. edges.Select(edge => edge + group.One), .. Enumerable.Range(0, 50).Select(_ => group.RandomScalar(random))];
        foreach (var point in new[] { group.Generator, group.Generator * group.RandomScalar(random) })
        {
            foreach (var scalar in scalars)
            {
                var multiple = point * scalar;
                Assert.Equal(group.MultiplyPublic(point, scalar), multiple);
                var expected = comb.Multiply(point.Library, new Org.BouncyCastle.Math.BigInteger(1, scalar.ToBytes()));
                Assert.Equal(expected.IsInfinity, multiple.IsIdentity);
                Assert.True(multiple.IsIdentity || expected.Equals(multiple.Library));
            }
            // one scalar behind many rows
            var once = point * scalars[^1];
            for (var i = 0; i < 300; i++)
                Assert.Equal(once, point * scalars[^1]);
        }
    }
}
