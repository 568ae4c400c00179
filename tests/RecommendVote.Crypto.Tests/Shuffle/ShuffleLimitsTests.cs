using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Mixes at their edges: the smallest ones, what a statement may not be, and elements that do not belong.</summary>
public class ShuffleLimitsTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A37")]
    public void A37_the_smallest_mixes_hold_and_keep_their_tuples(string name)
    {
        foreach (var (tuples, slots) in new[] { (1, 1), (1, 2), (2, 1), (3, 2) })
        {
            var c = new MixCase(Suites.Get(name), tuples, slots, new SeededRandomSource($"small {tuples} {slots}"));
            Assert.Equal((tuples, slots, 2 * slots), (c.Statement.Tuples, c.Statement.Slots, c.Statement.Width));
            foreach (var threads in new[] { 0, 1, 2 })
            {
                var (outputs, proof) = c.Shuffle(threads: threads);
                Assert.Equal(ShuffleFault.None, ShuffleVerifier.Verify(c.Statement, outputs, proof, threads));
                Assert.Equal(ShuffleFault.None, ShuffleVerifier.Verify(c.Statement, outputs, proof, SystemRandomSource.Instance, threads));
                Assert.Equal(c.Tuples(c.Statement.Inputs).Order(StringComparer.Ordinal), c.Tuples(outputs).Order(StringComparer.Ordinal));
                Assert.Empty(c.Statement.Inputs.Intersect(outputs));
            }
        }
    }

    /// <summary>Nothing of a mix that joins its outputs to its inputs stays in memory longer than the mix.</summary>
    [Fact]
    public void The_permutation_and_all_scalars_are_wiped()
    {
        var c = new MixCase(Suite.P256, 3, 1, new SeededRandomSource("wiped"));
        var (witness, nonces) = (c.Witness(), c.Nonces());
        Scalar[][] secrets = [witness.Randomness, nonces.Rho, nonces.RhoHat, nonces.Omega, nonces.Omega4, nonces.OmegaHat, nonces.OmegaPrime];
        Assert.All(secrets, scalars => Assert.All(scalars, scalar => Assert.False(scalar.Equals(default))));
        Assert.NotEqual([0, 0, 0], witness.Order);
        witness.Dispose();
        nonces.Dispose();
        Assert.All(secrets, scalars => Assert.All(scalars, scalar => Assert.True(scalar.Equals(default))));
        Assert.Equal([0, 0, 0], witness.Order);
    }

    [Fact]
    public void A_mix_stops_when_it_is_cancelled()
    {
        var c = new MixCase(Suite.P256, 3, 1, new SeededRandomSource("stopped"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ShuffleProver.Shuffle(c.Statement, new SeededRandomSource("mixer"), null, 1, stop.Token));
    }

    /// <summary>Both challenges as docs/spec/shuffle.md writes them.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A02")]
    public void A02_each_input_of_a_mix_is_absorbed_once_before_its_challenge(string name)
    {
        var c = new MixCase(Suites.Get(name), 2, 1, new SeededRandomSource("absorbed"));
        var (s, (outputs, p)) = (MixCase.With(c.Statement, contest: 3, mix: 4, trustee: 5), c.Shuffle());
        var plain = new AbsorbingTranscript(s.Suite, "RV1-shuffle", s.ManifestHash.Span, []);
        plain.AddInt("size", 40);
        plain.Add("root", () => s.Root.ToArray());
        plain.Add("h", () => s.Key);
        plain.AddInt("contest", 3);
        plain.AddInt("mix", 4);
        plain.AddInt("trustee", 5);
        plain.Add("inputs", () => s.Inputs);
        plain.Add("outputs", () => outputs);
        plain.Add("c", () => p.C);
        var y = plain.Challenge("y");
        var transcript = new ShuffleTranscript(s, outputs, p.C);
        Assert.Equal(y, transcript.Y);
        Assert.Equal(Weights.Expand(s.Suite, y, 2), transcript.V);
        plain.Add("cHat", () => p.CHat);
        plain.Add("t1", () => p.T1);
        plain.Add("t2", () => p.T2);
        plain.Add("t3", () => p.T3);
        plain.Add("t4", () => p.T4);
        plain.Add("tHat", () => p.THat);
        Assert.Equal(plain.Challenge("x"), transcript.Commit(p.CHat, p.T1, p.T2, p.T3, p.T4, p.THat));
    }

    [Fact]
    public void A_statement_has_numbers_in_their_ranges_and_two_hashes()
    {
        var c = new MixCase(Suite.P256, 1, 1, new SeededRandomSource("statement"));
        var (s, other) = (c.Statement, Suite.Sm2.Group.Generator);
        var edge = MixCase.With(s, size: 0, contest: 0, mix: 1, trustee: 1);
        Assert.Equal((0, 0, 1, 1, 1), (edge.Size, edge.Contest, edge.Mix, edge.Trustee, edge.Slots));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => MixCase.With(s, size: -1));
        Assert.Throws<ArgumentOutOfRangeException>("contest", () => MixCase.With(s, contest: -1));
        Assert.Throws<ArgumentOutOfRangeException>("mix", () => MixCase.With(s, mix: 0));
        Assert.Throws<ArgumentOutOfRangeException>("trustee", () => MixCase.With(s, trustee: 0));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => MixCase.With(s, slots: 0));
        foreach (var length in new[] { 0, 31, 33 })
        {
            Assert.Throws<ArgumentException>("manifestHash", () => MixCase.With(s, manifest: new byte[length]));
            Assert.Throws<ArgumentException>("manifestHash", () => MixCase.With(s, root: new byte[length]));
        }
        Assert.Throws<ArgumentException>("inputs", () => MixCase.With(s, inputs: []));
        Assert.Throws<ArgumentException>("inputs", () => MixCase.With(s, inputs: [.. s.Inputs, s.Inputs[0], s.Inputs[1]]));
        Assert.Throws<ArgumentException>("inputs", () => MixCase.With(s, slots: 2));
        foreach (var bad in new[] { c.Suite.Group.Identity, other })
        {
            Assert.Throws<ArgumentException>("inputs", () => MixCase.With(s, key: bad));
            Assert.Throws<ArgumentException>("inputs", () => MixCase.With(s, inputs: [.. s.Inputs.SkipLast(1), bad]));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A22")]
    [Trait("Attack", "A24")]
    [Trait("Attack", "A38")]
    public void A38_the_identity_and_elements_of_the_other_group_are_a_fault_of_shape_in_every_place(string name)
    {
        var c = new MixCase(Suites.Get(name), 2, 1, new SeededRandomSource("places"));
        var (outputs, p) = c.Shuffle();
        var (group, other) = (c.Suite.Group, Suites.Other(c.Suite).Group);
        foreach (var bad in new[] { group.Identity, other.Generator })
        {
            (string What, ShuffleProof Proof)[] changed =
            [
                ("c", p with { C = Last(p.C, bad) }), ("cHat", p with { CHat = Last(p.CHat, bad) }), ("tHat", p with { THat = Last(p.THat, bad) }), ("t4", p with { T4 = Last(p.T4, bad) }),
                ("t1", p with { T1 = bad }), ("t2", p with { T2 = bad }), ("t3", p with { T3 = bad }),
            ];
            Shapeless(changed);
            Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, Last(outputs, bad), p));
        }
        foreach (var bad in new[] { other.One, default })
        {
            Shapeless(
            [
                ("s1", p with { S1 = bad }), ("s2", p with { S2 = bad }), ("s3", p with { S3 = bad }),
                ("s4", p with { S4 = Last(p.S4, bad) }), ("sHat", p with { SHat = Last(p.SHat, bad) }), ("sPrime", p with { SPrime = Last(p.SPrime, bad) }),
            ]);
        }
        Shapeless(
        [
            ("c longer", p with { C = [.. p.C, p.C[0]] }), ("cHat longer", p with { CHat = [.. p.CHat, p.CHat[0]] }), ("tHat longer", p with { THat = [.. p.THat, p.THat[0]] }),
            ("t4 longer", p with { T4 = [.. p.T4, p.T4[0]] }), ("s4 longer", p with { S4 = [.. p.S4, p.S4[0]] }), ("sHat longer", p with { SHat = [.. p.SHat, p.SHat[0]] }),
            ("sPrime longer", p with { SPrime = [.. p.SPrime, p.SPrime[0]] }),
        ]);
        Assert.Equal(ShuffleFault.Shape, MixCase.Judge(c.Statement, [.. outputs, outputs[0]], p));

        void Shapeless((string What, ShuffleProof Proof)[] changed)
        {
            foreach (var (what, proof) in changed)
                Assert.Equal((what, ShuffleFault.Shape), (what, MixCase.Judge(c.Statement, outputs, proof)));
        }
    }

    /// <summary>A sum that never holds would not show in a verdict: the single equations are asked then, and verifying only takes twice as long.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_the_sum_itself_holds_for_honest_mixes_and_for_no_others(string name)
    {
        foreach (var (tuples, slots) in new[] { (1, 1), (2, 1), (3, 2) })
        {
            var c = new MixCase(Suites.Get(name), tuples, slots, new SeededRandomSource($"sum {tuples} {slots}"));
            var (outputs, p) = c.Shuffle();
            var one = c.Suite.Group.One;
            bool Holds(ShuffleProof proof) => new ShuffleEquations(c.Statement, outputs, proof).Hold(SystemRandomSource.Instance, 1);
            Assert.True(Holds(p));
            ShuffleProof[] wrong =
            [
                p with { S1 = p.S1 + one }, p with { S2 = p.S2 + one }, p with { S3 = p.S3 + one },
                .. Enumerable.Range(0, p.S4.Count).Select(l => p with { S4 = [.. p.S4.Select((s, k) => k == l ? s + one : s)] }),
                .. Enumerable.Range(0, tuples).Select(i => p with { SHat = [.. p.SHat.Select((s, k) => k == i ? s + one : s)] }),
                .. Enumerable.Range(0, tuples).Select(i => p with { SPrime = [.. p.SPrime.Select((s, k) => k == i ? s + one : s)] }),
            ];
            Assert.All(wrong, proof => Assert.False(Holds(proof)));
        }
    }

    /// <summary>Every equation is named when nothing but its own response is wrong.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A38")]
    public void A38_the_equation_at_fault_is_named(string name)
    {
        var c = new MixCase(Suites.Get(name), 3, 1, new SeededRandomSource("named"));
        var (outputs, p) = c.Shuffle();
        var one = c.Suite.Group.One;
        (ShuffleFault Fault, ShuffleProof Proof)[] cases =
        [
            (ShuffleFault.F1, p with { S1 = p.S1 + one }), (ShuffleFault.F2, p with { S2 = p.S2 + one }), (ShuffleFault.F3, p with { S3 = p.S3 + one }),
            (ShuffleFault.F4, p with { S4 = [p.S4[0] + one, p.S4[1]] }), (ShuffleFault.F4, p with { S4 = [p.S4[0], p.S4[1] + one] }),
            .. Enumerable.Range(0, 3).Select(i => (ShuffleFault.F5, p with { SHat = [.. p.SHat.Select((s, k) => k == i ? s + one : s)] })),
        ];
        foreach (var (fault, proof) in cases)
        {
            foreach (var threads in new[] { 0, 1, 2 })
            {
                Assert.Equal(fault, ShuffleVerifier.Verify(c.Statement, outputs, proof, threads));
                Assert.Equal(fault, ShuffleVerifier.Verify(c.Statement, outputs, proof, SystemRandomSource.Instance, threads));
            }
        }
        // two errors that cancel unless every equation has a weight of its own
        Assert.Equal(ShuffleFault.F1, MixCase.Judge(c.Statement, outputs, p with { S1 = p.S1 + one, S2 = p.S2 - one }));
        Assert.Equal(ShuffleFault.F2, MixCase.Judge(c.Statement, outputs, p with { S2 = p.S2 + one, S3 = p.S3 - one }));
        Assert.Equal(ShuffleFault.F5, MixCase.Judge(c.Statement, outputs, p with { SHat = [p.SHat[0] + one, p.SHat[1] - one, p.SHat[2]] }));
        Assert.Equal(ShuffleFault.F4, MixCase.Judge(c.Statement, outputs, p with { S4 = [p.S4[0] + one, p.S4[1] - one] }));
    }

    private static T[] Last<T>(IReadOnlyList<T> items, T value) => [.. items.SkipLast(1), value];
}
