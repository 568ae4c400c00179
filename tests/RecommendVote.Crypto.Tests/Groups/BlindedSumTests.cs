using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Sums of multiples by secrets against the public multiplication.</summary>
public class BlindedSumTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A56")]
    public void A56_is_the_sum_of_the_multiples_whatever_the_random_start(string name)
    {
        var group = Suites.Get(name).Group;
        var random = new SeededRandomSource("blinded sum");
        var (zero, one) = (group.Zero, group.One);
        var high = one;
        for (var i = 0; i < 255; i++)
            high += high;
        Scalar[] edges = [zero, one, -one, group.FromInt(15), group.FromInt(16), group.FromInt(17), high, -high, high - one, -(high + one)];
        Scalar[] scalars = [.. edges, .. Enumerable.Range(0, 60).Select(_ => group.RandomScalar(random))];
        var points = scalars.Select(_ => group.Generator * group.RandomScalar(random)).ToArray();

        foreach (var count in new[] { 0, 1, 2, 10, scalars.Length })
            Check(points[..count], scalars[..count]);
        foreach (var edge in edges)
            Check([points[0]], [edge]);
        // the identity, one point twice, its negative, and a sum that cancels
        Check([group.Identity, points[1]], [scalars[^1], scalars[^2]]);
        Check([group.Identity], [scalars[^1]]);
        Check([points[1], points[1], -points[1]], [scalars[^1], scalars[^1], scalars[^2]]);
        Check([points[1], -points[1]], [scalars[^1], scalars[^1]]);
        var once = Check(points[..3], scalars[^3..]);
        for (var i = 0; i < 100; i++)
            Assert.Equal(once, Check(points[..3], scalars[^3..]));

        Point Check(Point[] column, Scalar[] secrets)
        {
            // a second column, so that columns are seen to be kept apart
            Point[] other = [.. column.Reverse()];
            var sums = BlindedSum.Compute(group, [column, other], secrets);
            Assert.Equal([Sum(column, secrets), Sum(other, secrets)], sums);
            return sums[0];
        }

        Point Sum(Point[] column, Scalar[] secrets) => group.Sum(column.Select((point, i) => group.MultiplyPublic(point, secrets[i])));
    }
}
