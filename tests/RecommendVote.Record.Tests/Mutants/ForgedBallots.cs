using RecommendVote.Crypto;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>Ballots by clients that know every trick and have a real card: each breaks one equation or rule and keeps all others.</summary>
internal static class ForgedBallots
{
    public static readonly IReadOnlyList<Func<MutantSource, Mutant?>> All =
        [Stranger, Voided, AlreadyCast, SupersedesNothing, RepeatedAlpha, RepeatedAcross, TwoNames, NotABit, ExtraVote, Transposed, OtherText, OtherSignature, AuditCast, AuditTwice];

    private static Mutant? Stranger(MutantSource s) => Forged(s, "ballot-stranger", (_, place) =>
        Honest(s, new Forge(s.From.Sim, place.Class, place.Card, Seed(s)) { Card = CardKey.FromSeed(s.From.Suite, s.Pick.Bytes(16), s.From.Sim.Plan.Meeting) }));

    private static Mutant? Voided(MutantSource s) => Forged(s, "ballot-voided-card", (_, place) =>
    {
        var plan = s.From.Sim.Plan.Classes.FirstOrDefault(item => item.Voided > 0);
        return plan is null ? null : Honest(s, new Forge(s.From.Sim, plan.Id, plan.Cards - 1, Seed(s)));
    });

    private static Mutant? AlreadyCast(MutantSource s) => Inserted(s, "ballot-again", (forge, _) => Honest(s, forge));

    private static Mutant? SupersedesNothing(MutantSource s) => Forged(s, "ballot-supersedes", (forge, _) =>
        forge.Ballot(Witness(s, forge, forge.AnyBits(s.Pick)), null, new Bytes(s.Pick.Bytes(32)).Memory));

    private static Mutant? RepeatedAlpha(MutantSource s) => Forged(s, "ballot-repeated-alpha", (forge, _) =>
    {
        var witness = Witness(s, forge, forge.AnyBits(s.Pick));
        witness.Randomness[1] = witness.Randomness[0];
        return forge.Ballot(witness);
    });

    /// <summary>One bundle for two cards: B3.</summary>
    private static Mutant? RepeatedAcross(MutantSource s)
    {
        var places = s.From.PlacesOf(EntryTypes.Ballot);
        if (places.Count < 2)
            return null;
        List<Bytes> entries = [.. s.From.Entries];
        foreach (var at in places.TakeLast(2))
        {
            var forge = ForgeAt(s, at, "the same bundle");
            entries[at] = forge.Ballot(Witness(s, forge, forge.AnyBits(new Pick(1))), null, Supersedes(s, at));
        }
        return s.Of("ballot-bundle-twice", true, s.Relink.After(entries, places[^1], 0));
    }

    private static Mutant? TwoNames(MutantSource s) => Forged(s, "ballot-two-names", (forge, _) =>
    {
        var bits = forge.AnyBits(s.Pick);
        var at = Array.FindIndex(bits, bit => bit.IsZero);
        bits[at] = forge.Group.One;
        return forge.Ballot(Witness(s, forge, bits));
    });

    private static Mutant? NotABit(MutantSource s) => Forged(s, "ballot-negative-vote", (forge, _) =>
    {
        var bits = forge.AnyBits(s.Pick);
        var options = forge.Statement.Layout.BitsOf(0).Where(bit => forge.Statement.Layout.BitWeights[bit] == 1).Take(2).ToList();
        var delta = forge.Group.FromInt(1 + s.Pick.Below(5));
        bits[options[0]] += delta;
        bits[options[1]] -= delta;
        return forge.Ballot(Witness(s, forge, bits));
    });

    private static Mutant? ExtraVote(MutantSource s) => Forged(s, "ballot-extra-vote", (forge, _) =>
    {
        var witness = Witness(s, forge, forge.AnyBits(s.Pick));
        var encrypted = witness.Encrypt(forge.Statement);
        var at = s.Pick.Below(encrypted.Beta.Count);
        return forge.Ballot(witness, encrypted with { Beta = [.. encrypted.Beta.Select((point, i) => i == at ? point + forge.Group.Generator : point)] });
    });

    /// <summary>The ciphertexts of two bits in each other's place: all sums stay, the proof is for the others.</summary>
    private static Mutant? Transposed(MutantSource s) => Forged(s, "ballot-transposed", (forge, _) =>
    {
        var witness = Witness(s, forge, forge.AnyBits(s.Pick));
        var encrypted = witness.Encrypt(forge.Statement);
        T[] Swap<T>(IReadOnlyList<T> list) => [list[1], list[0], .. list.Skip(2)];
        return forge.Ballot(witness, s.Pick.OneIn(2)
            ? encrypted with { Alpha = Swap(encrypted.Alpha) }
            : encrypted with { Alpha = Swap(encrypted.Alpha), Beta = Swap(encrypted.Beta) });
    });

    private static Mutant? OtherText(MutantSource s) => Forged(s, "ballot-other-text", (forge, _) =>
    {
        if (forge.Statement.Layout.Slots == 0)
            return null;
        var witness = Witness(s, forge, forge.AnyBits(s.Pick));
        var encrypted = witness.Encrypt(forge.Statement);
        return forge.Ballot(witness, encrypted with { TextAlpha = [encrypted.TextAlpha[0] + forge.Group.Generator, .. encrypted.TextAlpha.Skip(1)] });
    });

