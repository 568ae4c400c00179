using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Vectors of points and scalars at the edges of what is decoded together, equality, and elements of no group.</summary>
public class EncodingLimitsTests
{
    /// <summary>Points are looked at 32 at a time: a bad one is found wherever it stands, and every good vector is read whole.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    public void A22_a_bad_point_is_found_in_every_place_of_a_vector(string name)
    {
        var suite = Suites.Get(name);
        foreach (var count in new[] { 0, 1, 7, 31, 32, 33, 64, 65 })
        {
            Point[] points = [.. suite.Generators.Range(0, count)];
            byte[] bytes = [.. points.SelectMany(point => point.Encode())];
            Assert.True(Point.TryDecodeVector(suite, bytes, count, out var read));
            Assert.Equal(points, read);
            foreach (var other in new[] { -1, count - 1, count + 1 })
            {
                Assert.False(Point.TryDecodeVector(suite, bytes, other, out var none));
                Assert.Empty(none);
            }
            foreach (var at in new[] { 0, 6, 30, 31, 32, 63, 64 }.Where(at => at < count))
            {
                // prefix, x, y: not on the curve, or no field element
                foreach (var change in new[] { 0, 32, 64 })
                {
                    var bad = (byte[])bytes.Clone();
                    bad[(at * Point.Length) + change] ^= 1;
                    Assert.False(Point.TryDecodeVector(suite, bad, count, out var none));
                    Assert.Empty(none);
                }
                var zero = (byte[])bytes.Clone();
                zero.AsSpan(at * Point.Length, Point.Length).Clear();
                Assert.False(Point.TryDecodeVector(suite, zero, count, out _));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A23")]
    public void A23_a_bad_scalar_is_found_in_every_place_of_a_vector(string name)
    {
        var suite = Suites.Get(name);
        Scalar[] scalars = [.. Enumerable.Range(0, 5).Select(i => suite.Group.FromInt(i))];
        byte[] bytes = [.. scalars.SelectMany(scalar => scalar.ToBytes())];
        Assert.True(Scalar.TryDecodeVector(suite, bytes, 5, out var read));
        Assert.Equal(scalars, read);
        for (var at = 0; at < 5; at++)
        {
            byte[] bad = [.. bytes[..(at * 32)], .. suite.Group.OrderBytes(), .. bytes[((at + 1) * 32)..]];
            Assert.False(Scalar.TryDecodeVector(suite, bad, 5, out var none));
            Assert.Empty(none);
        }
        foreach (var count in new[] { -1, 4, 6 })
            Assert.False(Scalar.TryDecodeVector(suite, bytes, count, out _));
        Assert.False(Scalar.TryDecode(suite, suite.Group.OrderBytes(), out var refused));
        Assert.Equal(suite.Group.Zero, refused);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Points_and_scalars_are_equal_by_value_within_their_group(string name)
    {
        var suite = Suites.Get(name);
        var (group, other) = (suite.Group, Suites.Other(suite).Group);
        var g = group.Generator;
        Assert.True(Point.TryDecode(suite, g.Encode(), out var again));
        Assert.True(g == again && g.Equals(again) && g.Equals((object)again) && !(g != again));
        Assert.Equal(g.GetHashCode(), again.GetHashCode());
        Assert.True(suite.Generators.Range(0, 50).Select(point => point.GetHashCode()).Distinct().Count() > 45);
        // same x and another y, the identity, another group, nothing
        foreach (var different in new[] { -g, group.Identity, other.Generator, null })
        {
            Assert.False(g == different);
            Assert.True(g != different);
            Assert.False(g.Equals(different));
        }
        Assert.False(g.Equals((object)"g"));
        Assert.False(group.Identity.Equals(other.Identity));
        Assert.False(null == g);
        Assert.True((Point?)null == null);
        var seven = group.FromInt(7);
        Assert.True(seven == group.FromInt(7) && seven.Equals((object)group.FromInt(7)) && !(seven != group.FromInt(7)));
        Assert.Equal(seven.GetHashCode(), group.FromInt(7).GetHashCode());
        Assert.True(seven != group.FromInt(8) && !seven.Equals((object)group.FromInt(8)) && !seven.Equals((object)7));
        Assert.False(seven == other.FromInt(7));
        Assert.False(group.Zero == default);
        Assert.True(Enumerable.Range(0, 50).Select(i => group.FromInt(i).GetHashCode()).Distinct().Count() > 45);
        Assert.Equal("Point", $"{g}");
        Assert.Equal("Scalar", $"{seven}");
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_named_operations_are_the_operators(string name)
    {
        var group = Suites.Get(name).Group;
        var (g, h, a, b) = (group.Generator, Suites.Get(name).Generators[1], group.FromInt(12), group.FromInt(5));
        Assert.Equal((g + h, g - h, -g, g * a), (Point.Add(g, h), Point.Subtract(g, h), Point.Negate(g), Point.Multiply(g, a)));
        Assert.Equal(g * a, a * g);
        Assert.Equal(g, (g - h) + h);
        Assert.NotEqual(g - h, h - g);
        Assert.True((g - g).IsIdentity && Point.Negate(group.Identity).IsIdentity && (group.Identity * a).IsIdentity && (g * group.Zero).IsIdentity);
        Assert.Equal((group.FromInt(17), group.FromInt(7), group.FromInt(60)), (Scalar.Add(a, b), Scalar.Subtract(a, b), Scalar.Multiply(a, b)));
        Assert.Equal(group.FromInt(-12), Scalar.Negate(a));
        Assert.Equal(group.FromInt(144), a.Square());
        Assert.Equal(group.One, a * a.Invert());
        Assert.Equal((group.Zero, group.Zero), (-group.Zero, a - a));
        Assert.True(group.Zero.IsZero && !a.IsZero);
    }

    [Fact]
    [Trait("Attack", "A24")]
    public void A24_elements_of_two_groups_and_of_none_are_refused_by_every_operation()
    {
        var (p, s) = (Suite.P256.Group, Suite.Sm2.Group);
        foreach (var mixed in new Action[]
        {
            () => Point.Add(p.Generator, s.Generator), () => Point.Subtract(p.Generator, s.Generator), () => Point.Multiply(p.Generator, s.One), () => Point.Add(p.Identity, s.Generator),
            () => Point.Multiply(p.Identity, s.One), () => Scalar.Add(p.One, s.One), () => Scalar.Subtract(p.One, s.One), () => Scalar.Multiply(p.One, s.One),
        })
            Assert.Throws<ArgumentException>(mixed);
        Scalar none = default;
        foreach (var without in new Action[] { () => _ = none.Group, () => _ = -none, () => _ = none + p.One, () => _ = p.One * none, () => _ = none.Square(), () => _ = p.Generator * none })
            Assert.Throws<InvalidOperationException>(without);
        Assert.Throws<DivideByZeroException>(() => none.Invert());
        Assert.Throws<DivideByZeroException>(() => p.Zero.Invert());
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Elements_are_written_into_the_first_bytes_of_a_destination(string name)
    {
        var suite = Suites.Get(name);
        byte[] room = [.. Enumerable.Repeat((byte)9, 70)];
        suite.Group.Generator.WriteTo(room);
        Assert.Equal([.. suite.Group.Generator.Encode(), 9, 9, 9, 9, 9], room);
        Assert.Equal(4, room[0]);
        suite.Group.Identity.WriteTo(room);
        Assert.Equal([.. new byte[65], 9, 9, 9, 9, 9], room);
        byte[] small = [.. Enumerable.Repeat((byte)9, 34)];
        suite.Group.FromInt(258).WriteTo(small);
        Assert.Equal([.. new byte[30], 1, 2, 9, 9], small);
        Assert.Equal(65, Point.Length);
        Assert.Equal(32, Scalar.Length);
        Assert.False(Point.TryDecodeOrIdentity(suite, new byte[64], out var refused));
        Assert.Null(refused);
        Assert.False(Point.TryDecodeOrIdentity(suite, new byte[66], out _));
        Assert.False(Point.TryDecodeOrIdentity(suite, [], out _));
        Assert.False(Point.TryDecodeOrIdentity(suite, [.. new byte[64], 1], out _));
    }
}
