using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>One write-in slot of a tuple that went through all mixes of its contest.</summary>
/// <param name="Contest">Position of the contest.</param>
/// <param name="Tuple">Position of the tuple in the outputs of the last mix.</param>
/// <param name="Slot">Slot of the tuple.</param>
/// <param name="UsedAlpha">Of the used bit.</param>
/// <param name="UsedBeta">Of the used bit.</param>
/// <param name="TextAlpha">Of the text.</param>
/// <param name="TextBeta">Of the text.</param>
internal sealed record MixedSlot(int Contest, int Tuple, int Slot, Point UsedAlpha, Point UsedBeta, Point TextAlpha, Point TextBeta)
{
    /// <summary>All slots of a contest, tuple by tuple.</summary>
    public static IEnumerable<MixedSlot> Of(ContestMixes mixes)
    {
        var points = mixes.Current;
        for (var at = 0; at < points.Count; at += 4)
        {
            var number = at / 4;
            yield return new MixedSlot(
                mixes.Contest, number / mixes.Slots, number % mixes.Slots, points[at], points[at + 1], points[at + 2], points[at + 3]);
        }
    }
}
