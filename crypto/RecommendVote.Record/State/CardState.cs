using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>One card in the gate's memory.</summary>
internal sealed class CardState(ClassState cardClass)
{
    public ClassState Class { get; } = cardClass;

    public bool Voided { get; set; }

    /// <summary>Audits made with the card; they do not use it up.</summary>
    public int Audits { get; set; }

    /// <summary>Whether it was given out for a lost card.</summary>
    public bool IsReplacement { get; set; }

    /// <summary>Position of the card's latest ballot in the box, or -1.</summary>
    public int LatestBallot { get; set; } = -1;

    /// <summary>Kept only where revoting may need to take it out of the sums again.</summary>
    public BallotCiphertexts? LatestCiphertexts { get; set; }
}

/// <summary>One card class in the gate's memory.</summary>
internal sealed class ClassState(string id, int category, IReadOnlyList<string> contests, int cards)
{
    public string Id { get; } = id;

    /// <summary>Position in the manifest.</summary>
    public int Category { get; } = category;

    public IReadOnlyList<string> Contests { get; } = contests;

    public int Cards { get; } = cards;

    public int Voided { get; set; }

    /// <summary>Cards of the class with at least one ballot.</summary>
    public int Ballots { get; set; }
}
