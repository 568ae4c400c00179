namespace RecommendVote.Record;

/// <summary>Check V03: the table of docs/spec/record.md, column "may follow".</summary>
internal static class OrderRules
{
    /// <summary>Why the entry may not follow, or null. A trustee number outside the manifest passes here and fails with its signature.</summary>
    public static string? Fault(RecordState state, DecodedEntry entry)
    {
        if (state.Phase == MeetingPhase.Empty)
            return entry.Type == EntryTypes.Manifest ? null : "a record begins with its manifest";
        var fits = entry switch
        {
            BallotEntry or AuditedEntry => state.Phase == MeetingPhase.Open,
            EnvelopeEntry { Body: TrusteeBody body } => TrusteeFits(state, body),
            EnvelopeEntry { Body: var body } => Fits(state, body),
            _ => false,
        };
        return fits ? null : $"{entry.Type} in phase {state.Phase}";
    }

    private static bool Fits(RecordState state, EntryBody body) => body switch
    {
        ContestsBody => state.Phase == MeetingPhase.Preparing,
        CardsBody cards => state.Phase == MeetingPhase.Preparing && state.Classes.All(item => item.Id != cards.Class),
        CardsVoidedBody => state.Phase is MeetingPhase.Preparing or MeetingPhase.Open && state.Classes.Count > 0,
        CardReplacedBody => state.Phase is MeetingPhase.Preparing or MeetingPhase.Open && state.Classes.Count > 0,
        OpenedBody => state.Phase == MeetingPhase.Preparing && state.Ceremony!.AllRehearsed && state.Contests is not null && state.Classes.Count > 0,
        ClosedBody => state.Phase == MeetingPhase.Open,
        CancelledBody => state.Phase is MeetingPhase.Preparing or MeetingPhase.Open or MeetingPhase.Closed,
        PaperCountBody => state.Phase == MeetingPhase.Closed && state.Manifest!.Tellers.Count > 0 && state.PaperCount is null && state.Decryptions.Count == 0,
        ResultBody => state.Phase == MeetingPhase.Closed && state.BeforeTally is not null && state.Phases.Awaited is null,
        AttestationBody { Verdict: AttestationBody.Objection } => true,
        AttestationBody => state.Phase is MeetingPhase.Tallied or MeetingPhase.Cancelled or MeetingPhase.Aborted,
        _ => false,
    };

    private static bool TrusteeFits(RecordState state, TrusteeBody body)
    {
        var ceremony = state.Ceremony!;
        var known = body.Trustee >= 1 && body.Trustee <= state.Manifest!.Trustees.Count;
        var position = body.Trustee - 1;
        var preparing = state.Phase == MeetingPhase.Preparing;
        return body switch
        {
            TrusteeCommitBody => preparing && !(known && ceremony.Committed[position]),
            TrusteeKeyBody => preparing && ceremony.AllCommitted && !(known && ceremony.KeysSent[position]),
            TrusteeSharesBody => preparing && ceremony.AllKeys && !(known && ceremony.SharesSent[position]),
            TrusteeReadyBody or TrusteeComplaintBody => preparing && ceremony.AllShares && !(known && ceremony.Ready[position]),
            RehearsalBody => preparing && ceremony.AllReady && !(known && ceremony.Rehearsed[position]),
            MixedBody => state.Phase == MeetingPhase.Closed && state.BeforeTally is null,
            TallyReadyBody => state.Phase == MeetingPhase.Closed && state.BeforeTally is not null && !(known && state.TallyReady[position]),
            DecryptionBody { Phase: var phase } => state.Phase == MeetingPhase.Closed
                && (phase != 2 || (state.BeforeTally is not null && state.Phases.FirstDone))
                && state.Decryptions.All(item => item.Trustee != body.Trustee || item.Phase != phase),
            _ => false,
        };
    }
}
