using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>The checks of a ballot that depend on the log so far: V18, V19 and V21.</summary>
internal static class BallotRules
{
    /// <summary>V18 and V19, which need no proof.</summary>
    public static Refusal? CardFault(RecordState state, SealedBallot ballot)
    {
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
            return Refuse(Check.V21, Codes.RepeatedValue, repeated);
        return Outcome.Accept(index => state.Box.Add(ballot, state.Cards[ballot.Card], index));
    }

    private static Refusal Refuse(Check check, string code, string? detail = null) => new(code, check, detail, null, EntryTypes.Ballot);
}
