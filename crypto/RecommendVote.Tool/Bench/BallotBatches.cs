using System.Globalization;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Tool.Bench;

/// <summary>Distinct ballots of one contest, and the time that checking a batch of them takes.</summary>
public sealed class BallotBatches
{
    private readonly Suite suite;
    private readonly (BallotStatement Statement, SealedBallot Ballot)[] items;

    /// <param name="suite">Which suite.</param>
    /// <param name="names">Options of the contest; at most 5 may be marked, and there is an abstain bit.</param>
    /// <param name="count">Ballots, each by another card with other marks.</param>
    public BallotBatches(Suite suite, int names, int count)
    {
        ArgumentNullException.ThrowIfNull(suite);
        this.suite = suite;
        Names = names;
        var max = Math.Min(5, names);
        var random = new SeededRandomSource($"bench {suite} {names}");
        var layout = new BallotLayout([new ContestShape(0, names, 0, Abstain: true, Min: 1, max)]);
        var statement = new BallotStatement(suite, new byte[32], new byte[32], suite.Group.Generator * suite.Group.RandomScalar(random), "A", layout);
        var sealer = new SimulatedBallotSealer([statement]);
        items = new (BallotStatement, SealedBallot)[count];
        Parallel.For(0, count, i => items[i] = (statement, Make(sealer, statement, i, max)));
    }

    /// <summary>The ballots of a record that was made here, each with its class's statement.</summary>
    public BallotBatches(Suite suite, int names, MeetingSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(simulation);
        this.suite = suite;
        Names = names;
        items = [.. simulation.Entries.Where(entry => EntryCodec.PeekType(entry.Span[..Math.Min(entry.Length, 64)]) == EntryTypes.Ballot).Select(entry =>
            BallotJson.TryRead(suite, entry, out var ballot, out _) && simulation.Record.Open!.ClassOf(ballot!.Card.Encode()) is { } known
                ? (known.Statement, ballot!)
                : throw new InvalidOperationException("a ballot made here cannot be read"))];
    }

    public int Names { get; }

    public int Count => items.Length;

    /// <summary>The ciphertexts' points of all ballots.</summary>
    public IEnumerable<Point> Points => items.SelectMany(item => item.Ballot.Ciphertexts.Alpha.Concat(item.Ballot.Ciphertexts.Beta));

    /// <summary>Processor milliseconds per ballot on one core, the whole batch as one sum.</summary>
    public double VerifyMilliseconds()
    {
        IReadOnlyList<BallotVerdict> verdicts = [];
        var elapsed = Timing.Milliseconds(() => verdicts = BallotVerifier.VerifyBatch(items, SystemRandomSource.Instance, maxParallelism: 1));
        return verdicts.All(verdict => verdict.IsValid) ? elapsed / items.Length : throw new InvalidOperationException("a ballot made here does not verify");
    }

    private SealedBallot Make(SimulatedBallotSealer sealer, BallotStatement statement, int i, int max)
    {
        var random = new SeededRandomSource(string.Create(CultureInfo.InvariantCulture, $"bench ballot {suite} {Names} {i}"));
        var seed = new byte[CardKey.SeedLength];
        random.Fill(seed);
        using var card = CardKey.FromSeed(suite, seed, "bench-meeting");
        var marks = Enumerable.Range(0, i % (max + 1)).Select(k => (i + (k * 7)) % Names).Distinct().ToArray();
        return sealer.Seal(statement, card, supersedes: null, [ContestChoice.Of(marks)], random);
    }
}