    private static Mutant? OtherSignature(MutantSource s) => Forged(s, "ballot-signed-by-another", (forge, place) =>
    {
        var sealedBallot = forge.Sealed(Witness(s, forge, forge.AnyBits(s.Pick)), null, Supersedes(s, place.At));
        var thief = s.Pick.Of(s.From.Sim.Keys.Cards);
        return BallotJson.Write(BallotForger.Sign(forge.Statement, sealedBallot, thief.Key, BallotDomain.Cast, [], s.Random));
    });

    /// <summary>A ballot signed for the other domain.</summary>
    private static Mutant? AuditCast(MutantSource s) => Forged(s, "ballot-signed-as-audit", (forge, place) =>
    {
        var sealedBallot = forge.Sealed(Witness(s, forge, forge.AnyBits(s.Pick)), null, Supersedes(s, place.At));
        return BallotJson.Write(BallotForger.Sign(forge.Statement, sealedBallot, forge.Card, BallotDomain.Audit, "{}"u8, s.Random));
    });

    /// <summary>An audit again, or its ballot cast: the same values twice.</summary>
    private static Mutant? AuditTwice(MutantSource s)
    {
        var audits = s.From.PlacesOf("ballot-audited");
        if (audits.Count == 0)
            return null;
        var at = s.Pick.Of(audits);
        if (!BallotJson.TryReadAudited(s.From.Suite, s.From.Entries[at], out var audited, out _))
            return null;
        Bytes key = audited!.Ballot.Card.Encode();
        var card = s.From.Sim.Keys.Cards.First(item => item.PublicKey == key);
        var statement = s.From.Sim.Record.Open!.ClassOf(key)!.Statement;
        var again = s.Pick.OneIn(2)
            ? s.From.Entries[at].ToArray()
            : BallotJson.Write(BallotForger.Sign(statement, audited.Ballot, card.Key, BallotDomain.Cast, [], s.Random));
        List<Bytes> entries = [.. s.From.Entries];
        entries.Insert(at + 1, again);
        return s.Of("audit-again", true, s.Relink.After(entries, at + 1, 1));
    }

    private static Mutant? Forged(MutantSource s, string name, Func<Forge, (int At, string Class, int Card), byte[]?> make)
    {
        if (Place(s) is not { } place)
            return null;
        var entry = make(new Forge(s.From.Sim, place.Class, place.Card, Seed(s)), place);
        return entry is null ? null : s.Replaced(name, place.At, entry);
    }

    private static Mutant? Inserted(MutantSource s, string name, Func<Forge, (int At, string Class, int Card), byte[]> make)
    {
        if (Place(s) is not { } place)
            return null;
        List<Bytes> entries = [.. s.From.Entries];
        entries.Insert(place.At + 1, make(new Forge(s.From.Sim, place.Class, place.Card, Seed(s)), place));
        return s.Of(name, true, s.Relink.After(entries, place.At + 1, 1));
    }

    private static (int At, string Class, int Card)? Place(MutantSource s)
    {
        var places = s.From.PlacesOf(EntryTypes.Ballot);
        if (places.Count == 0)
            return null;
        var at = s.Pick.Of(places);
        var (cardClass, card) = CardAt(s, at);
        return (at, cardClass, card);
    }

    private static (string Class, int Card) CardAt(MutantSource s, int at)
    {
        var key = MutantBase.Field(JsonText.Parse(s.From.Entries[at]), "card");
        var card = s.From.Sim.Keys.Cards.First(item => item.PublicKey == key);
        return (card.Class, card.Number);
    }

    private static Forge ForgeAt(MutantSource s, int at, string seed)
    {
        var (cardClass, card) = CardAt(s, at);
        return new Forge(s.From.Sim, cardClass, card, seed);
    }

    private static ReadOnlyMemory<byte>? Supersedes(MutantSource s, int at) =>
        JsonText.Parse(s.From.Entries[at])["supersedes"] is { } text && Bytes.TryParse(text.GetValue<string>(), out var tracker) ? tracker.Memory : null;

    private static byte[] Honest(MutantSource s, Forge forge) => forge.Ballot(Witness(s, forge, forge.AnyBits(s.Pick)));

    /// <summary>The witness with an empty text in every slot.</summary>
    private static BallotWitness Witness(MutantSource s, Forge forge, Scalar[] bits) =>
        BallotWitness.Create(forge.Statement, bits, [.. Enumerable.Repeat(Empty(s), forge.Statement.Layout.Slots)], s.Random);

    private static Point Empty(MutantSource s) => WriteInText.TryEncode(s.From.Suite, "", out var point) ? point : throw new InvalidOperationException("empty text");

    private static string Seed(MutantSource s) => "forge " + s.Pick.Below(int.MaxValue);

    /// <summary>Bits of an honest ballot: per contest the least number of options, the rest slack.</summary>
    private static Scalar[] AnyBits(this Forge forge, Pick pick)
    {
        var layout = forge.Statement.Layout;
        var choices = layout.Contests.Select(contest => ContestChoice.Of(
            [.. Enumerable.Range(pick.Below(Math.Max(1, contest.Options - contest.Max + 1)), Math.Min(contest.Options, Math.Max(contest.Min, contest.Max - pick.Below(2))))])).ToArray();
        return forge.Bits(choices);
    }
}
