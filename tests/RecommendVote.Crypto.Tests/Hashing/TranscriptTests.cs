using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class TranscriptTests
{
    private static readonly byte[] Manifest = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Challenges_follow_the_text_of_the_specification(string name)
    {
        var suite = Suites.Get(name);
        var state = new List<byte>();
        Record(state, "protocol", "RV1-test"u8);
        Record(state, "suite", Encoding.ASCII.GetBytes(name));
        Record(state, "manifest", Manifest);
        Record(state, "n", [0, 0, 1, 2]);
        Record(state, "P", suite.Group.Generator.Encode());
        Record(state, "text", Encoding.UTF8.GetBytes("民主推荐"));
        Record(state, "none", []);
        Record(state, "v", [.. suite.Group.One.ToBytes(), .. suite.Group.Zero.ToBytes()]);
        Record(state, "w", [.. suite.Group.Generator.Encode(), .. new byte[65]]);
        var digest = suite.Hash(state.ToArray());
        var expected = HashToScalarByBigIntegers(suite, [.. digest, .. "y"u8], Encoding.ASCII.GetBytes($"RV1-{name}-challenge"));

        var transcript = new Transcript(suite, "RV1-test", Manifest);
        transcript.AppendInt("n", 258);
        transcript.Append("P", suite.Group.Generator);
        transcript.AppendText("text", "民主推荐");
        transcript.AppendAbsent("none");
        transcript.Append("v", new[] { suite.Group.One, suite.Group.Zero });
        transcript.Append("w", new[] { suite.Group.Generator, suite.Group.Identity });
        Assert.Equal(digest, transcript.Digest());
        Assert.Equal(digest, transcript.Digest());
        var y = transcript.Challenge("y");
        Assert.Equal(expected, y.ToBytes());
        Record(state, "y", expected);
        Assert.Equal(suite.Hash(state.ToArray()), transcript.Digest());
    }

    [Fact]
    [Trait("Attack", "A06")]
    public void A06_different_ways_to_cut_the_same_bytes_never_give_the_same_state()
    {
        // lists of (label, value) made from the same bytes: equal states only for equal lists
        var field = Gen.Select(Gen.Int[0, 2].Select(i => new[] { "a", "b", "ab" }[i]), Gen.Byte[0, 3].Array[0, 3]);
        field.Array[0, 4].Select(field.Array[0, 4]).Sample((left, right) =>
        {
            var same = left.Length == right.Length
                && left.Zip(right).All(p => p.First.Item1 == p.Second.Item1 && p.First.Item2.AsSpan().SequenceEqual(p.Second.Item2));
            return same == Digest(left).AsSpan().SequenceEqual(Digest(right));
        }, iter: 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A05")]
    public void A05_hash_to_scalar_reduces_384_bits_as_RFC_9380_says(string name)
    {
        var suite = Suites.Get(name);
        Gen.Byte.Array[0, 80].Sample(message =>
            suite.HashToScalar(message, "x").ToBytes().AsSpan()
                .SequenceEqual(HashToScalarByBigIntegers(suite, message, suite.Dst("x"))), iter: 300);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Weights_are_the_halves_of_counted_hash_blocks(string name)
    {
        var suite = Suites.Get(name);
        var y = suite.HashToScalar("y"u8, "test");
        var weights = Weights.Expand(suite, y, 1001);
        for (var i = 0; i < weights.Length; i++)
        {
            var input = new byte[11 + 2 + name.Length + 32 + 4];
            "RV1-weights"u8.CopyTo(input);
            BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(11), (ushort)name.Length);
            Encoding.ASCII.GetBytes(name, input.AsSpan(13));
            y.ToBytes().CopyTo(input, 13 + name.Length);
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(input.Length - 4), i / 2);
            var half = suite.Hash(input).AsSpan(i % 2 * 16, 16);
            Assert.True(weights[i].ToBytes().AsSpan(16).SequenceEqual(half));
            Assert.False(weights[i].ToBytes().AsSpan(0, 16).ContainsAnyExcept((byte)0));
        }
        Assert.Empty(Weights.Expand(suite, y, 0));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Generators_are_distinct_and_come_from_their_index_alone(string name)
    {
        var suite = Suites.Get(name);
        var points = suite.Generators.Range(0, 200);
        Assert.Equal(200, points.Distinct().Count());
        Assert.Equal(suite.HashToCurve([.. "RV1 generator"u8, 0, 0, 0, 150], "generator"), points[150]);
        Assert.Equal(points[0], suite.Generators.U);
        Assert.DoesNotContain(suite.Group.Generator, points);
        Assert.Throws<ArgumentOutOfRangeException>(() => suite.Generators[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => suite.Generators[Generators.Limit]);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A24")]
    public void A24_the_suite_name_alone_changes_every_challenge(string name)
    {
        var suite = Suites.Get(name);
        var other = Suites.Other(suite);
        Assert.NotEqual(suite.Dst("challenge"), other.Dst("challenge"));
        Assert.NotEqual(
            new Transcript(suite, "RV1-test", Manifest).Challenge("y").ToBytes(),
            new Transcript(other, "RV1-test", Manifest).Challenge("y").ToBytes());
        Assert.NotEqual(
            new Transcript(suite, "RV1-test", Manifest).Challenge("y"), new Transcript(suite, "RV1-tesu", Manifest).Challenge("y"));
        Assert.NotEqual(
            new Transcript(suite, "RV1-test", Manifest).Challenge("y"), new Transcript(suite, "RV1-test", new byte[32]).Challenge("y"));
        Assert.Throws<ArgumentException>(() => new Transcript(suite, "RV1-test", new byte[31]));
    }

    private static byte[] Digest((string Label, byte[] Value)[] fields)
    {
        var transcript = new Transcript(Suite.P256, "RV1-test", Manifest);
        foreach (var (label, value) in fields)
            transcript.Append(label, value);
        return transcript.Digest();
    }

    private static byte[] HashToScalarByBigIntegers(Suite suite, byte[] message, byte[] dst)
    {
        var uniform = new System.Numerics.BigInteger(ExpandMessage.Xmd(suite, message, dst, 48), true, true);
        var value = uniform % new System.Numerics.BigInteger(suite.Group.OrderBytes(), true, true);
        var bytes = new byte[32];
        var raw = value.ToByteArray(true, true);
        raw.CopyTo(bytes, 32 - raw.Length);
        return bytes;
    }

    private static void Record(List<byte> state, string label, ReadOnlySpan<byte> value)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, label.Length);
        state.AddRange(number);
        state.AddRange(Encoding.ASCII.GetBytes(label));
        BinaryPrimitives.WriteInt32BigEndian(number, value.Length);
        state.AddRange(number);
        state.AddRange(value);
    }
}
