using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>A trustee's mixes of write-ins, one contest at a time.</summary>
internal static class MixSteps
{
    /// <summary>
    /// Mixes a contest that still needs it and that this trustee has not mixed. Trustees begin at different contests, so that two who work at
    /// once seldom make the same mix. A mix that another one overtook was never appended; it is simply made anew on what is there now.
    /// </summary>
    public static TrusteeStep Next(
        TrusteeTurn turn, MeetingRecord record, IRandomSource random, IProgress<ShuffleProgress>? progress, CancellationToken cancellation)
    {
        if (turn.State.SignedOf(EntryTypes.TallyReady) is not null)
            return new TrusteeStep.Halt("signed-otherwise", "this file has signed tally-ready, and yet the log still needs mixes");
        var count = record.Mixes.Count;
        var next = Enumerable.Range(0, count).Select(k => record.Mixes[(turn.Index - 1 + k) % count])
            .FirstOrDefault(mixes => !mixes.IsComplete && !mixes.Mixers.Contains(turn.Index));
        return next is null
            ? new TrusteeStep.Wait(EntryTypes.Mixed, Awaited(record))
            : turn.SignOnly(MixComposer.Mix(record, next, turn.Index, random, progress, cancellation), random);
    }

    /// <summary>The trustees who can still mix something.</summary>
    private static List<int> Awaited(MeetingRecord record) =>
        [.. Enumerable.Range(1, record.Manifest!.Trustees.Count)
            .Where(trustee => record.Mixes.Any(mixes => !mixes.IsComplete && !mixes.Mixers.Contains(trustee)))];
}
