namespace RecommendVote.Crypto;

/// <summary>What a voter marked in one contest of the layout.</summary>
/// <param name="Options">Marked options, positions from 0, no position twice.</param>
/// <param name="WriteIns">At most one text per slot; an empty text leaves the slot unused.</param>
/// <param name="Abstain">The abstain mark; nothing else may be marked then. Set by itself for an empty form where there is an abstain bit.</param>
public sealed record ContestChoice(IReadOnlyList<int> Options, IReadOnlyList<string> WriteIns, bool Abstain = false)
{
    public static ContestChoice Of(params int[] options) => new(options, []);
}
