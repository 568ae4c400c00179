using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>The checks of a ballot or an audit that depend on the log so far: V18, V19 and V21.</summary>
internal static class BallotRules
{
    /// <summary>V18 and V19, which need no proof.</summary>
    public static Refusal? CardFault(RecordState state, SealedBallot ballot, string type = EntryTypes.Ballot)
    {
        Refusal Refuse(Check check, string code, string? detail = null) => new(code, check, detail, null, type);

        if (!state.Cards.TryGetValue(ballot.Card.Encode(), out var card))
            return Refuse(Check.V18, Codes.CardUnknown);
        if (card.Voided)
            return Refuse(Check.V18, Codes.CardVoided);
        if (card.LatestBallot < 0)
            return ballot.Supersedes is null ? null : Refuse(Check.V19, Codes.SupersedesWrong, "the card has no ballot");
        if (!state.Manifest!.Revoting)
            return Refuse(Check.V19, Codes.AlreadyCast);
        if (ballot.Supersedes is not { } supersedes)
            return Refuse(Check.V19, Codes.AlreadyCast, "the card has a ballot");
        return state.Box![card.LatestBallot].Tracker == new Bytes(supersedes) ? null : Refuse(Check.V19, Codes.SupersedesWrong);
    }

    public static Outcome Apply(RecordState state, CheckedBallot ballot)
    {
        if (CardFault(state, ballot.Ballot) is { } fault)
            return fault;
        if (state.Box!.Repeated(ballot.Ballot, ballot.Tracker) is { } repeated)
            return new Refusal(Codes.RepeatedValue, Check.V21, repeated, null, EntryTypes.Ballot);
        return Outcome.Accept(index => state.Box.Add(ballot, state.Cards[ballot.Card], index));
    }

    /// <summary>An audit may be made with any card that could cast, as often as its holder likes.</summary>
    public static Outcome Apply(RecordState state, CheckedAudit audit)
    {
        var ballot = audit.Audited.Ballot;
        if (CardFault(state, ballot, EntryTypes.BallotAudited) is { } fault)
            return fault;
        if (state.Box!.Repeated(ballot, audit.Tracker) is { } repeated)
            return new Refusal(Codes.RepeatedValue, Check.V21, repeated, null, EntryTypes.BallotAudited);
        return Outcome.Accept(index => state.Box.Add(audit, state.Cards[audit.Card], index));
    }
}
