using System.Text.Json.Nodes;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>One family for each check, so that no check goes without mutants that it alone can catch.</summary>
internal static class TargetedMutants
{
    public static readonly IReadOnlyList<Func<MutantSource, Mutant?>> All =
    [
        s => SignedMutants.Body(s, EntryTypes.Manifest),
        s => SignedMutants.Body(s, EntryTypes.Manifest, s.Pick.Of(["threshold", "minGroupSize", "quorum", "categories", "trustees", "officers", "witnessQuorum", "marks"])),
        ContestRules,
        ContestRules,
        s => SignedMutants.Body(s, EntryTypes.Contests, "contests"),
        s => SignedMutants.Body(s, EntryTypes.TrusteeCommit, "commit"),
        CommittedKey,
        s => SignedMutants.Body(s, EntryTypes.TrusteeKey),
        s => SignedMutants.Body(s, EntryTypes.TrusteeShares, "c"),
        StaleShares,
        s => SignedMutants.Body(s, EntryTypes.TrusteeReady),
        s => SignedMutants.Body(s, EntryTypes.TrusteeComplaint),
        s => SignedMutants.Body(s, EntryTypes.Rehearsal, s.Pick.Of(["root", "d", "Tg", "Ta", "z"])),
        s => SignedMutants.Body(s, EntryTypes.Cards),
        s => SignedMutants.Body(s, EntryTypes.Cards, s.Pick.Of(["class", "category", "contests", "cards", "cards"])),
        OtherCards,
        s => SignedMutants.Body(s, EntryTypes.CardsVoided),
        VoidedUsed,
        s => SignedMutants.Body(s, EntryTypes.Opened),
        s => SignedMutants.Body(s, EntryTypes.Closed),
        s => SignedMutants.Body(s, EntryTypes.TallyReady, s.Pick.Of(["size", "root"])),
        TooFewReady,
        s => SignedMutants.Body(s, EntryTypes.Decryption, s.Pick.Of(["phase", "size", "root"])),
        s => SignedMutants.Body(s, EntryTypes.Decryption, s.Pick.Of(["d", "Tg", "Ta", "z"])),
        s => SignedMutants.Body(s, EntryTypes.Result),
        s => SignedMutants.Body(s, EntryTypes.Attestation),
        Unfinished,
        s => SignedMutants.Body(s, "paper-count"),
        s => SignedMutants.Body(s, "card-replaced"),
        ReplacedUsed,
        s => SignedMutants.Body(s, EntryTypes.Mixed, s.Pick.Of(["contest", "mix", "trustee", "size", "root", "outputs", "c", "s4", "sHat"])),
        s => SignedMutants.Body(s, EntryTypes.Mixed, s.Pick.Of(["outputs", "c", "cHat", "t1", "t2", "t3", "t4", "tHat", "s1", "s2", "s3", "s4", "sHat", "sPrime"])),
        s => SignedMutants.Ballot(s, EntryTypes.Ballot),
        s => SignedMutants.Ballot(s, EntryTypes.Ballot, s.Pick.Of(["alpha", "beta", "f"])),
        s => SignedMutants.Ballot(s, EntryTypes.Ballot, s.Pick.Of(["B", "A", "C", "D", "zA", "zC", "T1", "T2", "zT"])),
        s => SignedMutants.Ballot(s, EntryTypes.Ballot, s.Pick.Of(["card", "R", "s"]), resign: false),
        s => SignedMutants.Ballot(s, "ballot-audited"),
        s => SignedMutants.Ballot(s, "ballot-audited", "opening", resign: false),
        s => SignedMutants.Ballot(s, "ballot-audited", "opening"),
        s => SignedMutants.Ballot(s, "ballot-audited", "opening"),
        .. ForgedBallots.All,
        .. ForgedMixes.All,
    ];

    /// <summary>Another key body, and the commit that hides just that body.</summary>
    private static Mutant? CommittedKey(MutantSource s)
    {
        var keys = s.From.PlacesOf(EntryTypes.TrusteeKey);
        if (keys.Count == 0)
            return null;
        var at = s.Pick.Of(keys);
        var body = (JsonObject)JsonText.Parse(MutantBase.BodyOf(s.From.Entries[at]));
        var trustee = body["trustee"]!.GetValue<int>();
        var what = s.Json.Change(body, s.Pick.Of(["name", "key", "A", "R", "z"]));
        var bytes = JsonText.Write(body);
        var nonce = MutantBase.Field(body, "nonce");
        var commit = Crypto.TrusteeKeyBody.Commit(s.From.Suite, s.From.Sim.Record.ManifestHash, trustee, nonce, bytes);
        List<Bytes> entries = [.. s.From.Entries];
        var commitAt = s.From.PlacesOf(EntryTypes.TrusteeCommit).First(place => JsonText.Parse(MutantBase.BodyOf(entries[place]))["trustee"]!.GetValue<int>() == trustee);
        entries[commitAt] = s.From.Sign(EntryTypes.TrusteeCommit, JsonText.Write(new JsonObject { ["trustee"] = trustee, ["commit"] = new Bytes(commit).ToString() }));
        entries[at] = s.From.Sign(EntryTypes.TrusteeKey, bytes);
        return s.Of("trustee-key-committed-" + what, true, s.Relink.After(entries, at, 0));
    }

