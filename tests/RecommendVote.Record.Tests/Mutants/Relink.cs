using System.Text.Json.Nodes;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>
/// Makes everything after a changed entry agree with it again, as somebody with all keys would: sizes and roots, the hash of the contests, the
/// root over the counted ballots, proofs that are bound to a tree, the salt. Ballots cannot be made anew once `opened` has changed: there it ends.
/// </summary>
internal sealed class Relink(MutantBase from, IRandomSource random)
{
    /// <summary>The list with everything after <paramref name="at"/> signed anew; `shift` entries were added (or removed) at that place.</summary>
    public List<Bytes> After(List<Bytes> entries, int at, int shift)
    {
        for (var i = at + 1; i < entries.Count; i++)
        {
            var type = MutantBase.TypeOf(entries[i]);
            if (type is EntryTypes.Ballot or "ballot-audited")
                continue;
            var body = JsonText.Parse(MutantBase.BodyOf(entries[i]));
            if (Update(type, (JsonObject)body, entries, i, at, shift))
                entries[i] = from.Sign(type, JsonText.Write(body));
            if (type == EntryTypes.Opened)
                return [.. entries.Take(i + 1)];
        }
        return entries;
    }

    private bool Update(string type, JsonObject body, List<Bytes> entries, int i, int at, int shift)
    {
        var changed = false;
        if (body["size"] is { } stated)
        {
            var size = stated.GetValue<int>() is var old && old > at ? old + shift : old;
            body["size"] = size;
            body["root"] = Root(entries.Take(size)).ToString();
            changed = true;
        }
        switch (type)
        {
            case EntryTypes.Opened:
                var contests = entries.FindLastIndex(i, entry => MutantBase.TypeOf(entry) == EntryTypes.Contests);
                if (contests >= 0)
                    body["contests"] = new Bytes(from.Suite.Hash(entries[contests].Span)).ToString();
                return true;
            case EntryTypes.Closed:
                CountBallots(body, entries.Take(i));
                return true;
            case EntryTypes.Rehearsal:
                Prove(body, 0);
                return true;
            case EntryTypes.Decryption:
                Prove(body, body["phase"]!.GetValue<int>());
                return true;
            case EntryTypes.Result:
                body["salt"] = Salt(entries.Take(i)).ToString();
                return true;
            default:
                return changed;
        }
    }

    private Bytes Root(IEnumerable<Bytes> entries)
    {
        var tree = new MerkleTree(from.Suite);
        foreach (var entry in entries)
            tree.Append(entry);
        return tree.Root();
    }

    /// <summary>The proof of a rehearsal or of a phase anew for the tree that the body names now, over the items of the whole record.</summary>
    private void Prove(JsonObject body, int phase)
    {
        var trustee = body["trustee"]!.GetValue<int>();
        var record = from.Sim.Record;
        if (trustee < 1 || trustee > from.Sim.Plan.Trustees || !Bytes.TryParse(body["root"]!.GetValue<string>(), out var root))
            return;
        var share = record.Ceremony!.ShareKeys[trustee - 1];
        var context = new DecryptionContext(from.Suite, record.ManifestHash.Memory, phase, body["size"]!.GetValue<int>(), root.Memory, trustee, share);
        List<Point>? items = phase == 0
            ? [Rehearsal.Dummy(from.Suite, root, record.JointKey!).Alpha]
            : phase <= 2 && record.DecryptionList(phase) is { } list ? [.. list] : null;
        if (items is null)
            return;
        var proof = PartialDecryption.Prove(context, from.Sim.Keys.Share(trustee), items, random);
        byte[] decrypted = [.. proof.D.SelectMany(point => point.Encode())];
        body["d"] = new Bytes(decrypted).ToString();
        body["Tg"] = new Bytes(proof.Tg.Encode()).ToString();
        body["Ta"] = new Bytes(proof.Ta.Encode()).ToString();
        body["z"] = new Bytes(proof.Z.ToBytes()).ToString();
    }

    private Bytes Salt(IEnumerable<Bytes> before)
    {
        var decryptions = before.Where(entry => MutantBase.TypeOf(entry) == EntryTypes.Decryption).ToList();
        IEnumerable<Bytes> Of(int phase) => decryptions.Where(entry => JsonText.Parse(MutantBase.BodyOf(entry))["phase"]!.GetValue<int>() == phase).Take(from.Sim.Plan.Threshold);
        var used = Of(1).Concat(Of(2));
        byte[] salted = [.. "RV1-result-salt"u8, .. used.SelectMany(entry => entry.ToArray())];
        return new Bytes(from.Suite.Hash(salted));
    }

    /// <summary>Counts and root of the ballots as they stand, whether or not they hold.</summary>
    private void CountBallots(JsonObject closed, IEnumerable<Bytes> before)
    {
        var latest = new List<(Bytes Card, byte[] Tracker)>();
        foreach (var entry in before.Where(entry => MutantBase.TypeOf(entry) == EntryTypes.Ballot))
        {
            if (!BallotJson.TryRead(from.Suite, entry, out var ballot, out _))
                continue;
            Bytes card = ballot!.Card.Encode();
            if (Tracker(ballot) is { } tracker)
            {
                latest.RemoveAll(item => item.Card == card);
                latest.Add((card, tracker));
            }
        }
        var tree = new MerkleTree(from.Suite);
        foreach (var (_, tracker) in latest)
            tree.Append(tracker);
        closed["countedRoot"] = tree.Root().ToString();
        var plan = from.Sim.Plan;
        foreach (var row in closed["counts"]!.AsArray())
        {
            var classes = plan.Classes.Where(item => item.Category == row!["category"]!.GetValue<string>()).Select(item => item.Id);
            var cards = from.Sim.Keys.Cards.Where(card => classes.Contains(card.Class)).Select(card => card.PublicKey).ToHashSet();
            row!["ballots"] = latest.Count(item => cards.Contains(item.Card));
        }
    }

    private byte[]? Tracker(SealedBallot ballot)
    {
        var meeting = from.Sim.Record.Open!;
        return meeting.ClassOf(ballot.Card.Encode()) is { } cardClass ? BallotForger.Begin(cardClass.Statement, ballot).Tracker : null;
    }
}
