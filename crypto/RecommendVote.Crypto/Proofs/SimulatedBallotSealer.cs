namespace RecommendVote.Crypto;

/// <summary>
/// Seals the made-up ballots of simulations and measurements some twenty times faster than <see cref="BallotSealer"/>, because its multiplications take
/// variable time: NEVER for anybody's vote. The same choices and random bytes give the same ballot. Safe for several threads.
/// </summary>
public sealed class SimulatedBallotSealer
{
    private readonly SimulatedArithmetic arithmetic;

    /// <param name="statements">Statements of one meeting; at least one.</param>
    public SimulatedBallotSealer(IReadOnlyCollection<BallotStatement> statements)
    {
        ArgumentNullException.ThrowIfNull(statements);
        var first = statements.First();
        arithmetic = new SimulatedArithmetic(first.Suite, first.Key, statements.Max(statement => statement.Layout.Bits));
    }

    /// <inheritdoc cref="BallotSealer.Seal"/>
    public SealedBallot Seal(
        BallotStatement statement, CardKey card, ReadOnlyMemory<byte>? supersedes, IReadOnlyList<ContestChoice> choices, IRandomSource random)
    {
        using var prepared = BallotSealer.Prepare(statement, card, supersedes, choices, random, arithmetic);
        return prepared.Cast(card, random);
    }
}
