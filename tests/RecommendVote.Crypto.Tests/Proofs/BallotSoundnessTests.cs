using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>What must not be provable.</summary>
public class BallotSoundnessTests
{
    public static TheoryData<string, int, int, int, int, bool> Shapes
    {
        get
        {
            var data = new TheoryData<string, int, int, int, int, bool>();
            foreach (var suite in new[] { "P256-SHA256", "SM2-SM3" })
            {
                data.Add(suite, 1, 0, 1, 1, false);
                data.Add(suite, 1, 0, 0, 1, false);
                data.Add(suite, 2, 0, 1, 1, true);
                data.Add(suite, 3, 0, 1, 1, false);
                data.Add(suite, 4, 0, 1, 2, true);
                data.Add(suite, 5, 0, 2, 3, false);
                data.Add(suite, 6, 0, 0, 2, false);
                data.Add(suite, 3, 2, 1, 2, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    [Trait("Attack", "A17")]
    public void A17_of_all_bit_vectors_exactly_the_legal_ones_can_be_sealed_or_proved(
        string name, int options, int slots, int min, int max, bool abstain)
    {
        var shape = new ContestShape(0, options, slots, abstain, min, max);
        var meeting = new Meeting(Suites.Get(name), [shape]);
        var group = meeting.Suite.Group;
        var n = shape.EncryptedBits;
        var forgeries = new List<(BallotStatement, SealedBallot)>();
        var expected = new List<string>();
        for (var vector = 0; vector < 1 << n; vector++)
        {
            var marks = Enumerable.Range(0, options).Where(i => ((vector >> i) & 1) == 1).ToArray();
            var used = Enumerable.Range(0, slots).Select(i => ((vector >> (options + i)) & 1) == 1).ToArray();
            var abstains = abstain && ((vector >> (n - 1)) & 1) == 1;
            var count = marks.Length + used.Count(b => b);
            var isLegal = abstains ? count == 0 : count >= min && count <= max;
            var choice = new ContestChoice(marks, [.. used.Select(b => b ? "李四" : "")], abstains);
            var isSealed = BallotMarks.TryCreate(meeting.Statement.Layout, [choice], out var sealedMarks, out _);
            // an empty form with an abstain bit is sealed as an abstention, which is another vector
            var becomesAbstention = abstain && vector == 0;
            Assert.Equal(isLegal || becomesAbstention, isSealed);
            if (becomesAbstention)
                Assert.True(sealedMarks!.Bits[meeting.Statement.Layout.AbstainBit(0)]);

            // the forger fills the slack as well as it can
            var weight = count + (abstains ? max : 0);
            var slack = Math.Clamp(max - weight, 0, max - min);
            Scalar[] bits =
            [
                .. Enumerable.Range(0, n).Select(i => ((vector >> i) & 1) == 1 ? group.One : group.Zero),
                .. Enumerable.Range(0, max - min).Select(i => i < slack ? group.One : group.Zero),
            ];
            using var card = meeting.NewCard();
            var texts = used.Select(b => WriteInText.TryEncode(meeting.Suite, b ? "李四" : "", out var p) ? p : null!).ToArray();
            var forged = new ForgingProver(meeting.Statement).Seal(card, bits, texts, meeting.Random);
            forgeries.Add((meeting.Statement, forged));
            expected.Add(isLegal ? "ok" : "contest-sum");
            Assert.Equal(expected[^1], BallotVerifier.Verify(meeting.Statement, forged).Code);
        }
        Assert.Contains("ok", expected);
        // all their equations hold, so the batch must look at the sums by itself
        var verdicts = BallotVerifier.VerifyBatch(forgeries, meeting.Random, 1, TestContext.Current.CancellationToken);
        Assert.Equal(expected, verdicts.Select(v => v.Code));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A03")]
    [Trait("Attack", "A17")]
    public void A03_values_that_are_no_bits_fail_in_E2_even_when_the_sum_is_right(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 3, 0, false, 2, 2)]);
        var group = meeting.Suite.Group;
        foreach (var values in new long[][] { [2, 0, 0], [3, -1, 0], [1, 2, -1], [-1, 1, 2], [1000, -999, 1] })
        {
            using var card = meeting.NewCard();
            var forged = new ForgingProver(meeting.Statement).Seal(card, [.. values.Select(group.FromInt)], [], meeting.Random);
            Assert.Equal("E2", BallotVerifier.Verify(meeting.Statement, forged).Code);
        }
        var half = group.FromInt(2).Invert();
        using var another = meeting.NewCard();
        var halves = new ForgingProver(meeting.Statement).Seal(another, [half, half, group.One], [], meeting.Random);
        Assert.Equal("E2", BallotVerifier.Verify(meeting.Statement, halves).Code);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A12")]
    [Trait("Attack", "A17")]
    public void A12_ciphertexts_that_hold_other_values_than_the_proved_bits_fail_in_E4(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        var group = meeting.Suite.Group;
        var bits = BallotStatementTests.HonestBits(meeting);
        for (var i = 0; i < meeting.Statement.Layout.EncryptedBits; i++)
        {
            foreach (var delta in new long[] { 1, -1, 5 })
            {
                var held = (Scalar[])bits.Clone();
                held[i] += group.FromInt(delta);
                using var card = meeting.NewCard();
                var forged = new ForgingProver(meeting.Statement) { Encrypted = held }.Seal(card, bits, [], meeting.Random);
                Assert.Equal("E4", BallotVerifier.Verify(meeting.Statement, forged).Code);
            }
        }
        // two errors that cancel in the plain sum do not cancel under the weights
        var pair = (Scalar[])bits.Clone();
        (pair[0], pair[1]) = (pair[0] + group.One, pair[1] - group.One);
        using var last = meeting.NewCard();
        var cancelled = new ForgingProver(meeting.Statement) { Encrypted = pair }.Seal(last, bits, [], meeting.Random);
        Assert.Equal("E4", BallotVerifier.Verify(meeting.Statement, cancelled).Code);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A12")]
    [Trait("Attack", "A13")]
    public void A12_A13_changed_and_swapped_ciphertexts_are_refused(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var ballot = meeting.SealWriteIn();
        var (g, h) = (meeting.Suite.Group.Generator, meeting.Key);
        var c = ballot.Ciphertexts;
        var rerandomized = meeting.Suite.Group.RandomScalar(meeting.Random);
        (string What, BallotCiphertexts Changed)[] changes =
        [
            ("+1", c with { Beta = Replace(c.Beta, 0, c.Beta[0] + g) }),
            ("rerandomized", c with { Alpha = Replace(c.Alpha, 1, c.Alpha[1] + (g * rerandomized)), Beta = Replace(c.Beta, 1, c.Beta[1] + (h * rerandomized)) }),
            ("negated", c with { Alpha = Replace(c.Alpha, 0, -c.Alpha[0]), Beta = Replace(c.Beta, 0, -c.Beta[0]) }),
            ("doubled", c with { Alpha = Replace(c.Alpha, 0, c.Alpha[0] + c.Alpha[0]), Beta = Replace(c.Beta, 0, c.Beta[0] + c.Beta[0]) }),
            ("options swapped", c with { Alpha = Swap(c.Alpha, 0, 1), Beta = Swap(c.Beta, 0, 1) }),
            ("across contests", c with { Alpha = Swap(c.Alpha, 0, 6), Beta = Swap(c.Beta, 0, 6) }),
            ("texts swapped", c with { TextAlpha = Swap(c.TextAlpha, 0, 1), TextBeta = Swap(c.TextBeta, 0, 1) }),
            ("text replaced", c with { TextBeta = Replace(c.TextBeta, 0, c.TextBeta[0] + g) }),
            ("text copied from a bit", c with { TextAlpha = Replace(c.TextAlpha, 0, c.Alpha[0]), TextBeta = Replace(c.TextBeta, 0, c.Beta[0]) }),
        ];
        foreach (var (what, changed) in changes)
            Assert.False(BallotVerifier.Verify(meeting.Statement, ballot with { Ciphertexts = changed }).IsValid, what);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A39")]
    public void A39_a_text_ciphertext_whose_randomness_is_unknown_cannot_be_proved(string name)
    {
        // the attacker scales somebody's text ciphertext by 2 and has no r' for it: without it E5 has no answer
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var victim = meeting.SealWriteIn().Ciphertexts;
        using var card = meeting.NewCard();
        var prover = new BallotRelatedText(meeting.Statement, victim.TextAlpha[0] + victim.TextAlpha[0], victim.TextBeta[0] + victim.TextBeta[0]);
        Assert.Equal("E5", BallotVerifier.Verify(meeting.Statement, prover.Seal(card, meeting)).Code);
    }

    internal static Point[] Replace(IReadOnlyList<Point> points, int index, Point value)
    {
        Point[] result = [.. points];
        result[index] = value;
        return result;
    }

    private static Point[] Swap(IReadOnlyList<Point> points, int i, int j)
    {
        Point[] result = [.. points];
        (result[i], result[j]) = (result[j], result[i]);
        return result;
    }
}
