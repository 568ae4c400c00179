using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>What honest mixers make, and that every value of it counts (A37, A38).</summary>
public class ShuffleTests
{
    public static TheoryData<string, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                foreach (var (n, j) in new[] { (1, 1), (1, 3), (2, 1), (2, 2), (3, 1), (3, 3), (255, 1), (256, 1) })
                    data.Add(suite, n, j);
            }
            data.Add("P256-SHA256", 1000, 1);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    [Trait("Attack", "A37")]
    public void A37_a_mix_holds_and_its_outputs_are_the_inputs_in_another_form(string suite, int tuples, int slots)
    {
        var c = new MixCase(Suites.Get(suite), tuples, slots, new SeededRandomSource($"mix {tuples} {slots}"));
        var (outputs, proof) = c.Shuffle();
        Assert.Equal(ShuffleFault.None, MixCase.Judge(c.Statement, outputs, proof));
        Assert.Equal(c.Tuples(c.Statement.Inputs).Order(StringComparer.Ordinal), c.Tuples(outputs).Order(StringComparer.Ordinal));
        Assert.Empty(c.Statement.Inputs.Intersect(outputs));
        if (tuples >= 255)
            Assert.NotEqual(c.Tuples(c.Statement.Inputs), c.Tuples(outputs));
    }

    [Fact]
    public void A_mix_of_no_tuples_or_with_an_identity_is_refused()
    {
        var c = new MixCase(Suite.P256, 2, 1, new SeededRandomSource("none"));
        Assert.Throws<ArgumentException>(() => MixCase.With(c.Statement, inputs: []));
        Assert.Throws<ArgumentException>(() => MixCase.With(c.Statement, inputs: [.. c.Statement.Inputs.Skip(1)]));
        Assert.Throws<ArgumentException>(() => MixCase.With(c.Statement, inputs: [c.Suite.Group.Identity, .. c.Statement.Inputs.Skip(1)]));
        Assert.Throws<ArgumentException>(() => MixCase.With(c.Statement, key: c.Suite.Group.Identity));
    }

    [Fact]
    public void The_same_seed_gives_the_same_mix_whatever_the_threads_do_and_progress_reaches_its_total()
    {
        var c = new MixCase(Suite.Sm2, 20, 1, new SeededRandomSource("same"));
        var seen = new System.Collections.Concurrent.ConcurrentBag<ShuffleProgress>();
        var first = c.Shuffle(new SeededRandomSource("mixer"), new Collect(seen), 1);
        var second = c.Shuffle(new SeededRandomSource("mixer"));
        Assert.Equal(first.Outputs, second.Outputs);
        Assert.Equal(first.Proof.SHat, second.Proof.SHat);
        Assert.Equal(first.Proof.S1, second.Proof.S1);
        Assert.Equal(seen.Max(p => p.Total), seen.Max(p => p.Done));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_every_element_of_a_proof_counts(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 3, 1, new SeededRandomSource("each"));
        var (outputs, p) = c.Shuffle();
        var (g, one, zero) = (c.Suite.Group.Generator, c.Suite.Group.One, c.Suite.Group.Zero);
        var changed = new List<(string What, ShuffleProof Proof)>
        {
            ("t1", p with { T1 = p.T1 + g }), ("t2", p with { T2 = p.T2 + g }), ("t3", p with { T3 = p.T3 + g }),
            ("s1", p with { S1 = p.S1 + one }), ("s2", p with { S2 = p.S2 + one }), ("s3", p with { S3 = p.S3 + one }),
            ("s1 zero", p with { S1 = zero }), ("s2 zero", p with { S2 = zero }), ("s3 zero", p with { S3 = zero }),
            ("c and cHat exchanged", p with { C = p.CHat, CHat = p.C }),
        };
        changed.AddRange(Each("c", p.C, g, v => p with { C = v }));
        changed.AddRange(Each("cHat", p.CHat, g, v => p with { CHat = v }));
        changed.AddRange(Each("t4", p.T4, g, v => p with { T4 = v }));
        changed.AddRange(Each("tHat", p.THat, g, v => p with { THat = v }));
        changed.AddRange(Each("s4", p.S4, one, v => p with { S4 = v }));
        changed.AddRange(Each("sHat", p.SHat, one, v => p with { SHat = v }));
        changed.AddRange(Each("sPrime", p.SPrime, one, v => p with { SPrime = v }));
        foreach (var (what, proof) in changed)
            Assert.True(MixCase.Judge(c.Statement, outputs, proof) is not (ShuffleFault.None or ShuffleFault.Shape), what);
        for (var k = 0; k < outputs.Count; k++)
        {
            Point[] other = [.. outputs.Select((point, i) => i == k ? point + g : point)];
            Assert.NotEqual(ShuffleFault.None, MixCase.Judge(c.Statement, other, p));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_wrong_lengths_identities_and_other_groups_are_a_fault_of_shape(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 2, 1, new SeededRandomSource("shape"));
        var (outputs, p) = c.Shuffle();
        var (group, stranger) = (c.Suite.Group, Suites.Other(c.Suite).Group);
        ShuffleProof[] broken =
        [
            p with { C = [.. p.C.Skip(1)] }, p with { CHat = [.. p.CHat, p.CHat[0]] }, p with { T4 = [] }, p with { THat = [] },
            p with { S4 = [p.S4[0]] }, p with { SHat = [] }, p with { SPrime = [.. p.SPrime, p.SPrime[0]] },
            p with { C = [group.Identity, p.C[1]] }, p with { T1 = group.Identity }, p with { T4 = [.. p.T4.Skip(1), stranger.Generator] },
            p with { S1 = default }, p with { SPrime = [stranger.One, p.SPrime[1]] },
        ];
        Assert.All(broken, proof => Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, outputs, proof)));
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, [.. outputs.Skip(1)], p));
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, [.. outputs.Skip(1), group.Identity], p));
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, [], p));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A37")]
    [Trait("Attack", "A07")]
    public void A37_a_mix_is_bound_to_its_place(string suite)
    {
        var c = new MixCase(Suites.Get(suite), 3, 2, new SeededRandomSource("place"));
        var (outputs, proof) = c.Shuffle();
        var s = c.Statement;
        var slot = s.Inputs.Count / (s.Tuples * s.Slots);
        (string What, ShuffleStatement Statement)[] elsewhere =
        [
            ("manifest", MixCase.With(s, manifest: c.Suite.Hash("another"u8))), ("size", MixCase.With(s, size: 41)),
            ("root", MixCase.With(s, root: c.Suite.Hash("another"u8))), ("key", MixCase.With(s, key: s.Key + c.Suite.Group.Generator)),
            ("contest", MixCase.With(s, contest: 1)), ("mix", MixCase.With(s, mix: 2)), ("trustee", MixCase.With(s, trustee: 1)),
            ("another input", MixCase.With(s, inputs: [s.Inputs[0] + c.Suite.Group.Generator, .. s.Inputs.Skip(1)])),
            ("inputs in another order", MixCase.With(s, inputs: [.. s.Inputs.Chunk(2 * slot).Reverse().SelectMany(x => x)])),
            ("slots exchanged", MixCase.With(s, inputs: [.. s.Inputs.Skip(slot).Take(slot), .. s.Inputs.Take(slot), .. s.Inputs.Skip(2 * slot)])),
        ];
        foreach (var (what, statement) in elsewhere)
            Assert.True(MixCase.Judge(statement, outputs, proof) is not (ShuffleFault.None or ShuffleFault.Shape), what);
        // another number of tuples or slots, and another suite, do not even fit
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(MixCase.With(s, inputs: [.. s.Inputs.Skip(2 * slot)]), outputs, proof));
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(MixCase.With(s, slots: 1), outputs, proof));
        var other = new MixCase(Suites.Other(c.Suite), 3, 2, new SeededRandomSource("other"));
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(other.Statement, outputs, proof));
    }

    private static IEnumerable<(string, ShuffleProof)> Each(string name, IReadOnlyList<Point> vector, Point g, Func<Point[], ShuffleProof> put)
    {
        for (var k = 0; k < vector.Count; k++)
        {
            var at = k;
            yield return ($"{name}[{k}]", put([.. vector.Select((point, i) => i == at ? point + g : point)]));
            yield return ($"{name}[{k}] copied", put([.. vector.Select((point, i) => i == at ? vector[(at + 1) % vector.Count] : point)]));
        }
    }

    private static IEnumerable<(string, ShuffleProof)> Each(string name, IReadOnlyList<Scalar> vector, Scalar one, Func<Scalar[], ShuffleProof> put)
    {
        for (var k = 0; k < vector.Count; k++)
        {
            var at = k;
            yield return ($"{name}[{k}]", put([.. vector.Select((value, i) => i == at ? value + one : value)]));
            yield return ($"{name}[{k}] zero", put([.. vector.Select((value, i) => i == at ? one - one : value)]));
        }
    }

    private sealed class Collect(System.Collections.Concurrent.ConcurrentBag<ShuffleProgress> seen) : IProgress<ShuffleProgress>
    {
        public void Report(ShuffleProgress value) => seen.Add(value);
    }
}
