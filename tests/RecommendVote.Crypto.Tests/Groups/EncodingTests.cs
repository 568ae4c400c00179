using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class EncodingTests
{
    private static readonly Dictionary<string, string> FieldPrimes = new()
    {
        ["P256-SHA256"] = "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
        ["SM2-SM3"] = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF",
    };

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Points_and_scalars_survive_encoding_and_decoding(string name)
    {
        var suite = Suites.Get(name);
        Gen.Byte.Array[32].Sample(bytes =>
        {
            var scalar = GroupLawTests.Reduce(suite, bytes);
            var point = suite.Group.MultiplyPublic(suite.Group.Generator, scalar);
            return Scalar.TryDecode(suite, scalar.ToBytes(), out var s) && s == scalar
                && (point.IsIdentity || (Point.TryDecode(suite, point.Encode(), out var p) && p == point && p.GetHashCode() == point.GetHashCode()));
        }, iter: 200);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    public void A22_every_other_spelling_of_a_point_is_refused(string name)
    {
        var suite = Suites.Get(name);
        var cases = BadPoints(suite).ToArray();
        Assert.True(cases.Length >= 40);
        foreach (var (what, bytes) in cases)
        {
            Assert.False(Point.TryDecode(suite, bytes, out var point), what);
            Assert.Null(point);
            Assert.False(Point.TryDecodeVector(suite, [.. suite.Group.Generator.Encode(), .. bytes], 2, out var vector), what);
            Assert.Empty(vector);
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    public void A22_only_65_zero_bytes_are_the_identity_and_only_where_it_is_asked_for(string name)
    {
        var suite = Suites.Get(name);
        Assert.False(Point.TryDecode(suite, new byte[65], out _));
        Assert.True(Point.TryDecodeOrIdentity(suite, new byte[65], out var identity));
        Assert.True(identity.IsIdentity);
        Assert.Equal(new byte[65], identity.Encode());
        Assert.False(Point.TryDecodeOrIdentity(suite, new byte[64], out _));
        Assert.False(Point.TryDecodeOrIdentity(suite, new byte[1], out _));
        Assert.False(Point.TryDecodeOrIdentity(suite, [4, .. new byte[64]], out _));
        Assert.True(Point.TryDecodeOrIdentity(suite, suite.Group.Generator.Encode(), out var g));
        Assert.Equal(suite.Group.Generator, g);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A23")]
    public void A23_scalars_at_or_above_q_and_of_other_lengths_are_refused(string name)
    {
        var suite = Suites.Get(name);
        var q = new System.Numerics.BigInteger(suite.Group.OrderBytes(), true, true);
        foreach (var value in new[] { q, q + 1, (System.Numerics.BigInteger.One << 256) - 1 })
            Assert.False(Scalar.TryDecode(suite, value.ToByteArray(true, true), out _));
        foreach (var length in new[] { 0, 1, 31, 33, 64 })
            Assert.False(Scalar.TryDecode(suite, new byte[length], out _));
        Assert.True(Scalar.TryDecode(suite, (q - 1).ToByteArray(true, true), out var minusOne));
        Assert.Equal(-suite.Group.One, minusOne);
        Assert.True(Scalar.TryDecode(suite, new byte[32], out var zero));
        Assert.True(zero.IsZero);
        Assert.False(Scalar.TryDecodeVector(suite, new byte[63], 2, out _));
        Assert.False(Scalar.TryDecodeVector(suite, [.. new byte[32], .. suite.Group.OrderBytes()], 2, out _));
        Assert.False(Scalar.TryDecodeVector(suite, [], -1, out _));
        Assert.True(Scalar.TryDecodeVector(suite, [], 0, out var none));
        Assert.Empty(none);
    }

    [Fact]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A25")]
    public void A24_suite_names_are_exact()
    {
        foreach (var name in new[] { null, "", "p256-sha256", "P256-SHA256 ", "SM2", "P256-SM3", "SM2-SM3\0" })
            Assert.False(Suite.TryParse(name, out _));
        Assert.True(Suite.TryParse("SM2-SM3", out var suite));
        Assert.Same(Suite.Sm2, suite);
    }

    internal static IEnumerable<(string What, byte[] Bytes)> BadPoints(Suite suite)
    {
        var good = suite.Generators[5].Encode();
        var p = new System.Numerics.BigInteger(Hex.Bytes(FieldPrimes[suite.Name]), true, true);
        for (var prefix = 0; prefix < 256; prefix = prefix < 8 ? prefix + 1 : prefix * 2)
        {
            if (prefix != 4)
                yield return ($"prefix {prefix}", [(byte)prefix, .. good[1..]]);
        }
        foreach (var length in new[] { 0, 1, 32, 33, 64, 66, 130 })
            yield return ($"length {length}", [.. good.Concat(good).Take(length)]);
        yield return ("compressed", [(byte)(2 + (good[64] & 1)), .. good[1..33]]);
        yield return ("identity as one byte", [0]);
        yield return ("x = y = 0", [4, .. new byte[64]]);
        yield return ("all ones", Enumerable.Repeat((byte)255, 65).ToArray());
        yield return ("y = 0", [4, .. good[1..33], .. new byte[32]]);
        yield return ("x = 0 with another y", [4, .. new byte[32], .. good[33..]]);
        yield return ("x and y swapped", [4, .. good[33..], .. good[1..33]]);
        yield return ("a point of the other curve", Suites.Other(suite).Generators[5].Encode());
        yield return ("the base point of the other curve", Suites.Other(suite).Group.Generator.Encode());
        yield return ("x = p", [4, .. p.ToByteArray(true, true), .. good[33..]]);
        yield return ("y = p", [4, .. good[1..33], .. p.ToByteArray(true, true)]);
        foreach (var (what, bytes) in Unreduced(suite, p))
            yield return (what, bytes);
        for (var bit = 8; bit < 65 * 8; bit += 37)
        {
            var flipped = (byte[])good.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return ($"bit {bit} flipped", flipped);
        }
    }

    /// <summary>A true point whose x is small enough to be written as x + p in 32 bytes.</summary>
    private static IEnumerable<(string What, byte[] Bytes)> Unreduced(Suite suite, System.Numerics.BigInteger p)
    {
        var field = suite.Group.Arithmetic.Field;
        for (ulong x = 1; x < 50; x++)
        {
            if (!suite.TrySquareRoot(suite.Group.Arithmetic.RightSide(field.FromInteger(x)), out var y))
                continue;
            var encodedY = new byte[32];
            field.FromMontgomery(y).Write(encodedY);
            yield return ($"x = p + {x}", [4, .. (p + x).ToByteArray(true, true), .. encodedY]);
            yield break;
        }
    }
}
