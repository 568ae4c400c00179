namespace RecommendVote.Record;

/// <summary>Check V27: what <c>closed</c> says is what the log holds (B10, B14).</summary>
internal static class ClosingRules
{
    public static Outcome Apply(RecordState state, ClosedBody body)
    {
        if (body.Size != state.Size || body.Root != state.Tree!.Root())
            return Differs("size or root");
        if (OpeningRules.AttendanceFault(state.Manifest!, body.Attendance) is { } fault)
            return Differs(fault);
        if (CountsFault(state, body) is { } countsFault)
            return Differs(countsFault);
        if (body.CountedRoot != state.CountedTree.Root())
            return Differs("countedRoot");
        if (body.ChallengeCards.Count != 0)
            return Differs("challengeCards");
        return Outcome.Accept(_ =>
        {
            state.Closed = body;
            state.AfterClosed = (state.Size, state.Tree!.Root());
            state.Phase = MeetingPhase.Closed;
        });
    }

    private static string? CountsFault(RecordState state, ClosedBody body)
    {
        var turnout = state.Turnout();
        if (body.Counts.Count != turnout.Count)
            return "counts per category";
        for (var i = 0; i < turnout.Count; i++)
        {
            var (count, known) = (body.Counts[i], turnout[i]);
            if ((count.Category, count.Cards, count.Voided, count.Ballots) != (known.Category, known.Cards, known.Voided, known.Ballots))
                return $"counts of category {known.Category}";
            if (count.HandedOut > known.Cards - known.Voided || count.Ballots > count.HandedOut)
                return $"cards handed out in category {known.Category}";
            if (count.Ballots > body.Attendance[i].Present)
                return $"more ballots than people present in category {known.Category}";
        }
        return null;
    }

    private static Outcome Differs(string what) => Outcome.Refuse(Check.V27, Codes.ClosedDiffers, what);
}
