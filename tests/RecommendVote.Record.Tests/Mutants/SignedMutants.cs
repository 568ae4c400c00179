using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Changes by parties who sign what they should not: any field of any body, and any part of a ballot or audit by its own card.</summary>
internal static class SignedMutants
{
    /// <summary>Any one place of the body of any enveloped entry.</summary>
    public static Mutant AnyBody(MutantSource s)
    {
        var types = s.From.Types.Where(type => type is not (EntryTypes.Ballot or "ballot-audited")).Distinct().ToList();
        return Body(s, s.Pick.Of(s.From.PlacesOf(s.Pick.Of(types))));
    }

    /// <summary>Any one place of the body of an entry of these types; null where the record has none.</summary>
    public static Mutant? Body(MutantSource s, string type, string? member = null)
    {
        var places = s.From.PlacesOf(type);
        return places.Count == 0 ? null : Body(s, s.Pick.Of(places), member);
    }

    private static Mutant Body(MutantSource s, int at, string? member = null)
    {
        var what = "";
        var mutant = s.Resigned(s.From.Types[at], at, body =>
        {
            for (var times = s.Pick.OneIn(5) ? 2 : 1; times > 0; times--)
                what += (what.Length > 0 ? "," : "") + s.Json.Change(body, member);
        });
        return mutant with { Mutator = $"{s.From.Types[at]}-{what}" };
    }

    /// <summary>Any one part of a ballot (or audit) changed, and signed anew by its card where it can still be read.</summary>
    public static Mutant? Ballot(MutantSource s, string type, string? member = null, bool resign = true)
    {
        var places = s.From.PlacesOf(type);
        if (places.Count == 0)
            return null;
        var at = s.Pick.Of(places);
        var json = JsonText.Parse(s.From.Entries[at]);
        var what = s.Json.Change(json, member);
        var bytes = JsonText.Write(json);
        var signed = resign ? Resign(s, bytes, type) : null;
        List<Bytes> entries = [.. s.From.Entries];
        entries[at] = signed ?? bytes;
        return s.Of($"{type}-{what}", signed is not null, s.Pick.Below(3) == 0 ? [.. entries.Take(at + 1)] : s.Relink.After(entries, at, 0));
    }

    private static byte[]? Resign(MutantSource s, byte[] entry, string type)
    {
        var audit = type == "ballot-audited";
        AuditedBallot? audited = null;
        if (audit ? !BallotJson.TryReadAudited(s.From.Suite, entry, out audited, out _) : !BallotJson.TryRead(s.From.Suite, entry, out _, out _))
            return null;
        SealedBallot? ballot = audited?.Ballot;
        if (!audit)
            BallotJson.TryRead(s.From.Suite, entry, out ballot, out _);
        Bytes key = ballot!.Card.Encode();
        var card = s.From.Sim.Keys.Cards.FirstOrDefault(item => item.PublicKey == key);
        var statement = s.From.Sim.Record.Open!.ClassOf(key)?.Statement;
        if (card is null || statement is null)
            return null;
        byte[] opening = [];
        if (audit && !audited!.Opening.TryGetCanonicalBytes(out opening))
            return null;
        var signed = BallotForger.Sign(statement, ballot, card.Key, audit ? BallotDomain.Audit : BallotDomain.Cast, opening, s.Random);
        return audit ? BallotJson.Write(audited! with { Ballot = signed }) : BallotJson.Write(signed);
    }
}
