using RecommendVote.Crypto;

namespace RecommendVote.Crypto.Tests;

/// <summary>A small meeting: a key whose secret the test knows, one class, reproducible randomness.</summary>
internal sealed class Meeting
{
    public static readonly ContestShape[] Plain = [new(0, 4, 0, false, 0, 2), new(1, 3, 0, true, 1, 1)];
    public static readonly ContestShape[] WithWriteIns = [new(0, 3, 2, false, 0, 3), new(2, 3, 0, true, 1, 1)];

    private int cards;

    public Meeting(Suite suite, IReadOnlyList<ContestShape>? contests = null, string name = "meeting")
    {
        Suite = suite;
        Random = new SeededRandomSource(name);
        Secret = suite.Group.RandomScalar(Random);
        Key = suite.Group.Generator * Secret;
        Statement = new BallotStatement(
            suite, suite.Hash("manifest"u8), suite.Hash("opened"u8), Key, "class-1", new BallotLayout(contests ?? Plain));
    }

    public Suite Suite { get; }

    public IRandomSource Random { get; }

    public Scalar Secret { get; }

    public Point Key { get; }

    public BallotStatement Statement { get; }

    public CardKey NewCard() => CardKey.FromSeed(Suite, Suite.Hash([(byte)++cards, (byte)(cards >> 8)]).AsSpan(0, 16), "meeting-1");

    public SealedBallot Seal(params ContestChoice[] choices)
    {
        using var card = NewCard();
        return BallotSealer.Seal(Statement, card, null, choices, Random);
    }

    /// <summary>A legal ballot for <see cref="Plain"/>.</summary>
    public SealedBallot SealPlain() => Seal(ContestChoice.Of(1, 3), ContestChoice.Of(2));

    /// <summary>A legal ballot for <see cref="WithWriteIns"/>.</summary>
    public SealedBallot SealWriteIn() => Seal(new ContestChoice([0], ["张三", ""]), new ContestChoice([], []));
}
