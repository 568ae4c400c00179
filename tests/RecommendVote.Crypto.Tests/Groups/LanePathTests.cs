using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Org.BouncyCastle.Crypto.EC;
using Xunit;
using BigInteger = System.Numerics.BigInteger;

namespace RecommendVote.Crypto.Tests;

/// <summary>The vector code of public sums against BouncyCastle and big integers, on every path that this machine can run.</summary>
public class LanePathTests
{
    public static TheoryData<string, int> Paths
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                foreach (var path in Enum.GetValues<LanePath>().Where(PointKernel.CanRun))
                    data.Add(suite, (int)path);
            }
            return data;
        }
    }

    /// <summary>Which paths the other tests of this class ran; on a machine without AVX2 or AVX-512 that is said here, not skipped.</summary>
    [Fact]
    public void The_paths_run_here_are_those_of_this_machine()
    {
        Assert.True(PointKernel.CanRun(LanePath.One));
        Assert.Equal(Avx2.IsSupported, PointKernel.CanRun(LanePath.Four));
        Assert.Equal(Avx2.IsSupported, PointKernel.CanRun(LanePath.Eight));
        Assert.Equal(Avx512F.IsSupported ? LanePath.Eight : Avx2.IsSupported ? LanePath.Four : LanePath.One, PointKernel.Best);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"one lane: native; four lanes (AVX2): {(Avx2.IsSupported ? "native" : "not run")}; "
            + $"eight lanes (AVX-512F): {(Avx512F.IsSupported ? "native" : Avx2.IsSupported ? "run on AVX2 halves, AVX-512 instructions not run" : "not run")}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Sums_agree_with_the_library_at_every_size_and_for_every_odd_scalar(string name, int path)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("lanes " + name);
        foreach (var size in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 257 })
        {
            var points = new Point[size];
            var scalars = new Scalar[size];
            for (var i = 0; i < size; i++)
            {
                points[i] = i % 13 == 5 ? suite.Group.Identity : i % 7 == 3 ? points[i - 1] : i % 11 == 9 ? -points[i - 2] : suite.Generators[i];
                scalars[i] = Scalar(suite, i + size, random);
            }
            Assert.Equal(Library(suite, points, scalars), MultiScalar.Compute(suite.Group, points, scalars, 1, (LanePath)path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void One_point_many_times_doubles_in_every_block_and_opposite_ones_vanish(string name, int path)
    {
        var suite = Suites.Get(name);
        var g = suite.Generators[1];
        foreach (var size in new[] { 2, 8, 9, 300, 2500 })
        {
            var scalars = Enumerable.Repeat(suite.Group.FromInt(0x1234567), size).ToArray();
            var same = Enumerable.Repeat(g, size).ToArray();
            Assert.Equal(g * suite.Group.FromInt(0x1234567L * size), MultiScalar.Compute(suite.Group, same, scalars, 1, (LanePath)path));
            var mixed = same.Select((point, i) => i % 3 == 1 ? -point : point).ToArray();
            var net = mixed.Sum(point => point == g ? 1L : -1L);
            Assert.Equal(g * suite.Group.FromInt(0x1234567L * net), MultiScalar.Compute(suite.Group, mixed, scalars, 1, (LanePath)path));
            var opposite = same.Select((point, i) => i % 2 == 1 ? -point : point).ToArray();
            Assert.Equal(size % 2 == 0 ? suite.Group.Identity : g * scalars[0], MultiScalar.Compute(suite.Group, opposite, scalars, 1, (LanePath)path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Wide_windows_and_several_threads_give_the_same_sum(string name, int path)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("wide " + name);
        var size = (LanePath)path == LanePath.Four ? 40_000 : 6_000;
        var bases = suite.Generators.Range(0, 200);
        var (points, scalars) = (new Point[size], new Scalar[size]);
        var totals = Enumerable.Repeat(suite.Group.Zero, 200).ToArray();
        for (var i = 0; i < size; i++)
        {
            // every base often, so that equal points meet; the expected sum has one term per base
            points[i] = bases[i % 200];
            scalars[i] = suite.Group.RandomScalar(random);
            totals[i % 200] += scalars[i];
        }
        var expected = Library(suite, [.. bases], totals);
        foreach (var threads in new[] { 1, 2, 3 })
            Assert.Equal(expected, MultiScalar.Compute(suite.Group, points, scalars, threads, (LanePath)path));
    }

    [Fact]
    public void Every_window_width_occurs_and_its_windows_hold_the_largest_scalar()
    {
        var widths = new HashSet<int>();
        for (var size = 1; size < 3_000_000; size = (size * 5 / 4) + 1)
        {
            var (width, windows) = MultiScalar.Windows(size, 255);
            Assert.True(width * windows > 255);
            widths.Add(width);
        }
        Assert.Contains(16, widths);
        Assert.True(widths.Count >= 8);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Digits_add_up_to_the_scalar_for_every_width(string name)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("digits");
        for (var width = 2; width <= 16; width++)
        {
            var windows = (255 + width) / width;
            for (var i = 0; i < 60; i++)
            {
                var scalar = Scalar(suite, i, random);
                var terms = new MultiScalarTerms(suite.Group, 1);
                terms.Add(suite.Group.Generator, scalar.Plain);
                if (terms.Count == 0)
                    continue;
                var sum = BigInteger.Zero;
                foreach (var (k, digit) in terms.Digits(width, windows).Index())
                    sum += (BigInteger)(digit == short.MinValue ? 32768 : digit) << (k * width);
                var q = new BigInteger(suite.Group.OrderBytes(), true, true);
                var value = new BigInteger(scalar.ToBytes(), true, true);
                Assert.Equal(value > q / 2 ? q - value : value, sum);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Points_beside_the_curve_are_seen_in_every_lane(string name, int path)
    {
        var suite = Suites.Get(name);
        var kernel = CurveCheck.Create(suite.Group, (LanePath)path);
        foreach (var count in new[] { 1, 2, 3, 4, 5, 8, 9, 21 })
        {
            var good = Enumerable.Range(0, count).SelectMany(i => Words(suite.Generators[i])).ToArray();
            Assert.True(kernel.AllOnCurve(good));
            for (var bad = 0; bad < count; bad++)
            {
                var words = (ulong[])good.Clone();
                words[(bad * 8) + (bad % 8)] ^= 1UL << (bad * 3 % 60);
                Assert.False(kernel.AllOnCurve(words));
            }
        }
    }

    [Fact]
    public void Field_elements_agree_with_big_integers_at_the_edges_of_their_bounds()
    {
        Field<OneLane, ulong, P256LanePrime>();
        Field<OneLane, ulong, Sm2LanePrime>();
        if (!Avx2.IsSupported)
            return;
        Field<FourLanes, Vector256<ulong>, P256LanePrime>();
        Field<FourLanes, Vector256<ulong>, Sm2LanePrime>();
        Field<EightLanes, Vector512<ulong>, P256LanePrime>();
        Field<EightLanes, Vector512<ulong>, Sm2LanePrime>();
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Public_inverses_agree_with_the_power_of_the_prime(string name)
    {
        var field = Suites.Get(name).Group.Arithmetic.Field;
        var random = new SeededRandomSource("inverse");
        var values = new List<U256> { new(1, 0, 0, 0), new(2, 0, 0, 0), new(0, 0, 0, 1UL << 63), U256.SubtractWithBorrow(field.Value, new U256(1, 0, 0, 0), out _) };
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[48];
            random.Fill(bytes);
            values.Add(field.FromMontgomery(field.Reduce48(bytes)));
        }
        foreach (var value in values)
            Assert.Equal(field.FromMontgomery(field.Invert(field.ToMontgomery(value))), PublicInverse.Compute(value, field.Value));
    }

    /// <summary>Products, squares and differences of the largest settled values, and the value whose settling carries beyond 2^256.</summary>
    private static void Field<L, V, P>()
        where L : struct, ILanes<V>
        where V : struct
        where P : struct, ILanePrime
    {
        var p = Big(P.Value);
        var r = BigInteger.Pow(2, 261);
        var (four, eight) = (LaneForms<L, V>.Same(LaneConstants<P>.FourP), LaneForms<L, V>.Same(LaneConstants<P>.EightP));
        BigInteger[] values =
        [
            0, 1, p - 1, p, p + 1, (2 * p) - 1, BigInteger.Pow(2, 256) - 1, BigInteger.Pow(2, 256),
            BigInteger.Pow(2, 256) - 1 + (8 * (BigInteger.Pow(2, 256) - p)), (BigInteger.One << 232) - 1, BigInteger.One << 255,
        ];
        foreach (var (i, x) in values.Index())
        {
            // other lanes hold other values
            var a = Lanes<L, V>([.. Enumerable.Range(0, L.Count).Select(lane => values[(i + lane) % values.Length])]);
            foreach (var y in values)
            {
                var b = Lanes<L, V>([.. Enumerable.Repeat(y, L.Count)]);
                LaneElement<V> product = default, difference = default, square = default, loose = default;
                LaneField<L, V, P>.Multiply(a, b, ref product);
                LaneField<L, V, P>.SubtractSettled(eight, a, b, ref difference);
                LaneField<L, V, P>.Square(a, ref square);
                LaneField<L, V, P>.Subtract(four, b, a, ref loose);
                LaneField<L, V, P>.Multiply(a, loose, ref loose);
                for (var lane = 0; lane < L.Count; lane++)
                {
                    var z = values[(i + lane) % values.Length];
                    Assert.Equal(z * y % p, Settled(product.Lane(lane), p, 2 * p) * r % p);
                    Assert.Equal(z * z % p, Settled(square.Lane(lane), p, 2 * p) * r % p);
                    Assert.Equal(((z - y) % p + p) % p, Settled(difference.Lane(lane), p, BigInteger.Pow(2, 256)) % p);
                    Assert.Equal((z * (y - z) % p + p) % p, Settled(loose.Lane(lane), p, 2 * p) * r % p);
                }
            }
        }
    }

    private static LaneElement<V> Lanes<L, V>(BigInteger[] values)
        where L : struct, ILanes<V>
        where V : struct
    {
        LaneElement<V> element = default;
        for (var lane = 0; lane < L.Count; lane++)
            element.SetLane(lane, LaneConstants.Cut(values[lane]));
        return element;
    }

    private static BigInteger Settled(LaneElement<ulong> e, BigInteger p, BigInteger bound)
    {
        ulong[] limbs = [e.L0, e.L1, e.L2, e.L3, e.L4, e.L5, e.L6, e.L7, e.L8];
        Assert.All(limbs[..8], limb => Assert.True(limb < 1UL << 29));
        var value = limbs.Select((limb, i) => (BigInteger)limb << (29 * i)).Aggregate(BigInteger.Add);
        Assert.True(value < bound);
        Assert.True(p > 0);
        return value;
    }

    private static Scalar Scalar(Suite suite, int i, IRandomSource random) => (i % 9) switch
    {
        0 => suite.Group.Zero,
        1 => suite.Group.One,
        2 => -suite.Group.One,
        3 => suite.Group.FromInt(i),
        4 => Weights.Expand(suite, suite.Group.FromInt(i), 1)[0],
        // halves of q, the turning point of the negation, and digits of exactly half a window
        5 => suite.Group.FromInt(2).Invert(),
        6 => suite.Group.FromInt(2).Invert() - suite.Group.One,
        7 => Repeated(suite, 0x88),
        _ => suite.Group.RandomScalar(random),
    };

    private static Scalar Repeated(Suite suite, byte value) =>
        Crypto.Scalar.TryDecode(suite, [.. Enumerable.Repeat(value, 32)], out var scalar) ? scalar : throw new InvalidOperationException();

    private static IEnumerable<ulong> Words(Point point) =>
        [point.X.A0, point.X.A1, point.X.A2, point.X.A3, point.Y.A0, point.Y.A1, point.Y.A2, point.Y.A3];

    private static BigInteger Big(U256 value)
    {
        var bytes = new byte[32];
        value.Write(bytes);
        return new BigInteger(bytes, true, true);
    }

    /// <summary>The same sum by BouncyCastle, term by term.</summary>
    private static Point Library(Suite suite, Point[] points, Scalar[] scalars)
    {
        var curve = CustomNamedCurves.GetByName(suite == Suite.P256 ? "secp256r1" : "sm2p256v1").Curve;
        var sum = curve.Infinity;
        for (var i = 0; i < points.Length; i++)
        {
            if (!points[i].IsIdentity)
                sum = sum.Add(curve.DecodePoint(points[i].Encode()).Multiply(new Org.BouncyCastle.Math.BigInteger(1, scalars[i].ToBytes())));
        }
        return sum.IsInfinity ? suite.Group.Identity
            : Point.TryDecode(suite, sum.Normalize().GetEncoded(false), out var point) ? point : throw new InvalidOperationException();
    }
}
