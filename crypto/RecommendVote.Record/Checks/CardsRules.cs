using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Checks V15 and V16: cards and voided cards.</summary>
internal static class CardsRules
{
    public static Outcome Cards(RecordState state, CardsBody body)
    {
        var manifest = state.Manifest!;
        var category = manifest.Categories.Select(item => item.Id).ToList().IndexOf(body.Category);
        if (category < 0)
            return Outcome.Refuse(Check.V15, Codes.CardsRule, "unknown category");
        if (body.Contests.Count == 0 || body.Contests.Distinct(StringComparer.Ordinal).Count() != body.Contests.Count)
            return Outcome.Refuse(Check.V15, Codes.CardsRule, "contests of the class");
        if (body.Cards.Count == 0 || !body.Cards.IsStrictlyAscending())
            return Outcome.Refuse(Check.V15, Codes.CardsRule, "cards not strictly ascending");
        var otherKeys = OtherKeys(state);
        if (body.Cards.Any(card => state.Cards.ContainsKey(card) || otherKeys.Contains(card)))
            return Outcome.Refuse(Check.V15, Codes.CardsRule, "a card is another card or another key");
        if (body.Cards.Count < manifest.MinGroupSize && !manifest.AcknowledgedSmallClass)
            return Outcome.Refuse(Check.V15, Codes.ClassTooSmall);
        return Outcome.Accept(_ =>
        {
            var cardClass = new ClassState(body.Class, category, body.Contests, body.Cards.Count);
            state.Classes.Add(cardClass);
            foreach (var card in body.Cards)
                state.Cards.Add(card, new CardState(cardClass));
        });
    }

    public static Outcome Voided(RecordState state, CardsVoidedBody body)
    {
        if (!body.Cards.IsStrictlyAscending())
            return Outcome.Refuse(Check.V16, Codes.VoidedRule, "cards not strictly ascending");
        foreach (var card in body.Cards)
        {
            if (!state.Cards.TryGetValue(card, out var known))
                return Outcome.Refuse(Check.V16, Codes.VoidedRule, "unknown card");
            if (known.Voided)
                return Outcome.Refuse(Check.V16, Codes.VoidedRule, "voided before");
            if (known.LatestBallot >= 0)
                return Outcome.Refuse(Check.V16, Codes.VoidedRule, "the card has a ballot");
            if (known.Audits > 0)
                return Outcome.Refuse(Check.V16, Codes.VoidedRule, "the card has an audit");
        }
        return Outcome.Accept(_ =>
        {
            foreach (var card in body.Cards)
            {
                var known = state.Cards[card];
                known.Voided = true;
                known.Class.Voided++;
            }
        });
    }

    /// <summary>V39: a spare card, unused until now, is given out for a lost one.</summary>
    public static Outcome Replaced(RecordState state, CardReplacedBody body)
    {
        if (!state.Cards.TryGetValue(body.Card, out var card))
            return Outcome.Refuse(Check.V39, Codes.ReplacementInvalid, "unknown card");
        var fault = card.Voided ? "voided"
            : card.LatestBallot >= 0 ? "the card has a ballot"
            : card.Audits > 0 ? "the card has an audit"
            : card.IsReplacement ? "given out before"
            : null;
        if (fault is not null)
            return Outcome.Refuse(Check.V39, Codes.ReplacementInvalid, fault);
        return Outcome.Accept(index =>
        {
            card.IsReplacement = true;
            state.Replacements.Add(new AcceptedReplacement(body, card.Class.Category, index));
        });
    }

    /// <summary>Keys that no card may have: the manifest's, and h and X_j once they are known (B9).</summary>
    public static HashSet<Bytes> OtherKeys(RecordState state)
    {
        var manifest = state.Manifest!;
        var keys = ManifestRules.StaffKeys(manifest).Concat(manifest.Trustees.Select(trustee => trustee.Key)).ToHashSet();
        if (state.Ceremony!.JointKey is { } h)
            keys.Add(h.Encode());
        keys.UnionWith(state.Ceremony.ShareKeys.Where(key => !key.IsIdentity).Select(key => (Bytes)key.Encode()));
        return keys;
    }
}
