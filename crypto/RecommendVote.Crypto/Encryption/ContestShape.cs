namespace RecommendVote.Crypto;

/// <summary>The countable side of one contest.</summary>
/// <param name="IndexInContests">Position in the contests entry, from 0, at most 65535.</param>
/// <param name="Options">Listed options, at least 1.</param>
/// <param name="Slots">Write-in slots.</param>
/// <param name="Abstain">Whether there is an abstain bit; then Min is at least 1 (B21).</param>
/// <param name="Min">Fewest marks of a form that does not abstain.</param>
/// <param name="Max">Most marks, 1..Options+Slots.</param>
public sealed record ContestShape(int IndexInContests, int Options, int Slots, bool Abstain, int Min, int Max)
{
    /// <summary>Encrypted bits: options, used bits, abstain.</summary>
    public int EncryptedBits => Options + Slots + (Abstain ? 1 : 0);

    /// <summary>Slack bits, committed and not encrypted.</summary>
    public int SlackBits => Max - Min;

    /// <summary>Null when the shape obeys the manifest rules, else the rule it breaks.</summary>
    public string? Fault() =>
        IndexInContests is < 0 or > ushort.MaxValue ? "index out of range"
        : Options is < 1 or > BallotLayout.MaxBits ? "options out of range"
        : Slots is < 0 or > BallotLayout.MaxBits ? "slots out of range"
        : Max < 1 || Max > Options + Slots ? "max out of range"
        : Min < 0 || Min > Max ? "min out of range"
        : Abstain && Min < 1 ? "abstain needs min of at least 1"
        : null;
}
