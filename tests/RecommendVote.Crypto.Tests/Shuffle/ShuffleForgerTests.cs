using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Mixers that cheat and know how the proof works (A36 to A40). Each runs the real prover over what it did.</summary>
public class ShuffleForgerTests
{
    /// <summary>
    /// A38: one input twice, another not at all. Its commitments are to that very matrix, so that F1, F3 and F4 hold: only the product
    /// argument (F2 with F5) sees it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_an_input_twice_and_another_lost(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 5, 1, new SeededRandomSource("twice"));
        var witness = c.Witness();
        witness.Order[3] = witness.Order[1];
        var (outputs, proof) = c.Prove(c.Statement, witness);
        Assert.Equal(ShuffleFault.F2, MixCase.Judge(c.Statement, outputs, proof));
    }

    /// <summary>The same forger leaves the product argument out: a chain of its own, which ends where F2 wants it.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_a_chain_that_ends_well_does_not_hold_on_the_way(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 4, 1, new SeededRandomSource("chain"));
        var witness = c.Witness();
        witness.Order[0] = witness.Order[1];
        var work = new ShuffleWork(1, null, 0, default);
        var outputs = ShuffleProver.Mix(c.Statement, witness, work);
        var proof = ShuffleProver.Prove(c.Statement, outputs, witness, c.Nonces(), work);
        // cHat_N as F2 demands for this y, T2 and S2 to fit; x is then of the changed commitments, so everything is answered anew
        var v = new ShuffleTranscript(c.Statement, outputs, proof.C).V;
        var (g, u) = (c.Suite.Group.Generator, c.Suite.Generators.U);
        var (end, omega) = (c.Random(), c.Random());
        Point[] chain = [.. proof.CHat.SkipLast(1), (g * end) + (u * v.Aggregate((a, b) => a * b))];
        var x = new ShuffleTranscript(c.Statement, outputs, proof.C).Commit(chain, proof.T1, g * omega, proof.T3, proof.T4, proof.THat);
        var forged = proof with { CHat = chain, T2 = g * omega, S2 = omega + (x * end) };
        var fault = MixCase.Judge(c.Statement, outputs, forged);
        Assert.True(fault is ShuffleFault.F1 or ShuffleFault.F3 or ShuffleFault.F4 or ShuffleFault.F5, fault.ToString());
    }

    /// <summary>A38: outputs replaced after a real shuffle, before the proof is made over them.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_outputs_that_are_not_the_inputs(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 4, 2, new SeededRandomSource("outputs"));
        var tuple = 4 * c.Statement.Slots;
        (string What, Func<Point[], Point[]> Change)[] forgeries =
        [
            ("output 1 is a copy of output 0", o => [.. o[..tuple], .. o[..tuple], .. o[(2 * tuple)..]]),
            ("output 0 is an encryption of a new text", o => [.. o[..2], .. c.Encrypt(c.Suite.Group.Generator * c.Random()), .. o[4..]]),
            ("an input re-encrypted a second time", o => [.. Again(c, c.Statement.Inputs.Take(tuple)), .. o[tuple..]]),
            ("used bit without its text", o => [.. o[..2], .. o[(tuple + 2)..(tuple + 4)], .. o[4..(tuple + 2)], .. o[2..4], .. o[(tuple + 4)..]]),
            ("slots exchanged in a tuple", o => [.. o[4..8], .. o[..4], .. o[8..]]),
            ("slots exchanged between tuples", o => [.. o[tuple..(tuple + 4)], .. o[4..tuple], .. o[..4], .. o[(tuple + 4)..]]),
            ("text and used bit exchanged", o => [.. o[2..4], .. o[..2], .. o[4..]]),
            ("alpha and beta exchanged", o => [o[1], o[0], .. o[2..]]),
            ("raised to a power", o => [.. o[..2].Select(p => p * c.Suite.Group.FromInt(2)), .. o[2..]]),
        ];
        foreach (var (what, change) in forgeries)
        {
            var (outputs, proof) = c.Prove(c.Statement, c.Witness(), change);
            Assert.True(MixCase.Judge(c.Statement, outputs, proof) == ShuffleFault.F4, what);
        }
        var (good, fine) = c.Prove(c.Statement, c.Witness(), o => o);
        Assert.Equal(ShuffleFault.None, MixCase.Judge(c.Statement, good, fine));
    }

    /// <summary>
    /// A36 (Lewis, Pereira, Teague 2019): a mixer that knows the discrete logarithms of the generators opens its commitments to any matrix.
    /// Against generators of its own choice it proves that one text replaced another; against the real ones it does not.
    /// </summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A36")]
    public void A36_generators_with_known_logarithms(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 4, 1, new SeededRandomSource("trapdoor"));
        var trapdoor = new TrapdoorMixer(c);
        var (outputs, proof) = trapdoor.ReplaceOneByAnother();
        Assert.NotEqual(c.Tuples(c.Statement.Inputs).Order(StringComparer.Ordinal), c.Tuples(outputs).Order(StringComparer.Ordinal));
        // what a verifier would say that takes the mixer's generators: the forger is a real one
        Assert.True(trapdoor.HoldsForItsOwnGenerators(outputs, proof));
        Assert.NotEqual(ShuffleFault.None, MixCase.Judge(c.Statement, outputs, proof));
    }

    /// <summary>A01, A02: values that the challenges do not hash could be chosen after them.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    [Trait("Attack", "A02")]
    public void A01_A02_commitments_chosen_after_the_challenge(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 3, 1, new SeededRandomSource("late"));
        var (outputs, proof) = c.Shuffle();
        var group = c.Suite.Group;
        var x = new ShuffleTranscript(c.Statement, outputs, proof.C)
            .Commit(proof.CHat, proof.T1, proof.T2, proof.T3, proof.T4, proof.THat);
        // each t solved from its equation after x: F1 holds for any s1 if t1 is not hashed
        var s1 = c.Random();
        var sums = proof.C.Aggregate((a, b) => a + b) - c.Suite.Generators.Range(1, 3).Aggregate((a, b) => a + b);
        var t1 = (group.Generator * s1) - (sums * x);
        Assert.Equal(ShuffleFault.F1, MixCase.Judge(c.Statement, outputs, proof with { T1 = t1, S1 = s1 }));
        // an output changed after x, with t4 made to fit
        Point[] changed = [outputs[0] + group.Generator, .. outputs.Skip(1)];
        var t4 = proof.T4.Select((t, k) => k == 0 ? t + (group.Generator * proof.SPrime[0]) : t).ToArray();
        Assert.NotEqual(ShuffleFault.None, MixCase.Judge(c.Statement, changed, proof with { T4 = t4 }));
    }

    /// <summary>A broken generator must not make a mix that does not mix: no random source that repeats itself is accepted quietly.</summary>
    [Fact]
    [Trait("Attack", "A40")]
    public void A40_a_source_that_yields_only_zeros_or_never_varies_is_refused()
    {
        var c = new MixCase(Suite.P256, 5, 1, new SeededRandomSource("constant"));
        Assert.Throws<InvalidOperationException>(() => c.Shuffle(new ConstantRandom(0)));
        Assert.Throws<InvalidOperationException>(() => c.Shuffle(new ConstantRandom(0xFF)));
    }

    /// <summary>
    /// A40: 10,000 permutations of 8 are spread over all 40,320 as chance spreads them. 40,319 degrees of freedom, so the statistic has mean
    /// 40,319 and deviation 284; six deviations are chance only once in 5e8 runs, and the seed is fixed.
    /// </summary>
    [Fact]
    [Trait("Attack", "A40")]
    [Trait("Attack", "A63")]
    public void A40_permutations_are_uniform()
    {
        const int Shuffles = 10_000;
        const int All = 40_320;
        var random = new SeededRandomSource("permutations");
        var counts = new int[All];
        var places = new int[8, 8];
        for (var k = 0; k < Shuffles; k++)
        {
            var order = Permutation.Uniform(8, random);
            counts[Rank(order)]++;
            for (var i = 0; i < 8; i++)
                places[i, order[i]]++;
        }
        const double Expected = (double)Shuffles / All;
        var statistic = counts.Sum(count => (count - Expected) * (count - Expected) / Expected);
        Assert.InRange(statistic, 40_319 - (6 * 284), 40_319 + (6 * 284));
        // and each element in each place: 49 degrees of freedom, deviation about 10
        var inPlaces = places.Cast<int>().Sum(count => (count - 1250.0) * (count - 1250.0) / 1250.0);
        Assert.InRange(inPlaces, 15, 110);
    }

    /// <summary>The same loop with its bound off by one (Sattolo: cycles only) fails that test.</summary>
    [Fact]
    [Trait("Attack", "A40")]
    public void A40_the_test_sees_a_shuffle_whose_bound_is_off_by_one()
    {
        var random = new SeededRandomSource("off by one");
        var counts = new int[40_320];
        var bytes = new byte[8];
        for (var k = 0; k < 10_000; k++)
        {
            var order = Enumerable.Range(0, 8).ToArray();
            random.Fill(bytes);
            for (var i = 7; i > 0; i--)
            {
                var j = bytes[i] % i;
                (order[i], order[j]) = (order[j], order[i]);
            }
            counts[Rank(order)]++;
        }
        const double Expected = 10_000.0 / 40_320;
        Assert.True(counts.Sum(count => (count - Expected) * (count - Expected) / Expected) > 40_319 + (6 * 284));
    }

    /// <summary>The number of a permutation in lexicographic order.</summary>
    private static int Rank(int[] order)
    {
        var rank = 0;
        for (var i = 0; i < order.Length; i++)
            rank = (rank * (order.Length - i)) + order.Skip(i + 1).Count(later => later < order[i]);
        return rank;
    }

    private static IEnumerable<Point> Again(MixCase c, IEnumerable<Point> points)
    {
        foreach (var pair in points.Chunk(2))
        {
            var zero = c.Encrypt(c.Suite.Group.Identity).ToArray();
            yield return pair[0] + zero[0];
            yield return pair[1] + zero[1];
        }
    }
}
