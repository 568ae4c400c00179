using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>Seals the ballots of a simulated meeting on all cores and checks their proofs as one batch.</summary>
internal static class SimulatedBallots
{
    /// <summary>Ballots per batch: memory stays in bounds for records of any size.</summary>
    private const int CheckedTogether = 1024;

    /// <summary>One checked ballot per cast, in the plan's order. Each card's casts form a chain.</summary>
    /// <exception cref="InvalidOperationException">A choice that the contests do not allow.</exception>
    public static IReadOnlyList<CheckedBallot> Make(
        SimulationPlan plan, SimulationKeys keys, OpenMeeting meeting, IRandomSource random, CancellationToken cancellation)
    {
        var chains = plan.Casts.Select((cast, position) => (cast, position))
            .GroupBy(item => (item.cast.Class, item.cast.Card))
            .Select(chain => (Card: keys.Card(chain.Key.Class, chain.Key.Card), Casts: chain.ToList(), Seed: Seed(random)))
            .ToList();
        var sealer = new SimulatedBallotSealer([.. meeting.Classes.Select(item => item.Statement)]);
        var entries = new ReadOnlyMemory<byte>[plan.Casts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.ForEach(chains, options, chain =>
        {
            // Each chain draws from its own stream, so that the record does not depend on the order of the threads.
            var own = new SeededRandomSource(chain.Seed);
            var statement = meeting.Classes.First(item => item.Id == chain.Card.Class).Statement;
            ReadOnlyMemory<byte>? latest = null;
            foreach (var (cast, position) in chain.Casts)
            {
                var ballot = sealer.Seal(statement, chain.Card.Key, latest, cast.Choices, own);
                latest = BallotVerifier.ComputeTracker(statement, ballot);
                entries[position] = BallotJson.Write(ballot);
            }
        });
        var checker = new BallotChecker(meeting);
        return [.. entries.Chunk(CheckedTogether)
            .SelectMany(chunk => checker.Check(chunk, random, cancellation: cancellation))
            .Select(result => result.Ballot ?? throw new InvalidOperationException(result.Refusal!.ToString()))];
    }

    /// <summary>Seals and opens a ballot of a card, after whatever the card has cast so far.</summary>
    /// <exception cref="InvalidOperationException">A choice that the contests do not allow.</exception>
    public static CheckedAudit Audit(SimulatedCast audit, SimulationKeys keys, MeetingRecord record, IRandomSource random)
    {
        var (meeting, card) = (record.Open!, keys.Card(audit.Class, audit.Card));
        var statement = meeting.Classes.First(item => item.Id == card.Class).Statement;
        var latest = record.FindCard(card.PublicKey)?.Tracker;
        using var prepared = BallotSealer.Prepare(statement, card.Key, latest?.Memory, audit.Choices, random);
        var result = new BallotChecker(meeting).CheckAudit(BallotJson.Write(prepared.Audit(card.Key, random)));
        return result.Audit ?? throw new InvalidOperationException(result.Refusal!.ToString());
    }

    private static byte[] Seed(IRandomSource random)
    {
        var seed = new byte[32];
        random.Fill(seed);
        return seed;
    }
}