    /// <summary>E that stands elsewhere in the log already.</summary>
    private static Mutant? StaleShares(MutantSource s)
    {
        var shares = s.From.PlacesOf(EntryTypes.TrusteeShares);
        if (shares.Count < 2)
            return null;
        var first = JsonText.Parse(MutantBase.BodyOf(s.From.Entries[shares[0]]));
        var key = JsonText.Parse(MutantBase.BodyOf(s.From.Entries[s.Pick.Of(s.From.PlacesOf(EntryTypes.TrusteeKey))]));
        var coefficients = MutantBase.Field(key, "A");
        string[] stale = [first["E"]!.GetValue<string>(), key["key"]!.GetValue<string>(), coefficients.Slice(0, Point.Length).ToString()];
        return s.Resigned("trustee-shares-stale", shares[^1], body => body["E"] = s.Pick.Of(stale));
    }

    /// <summary>Numbers and kinds of one contest, where the rules are.</summary>
    private static Mutant? ContestRules(MutantSource s)
    {
        var places = s.From.PlacesOf(EntryTypes.Contests);
        return places.Count == 0 ? null : s.Resigned("contests-rules", places[0], body =>
        {
            var contests = body["contests"]!.AsArray();
            var contest = (JsonObject)contests[s.Pick.Below(contests.Count)]!;
            switch (s.Pick.Below(8))
            {
                case 0:
                    contest["min"] = s.Pick.Below(5);
                    break;
                case 1:
                    contest["max"] = s.Pick.Below(6);
                    break;
                case 2:
                    contest["abstain"] = !contest["abstain"]!.GetValue<bool>();
                    break;
                case 3 when s.From.PlacesOf(EntryTypes.Mixed).Count > 0:
                    contest["slots"] = s.Pick.Of([1, 2, 4097]);
                    break;
                case 4:
                    var options = contest["options"]!.AsArray();
                    options.Insert(s.Pick.Below(options.Count), options[0]!.DeepClone());
                    break;
                case 5 when contest["subject"] is not null:
                    contest.Remove(s.Pick.Of(["kind", "subject"]));
                    break;
                case 6:
                    contest["title"] = "x";
                    break;
                default:
                    contest["id"] = contests[0]!["id"]!.GetValue<string>();
                    break;
            }
        });
    }

    /// <summary>A list of cards with one that is another class's, a trustee's key, or doubled: still in order.</summary>
    private static Mutant? OtherCards(MutantSource s)
    {
        var places = s.From.PlacesOf(EntryTypes.Cards);
        if (places.Count == 0)
            return null;
        return s.Resigned("cards-not-unique", places[^1], body =>
        {
            var keys = MutantBase.Field(body, "cards").ToArray().Chunk(Point.Length).Select(key => new Bytes(key)).ToList();
            keys[s.Pick.Below(keys.Count)] = s.Pick.Below(3) switch
            {
                0 => s.Pick.Of(s.From.Sim.Keys.Cards).PublicKey,
                1 => s.Pick.Of(s.From.Sim.Keys.Trustees).PublicKey.Encode(),
                _ => s.From.Sim.Record.JointKey?.Encode() ?? keys[0],
            };
            byte[] sorted = [.. keys.Order().SelectMany(key => key.ToArray())];
            body["cards"] = new Bytes(sorted).ToString();
        });
    }

    /// <summary>A spare card that was never one: unknown, used, voided or named before.</summary>
    private static Mutant? ReplacedUsed(MutantSource s)
    {
        var at = s.From.PlacesOf("card-replaced", EntryTypes.Opened, EntryTypes.Closed);
        if (at.Count == 0)
            return null;
        var place = s.Pick.Of(at) + (s.Pick.OneIn(2) ? 0 : 1);
        var card = s.Pick.OneIn(5) ? s.Pick.Of(s.From.Points) : s.Pick.Of(s.From.Sim.Keys.Cards).PublicKey;
        var body = new JsonObject { ["nonce"] = new Bytes(s.Pick.Bytes(16)).ToString(), ["card"] = card.ToString(), ["reason"] = "lost", ["text"] = "" };
        List<Bytes> entries = [.. s.From.Entries];
        entries.Insert(place, s.From.Sign("card-replaced", JsonText.Write(body)));
        return s.Of("card-replaced-inserted", true, s.Relink.After(entries, place, 1));
    }

    /// <summary>A card that was used, voided before the closing all the same.</summary>
    private static Mutant? VoidedUsed(MutantSource s)
    {
        var used = s.From.PlacesOf(EntryTypes.Ballot, "ballot-audited");
        var closed = s.From.PlacesOf(EntryTypes.Closed);
        if (used.Count == 0 || closed.Count == 0)
            return null;
        var card = JsonText.Parse(s.From.Entries[s.Pick.Of(used)])["card"]!.GetValue<string>();
        var body = new JsonObject { ["nonce"] = new Bytes(s.Pick.Bytes(16)).ToString(), ["reason"] = "spoilt", ["cards"] = card };
        List<Bytes> entries = [.. s.From.Entries];
        entries.Insert(closed[0], s.From.Sign(EntryTypes.CardsVoided, JsonText.Write(body)));
        return s.Of("cards-voided-used", true, s.Relink.After(entries, closed[0], 1));
    }

    /// <summary>Decryptions before enough trustees have said that they are ready.</summary>
    private static Mutant? TooFewReady(MutantSource s)
    {
        var ready = s.From.PlacesOf(EntryTypes.TallyReady);
        if (ready.Count == 0)
            return null;
        var keep = s.Pick.Below(ready.Count);
        List<Bytes> entries = [.. s.From.Entries.Where((_, at) => !ready.Skip(keep).Contains(at))];
        return s.Of("tally-ready-missing", true, s.Relink.After(entries, ready[0] - 1, 0));
    }

    /// <summary>A record that stops early, honestly signed.</summary>
    private static Mutant Unfinished(MutantSource s) => s.Of("unfinished", true, [.. s.From.Entries.Take(1 + s.Pick.Below(s.From.Entries.Count - 1))]);
}
