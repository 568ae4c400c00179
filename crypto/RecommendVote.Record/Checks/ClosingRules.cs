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
        if (ChallengeFault(state, body.ChallengeCards) is { } challengeFault)
            return Differs(challengeFault);
        if (CountsFault(state, body) is { } countsFault)
            return Differs(countsFault);
        if (body.CountedRoot != state.CountedTree.Root())
            return Differs("countedRoot");
        return Outcome.Accept(_ =>
        {
            state.Closed = body;
            state.AfterClosed = (state.Size, state.Tree!.Root());
            state.Phase = MeetingPhase.Closed;
            state.BeforeTally = state.Mixes.Count == 0 ? state.AfterClosed : null;
        });
    }

    /// <summary>Challengers' cards were audited and cannot have been cast (B12).</summary>
    private static string? ChallengeFault(RecordState state, BytesVector cards)
    {
        if (!cards.IsStrictlyAscending())
            return "challengeCards not strictly ascending";
        foreach (var card in cards)
        {
            if (!state.Cards.TryGetValue(card, out var known))
                return "an unknown challenge card";
            if (known.Voided || known.IsReplacement || known.Audits == 0 || known.LatestBallot >= 0)
                return "a challenge card that is voided, a replacement, not audited or cast";
        }
        return null;
    }

    private static string? CountsFault(RecordState state, ClosedBody body)
    {
        var turnout = state.Turnout();
        var challengers = body.ChallengeCards.GroupBy(card => state.Cards[card].Class.Category).ToDictionary(group => group.Key, group => group.Count());
        if (body.Counts.Count != turnout.Count)
            return "counts per category";
        for (var i = 0; i < turnout.Count; i++)
        {
            var (count, known) = (body.Counts[i], turnout[i]);
            if ((count.Category, count.Cards, count.Voided, count.Ballots) != (known.Category, known.Cards, known.Voided, known.Ballots))
                return $"counts of category {known.Category}";
            if (count.HandedOut > known.Cards - known.Voided - challengers.GetValueOrDefault(i) || count.Ballots > count.HandedOut)
                return $"cards handed out in category {known.Category}";
            if (count.Ballots > body.Attendance[i].Present)
                return $"more ballots than people present in category {known.Category}";
        }
        return null;
    }

    private static Outcome Differs(string what) => Outcome.Refuse(Check.V27, Codes.ClosedDiffers, what);
}
