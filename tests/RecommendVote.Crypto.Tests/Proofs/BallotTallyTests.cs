using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>From marks to counts through every layer of the library.</summary>
public class BallotTallyTests
{
    private static readonly Gen<ContestShape> Shape =
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 7], Gen.Int[0, 7]).Select((options, slots, abstain, a, b) =>
        {
            var max = 1 + (b % (options + slots));
            var min = a % (max + 1);
            return new ContestShape(0, options, slots, abstain && min >= 1, min, max);
        });

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Sealed_ballots_of_any_layout_verify_and_their_sums_decrypt_to_the_marks(string name)
    {
        var suite = Suites.Get(name);
        var ceremony = new Ceremony(suite, 2, 3);
        var cancellation = TestContext.Current.CancellationToken;
        Gen.Select(Shape.Array[1, 3], Gen.Int).Sample((shapes, seed) =>
        {
            var layout = new BallotLayout([.. shapes.Select((s, i) => s with { IndexInContests = 2 * i })]);
            var statement = new BallotStatement(suite, ceremony.Manifest, suite.Hash("opened"u8), ceremony.H, "class", layout);
            var random = new SeededRandomSource($"{seed}");
            var marks = new int[layout.EncryptedBits];
            var items = new List<(BallotStatement, SealedBallot Ballot)>();
            for (var voter = 0; voter < 3; voter++)
            {
                ContestChoice[] choices = [.. layout.Contests.Select((shape, c) => Choose(shape, new Random(seed + (100 * voter) + c)))];
                using var card = CardKey.FromSeed(suite, suite.Hash(BitConverter.GetBytes(voter)).AsSpan(0, 16), "m");
                items.Add((statement, BallotSealer.Seal(statement, card, null, choices, random)));
                BallotMarks.TryCreate(layout, choices, out var made, out _);
                for (var i = 0; i < marks.Length; i++)
                    marks[i] += made!.Bits[i] ? 1 : 0;
            }
            Assert.All(BallotVerifier.VerifyBatch(items, random, 1, cancellation), v => Assert.True(v.IsValid));
            Point[] alpha = [.. marks.Select((_, i) => suite.Group.Sum(items.Select(b => b.Ballot.Ciphertexts.Alpha[i])))];
            Point[] beta = [.. marks.Select((_, i) => suite.Group.Sum(items.Select(b => b.Ballot.Ciphertexts.Beta[i])))];
            var parts = new[] { 3, 1 }.Select(j => (j, Part: ceremony.Decrypt(j, alpha))).ToArray();
            Assert.All(parts, p => Assert.True(p.Part.Verify(ceremony.Context(p.j), alpha)));
            for (var i = 0; i < marks.Length; i++)
            {
                var message = PartialDecryption.Combine(suite, beta[i], [.. parts.Select(p => (p.j, p.Part.D[i]))]);
                Assert.Equal(marks[i], DiscreteLog.Find(message, items.Count));
            }
        }, iter: 12, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Write_ins_decrypt_to_their_texts_and_unused_slots_to_nothing(string name)
    {
        var suite = Suites.Get(name);
        var ceremony = new Ceremony(suite, 2, 2);
        var statement = new BallotStatement(suite, ceremony.Manifest, suite.Hash("opened"u8), ceremony.H, "class", new BallotLayout(Meeting.WithWriteIns));
        using var card = CardKey.FromSeed(suite, new byte[16], "m");
        var ballot = BallotSealer.Seal(statement, card, null, [new([1], ["买买提·吐尔逊"]), ContestChoice.Of(0)], ceremony.Random);
        string?[] texts =
        [
            .. Enumerable.Range(0, 2).Select(slot => WriteInText.Decode(suite, PartialDecryption.Combine(
                suite, ballot.Ciphertexts.TextBeta[slot],
                [.. new[] { 1, 2 }.Select(j => (j, ballot.Ciphertexts.TextAlpha[slot] * ceremony.Secrets[j - 1]))]))),
        ];
        Assert.Equal(["买买提·吐尔逊", ""], texts);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_ballot_of_three_hundred_names_verifies_from_several_threads(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 300, 1, false, 0, 5)]);
        var ballot = meeting.Seal(new ContestChoice([0, 150, 299], ["张三"]));
        var codes = new string[4];
        Parallel.For(0, codes.Length, i => codes[i] = BallotVerifier.Verify(meeting.Statement, ballot).Code);
        Assert.All(codes, code => Assert.Equal("ok", code));
    }

    private static ContestChoice Choose(ContestShape shape, Random random)
    {
        if (shape.Abstain && random.Next(3) == 0)
            return new ContestChoice([], [], true);
        var count = random.Next(shape.Min, shape.Max + 1);
        var picked = Enumerable.Range(0, shape.Options + shape.Slots).OrderBy(_ => random.Next()).Take(count).ToArray();
        return new ContestChoice(
            [.. picked.Where(i => i < shape.Options)],
            [.. Enumerable.Range(shape.Options, shape.Slots).Select(i => picked.Contains(i) ? "李四" : "")]);
    }
}
