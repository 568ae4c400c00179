namespace RecommendVote.Crypto;

/// <summary>Makes sealed ballots from choices; used for simulation, load tests and vectors (voters' ballots are made in the browser).</summary>
public static class BallotSealer
{
    /// <summary>Seals and signs for casting.</summary>
    /// <param name="statement">The class's statement.</param>
    /// <param name="card">The card's key.</param>
    /// <param name="supersedes">The tracker of the card's latest ballot, 32 bytes, or null.</param>
    /// <param name="choices">One choice per contest of the layout.</param>
    /// <param name="random">Source of all randomness of the ballot.</param>
    /// <exception cref="ArgumentException">The choices break a rule; see <see cref="BallotMarks.TryCreate"/>.</exception>
    public static SealedBallot Seal(
        BallotStatement statement, CardKey card, ReadOnlyMemory<byte>? supersedes, IReadOnlyList<ContestChoice> choices, IRandomSource random)
    {
        using var prepared = Prepare(statement, card, supersedes, choices, random);
        return prepared.Cast(card, random);
    }

    /// <summary>Seals without signing: the voter sees the tracker first and then casts or audits.</summary>
    /// <exception cref="ArgumentException">The choices break a rule; see <see cref="BallotMarks.TryCreate"/>.</exception>
    public static PreparedBallot Prepare(
        BallotStatement statement, CardKey card, ReadOnlyMemory<byte>? supersedes, IReadOnlyList<ContestChoice> choices, IRandomSource random) =>
        Prepare(statement, card, supersedes, choices, random, ProverArithmetic.Secret);

    internal static PreparedBallot Prepare(
        BallotStatement statement, CardKey card, ReadOnlyMemory<byte>? supersedes, IReadOnlyList<ContestChoice> choices, IRandomSource random,
        ProverArithmetic arithmetic)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(card);
        if (supersedes is { Length: not 32 })
            throw new ArgumentException("a tracker has 32 bytes", nameof(supersedes));
        if (!BallotMarks.TryCreate(statement.Layout, choices, out var marks, out var fault))
            throw new ArgumentException(fault, nameof(choices));
        var group = statement.Suite.Group;
        var texts = marks.Texts.Select(text => WriteInText.TryEncode(statement.Suite, text, out var point)
            ? point
            : throw new ArgumentException("a write-in that has no encoding", nameof(choices))).ToArray();
        var witness = BallotWitness.Create(statement, [.. marks.Bits.Select(bit => bit ? group.One : group.Zero)], texts, random);
        var ciphertexts = witness.Encrypt(statement, arithmetic);
        var proved = BallotProver.Prove(statement, card.PublicKey, supersedes, witness, ciphertexts, random, arithmetic);
        var opening = new BallotOpening(
            [.. marks.Bits.Take(statement.Layout.EncryptedBits)], witness.Randomness, marks.Texts, witness.TextRandomness);
        return new PreparedBallot(statement, card.PublicKey, supersedes, ciphertexts, proved, opening);
    }
}
