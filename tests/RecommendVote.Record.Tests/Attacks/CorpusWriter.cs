using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Cards;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Tests.Vectors;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>Writes the seeds of the fuzzers: one accepted input of each kind, or two.</summary>
internal static class CorpusWriter
{
    public static readonly string[] EntryTypesOfAWholeMeeting =
    [
        EntryTypes.Manifest, EntryTypes.Contests, EntryTypes.TrusteeCommit, EntryTypes.TrusteeKey, EntryTypes.TrusteeShares, EntryTypes.TrusteeReady,
        EntryTypes.TrusteeComplaint, EntryTypes.Rehearsal, EntryTypes.Cards, EntryTypes.CardsVoided, EntryTypes.Opened, EntryTypes.Ballot,
        EntryTypes.Cancelled, EntryTypes.Closed, EntryTypes.TallyReady, EntryTypes.Decryption, EntryTypes.Result, EntryTypes.Attestation,
        EntryTypes.BallotAudited, EntryTypes.PaperCount, EntryTypes.CardReplaced, EntryTypes.Mixed,
    ];

    public static void Write(string folder, string passphrase)
    {
        void Keep(string decoder, string name, byte[] bytes)
        {
            Directory.CreateDirectory(Path.Combine(folder, decoder));
            System.IO.File.WriteAllBytes(Path.Combine(folder, decoder, name), bytes);
        }

        var random = new SeededRandomSource("corpus");
        foreach (var suite in new[] { Suite.P256, Suite.Sm2 })
        {
            var sim = Plans.Simulate(Plans.Small(suite), "corpus").RunUntil(EntryTypes.Opened);
            var cancelled = sim.Sign(new CancelledBody { Nonce = new byte[16], Reason = "other", Text = "原因 \"1\"\n" });
            var complaint = sim.Sign(new TrusteeComplaintBody
            {
                Trustee = 1,
                Dealer = 2,
                S = suite.Group.Generator.Encode(),
                C = suite.Group.One.ToBytes(),
                Z = suite.Group.One.ToBytes(),
            });
            sim.Run();
            foreach (var entry in sim.Entries.Append(cancelled).Append(complaint).DistinctBy(entry => EntryCodec.PeekType(entry)))
                Keep("entry-" + EntryCodec.PeekType(entry), suite.Name, entry.ToArray());
            var full = Plans.Simulate(Plans.Full(suite), "corpus").Run();
            foreach (var entry in full.Entries.Where(entry => EntryCodec.PeekType(entry) is EntryTypes.BallotAudited or EntryTypes.PaperCount or EntryTypes.CardReplaced).DistinctBy(entry => EntryCodec.PeekType(entry)))
                Keep("entry-" + EntryCodec.PeekType(entry), suite.Name, entry.ToArray());
            var mixing = Plans.Simulate(WriteInPlans.Small(suite), "corpus").RunUntil(EntryTypes.Mixed, 1);
            Keep("entry-" + EntryTypes.Mixed, suite.Name, mixing.Entries[^1].ToArray());
            var note = sim.SignCheckpoint().ToString();
            Keep("note", suite.Name, Encoding.UTF8.GetBytes(note));
            Keep("note-text", suite.Name, Encoding.Unicode.GetBytes(note));
            Keep("checkpoint", suite.Name, Encoding.UTF8.GetBytes(sim.Record.Checkpoint().Text));
            var card = sim.Keys.Card("A", 0).PublicKey;
            Keep("receipt", suite.Name, Receipt.Make(sim.Record, card, sim.Record.Checkpoint(), note)!.Value.Receipt.ToBytes());
            var state = TrusteeState.Create(suite, "small-meeting", random);
            Keep("trustee-state", suite.Name, state.ToBytes());
            Keep("sealed", suite.Name, SealedFile.Seal("trustee-key", state.ToBytes(), passphrase, random));
            PlannedClass[] classes = [new("A", "A", "领导班子", ["P1", "P2"], 3, 0), new("B", "B", "其他人员", ["P1"], 4, 1)];
            Keep("card-plan", suite.Name, new CardPlanFile(sim.Entries[0], "https://vote.example", classes).ToBytes());
            var keys = new[] { "A", "B" }.SelectMany(cardClass => Enumerable.Range(0, 3).Select(i => (Bytes)sim.Keys.Card(cardClass, i).PublicKey)).Order();
            Keep("card-list", suite.Name, new CardListFile("small-meeting", sim.Record.ManifestHash, [new("A", "A", ["P1"], BytesVector.Join(keys, Point.Length))]).ToBytes());
        }
        var seed = new byte[16];
        random.Fill(seed);
        Keep("seed-text", "plain", Encoding.Latin1.GetBytes(CardSeedText.Format(seed)));
        Keep("seed-text", "grouped", Encoding.Latin1.GetBytes(CardSeedText.FormatGrouped(seed)));
        Keep("seed-text", "link", Encoding.Latin1.GetBytes(CardLink.Format("vote.example", "small-meeting", seed, new byte[12])));
        Keep("card-fragment", "plain", Encoding.Latin1.GetBytes(CardLink.FormatFragment(seed, seed.AsSpan(0, 12))));
        foreach (var name in new[] { "p256-manifest-threshold.zip", "p256-order.zip" })
        {
            var zip = System.IO.File.ReadAllBytes(Path.Combine(RecordVector.Folder, "records", name));
            Keep("record", name, zip);
            Keep("record-file", name, zip);
        }
    }
}
