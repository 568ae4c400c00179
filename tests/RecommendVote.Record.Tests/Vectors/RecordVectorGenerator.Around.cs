using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Vectors;

/// <summary>Records with audits, replaced cards, paper, grades, votes and cosignatures, each broken in one way.</summary>
internal sealed partial class RecordVectorGenerator
{
    private void Around()
    {
        var full = Full("end");
        Add("full", "audits, a challenger, a replaced card, paper, grades, a vote, two officers of whom one cosigned", Gate.Zip(full), 0);
        ContestKinds();
        Tellers();
        Audits();
        Replacements();
        Challengers();
        Paper();
        CosignatureLines(full);
    }

    private void ContestKinds()
    {
        var sim = Full(EntryTypes.Contests);
        var honest = sim.Bodies.Contests();
        void BadContests(string name, params ContestBody[] contests) =>
            Bad(name, sim, honest with { Contests = contests }, Check.V08, Codes.ContestsRule);
        var (grade, ethics, vote, choice) = (Plans.Grade("G1", "S1", null), Plans.Grade("G2", "S1", "德"), Plans.Vote("V1", "S1"), honest.Contests[0]);
        BadContests("grade-abstain", grade with { Abstain = true });
        BadContests("grade-two-marks", grade with { Max = 2 });
        BadContests("grade-one-option", grade with { Options = [grade.Options[0]] });
        BadContests("grade-without-subject", grade with { Subject = null });
        BadContests("grades-of-one-dimension", ethics, ethics with { Id = "G3" });
        BadContests("grades-two-titles", grade, ethics with { Title = "另一人" });
        BadContests("vote-without-abstain", vote with { Abstain = false });
        BadContests("vote-dimension", vote with { Dimension = "德" });
        BadContests("two-votes", vote, vote with { Id = "V2" });
        BadContests("choice-subject", choice with { Subject = "S1" });
        BadContests("choice-dimension", choice with { Dimension = "德" });
        Bad("contest-kind-unknown", sim, honest with { Contests = [choice with { Kind = "rank", Subject = "S1" }] }, Check.V02, Codes.EntryMalformed);
    }

    private void Tellers()
    {
        var sim = Full(EntryTypes.Manifest);
        var honest = sim.Bodies.Manifest();
        Bad("manifest-one-teller", sim, honest with { Tellers = [honest.Tellers[0]] }, Check.V07, Codes.ManifestRule);
        Bad("manifest-teller-is-officer", sim, honest with { Tellers = [honest.Tellers[0], honest.Officers[1]] }, Check.V07, Codes.ManifestRule);
        Bad("manifest-kind-unknown", sim, honest with { Kind = "election" }, Check.V02, Codes.EntryMalformed);
    }

    private void Audits()
    {
        // A3 and B1 have an audit each, A0 has a ballot, A4 was given out as a replacement.
        var sim = Full(EntryTypes.Ballot, 1);
        var forge = new Forge(sim, "A", 1, "record vectors");
        var bits = forge.Bits(ContestChoice.Of(0), ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0));
        var witness = forge.Witness(bits);
        var audited = forge.Audited(witness);
        var opening = audited.Opening;
        using var stranger = CardKey.FromSeed(suite, new byte[16], sim.Plan.Meeting);
        void BadAudit(string name, AuditedBallot audit, Check check, string code) => Bad(name, sim, BallotJson.Write(audit), check, code);
        var strange = new Forge(sim, "A", 0) { Card = stranger };
        BadAudit("audit-unknown-card", strange.Audited(strange.Witness(bits)), Check.V18, Codes.CardUnknown);
        var after = new Forge(sim, "A", 0);
        BadAudit("audit-after-cast", after.Audited(after.Witness(bits)), Check.V19, Codes.AlreadyCast);
        var ciphertexts = audited.Ballot.Ciphertexts;
        BadAudit("audit-missing-alpha", audited with { Ballot = audited.Ballot with { Ciphertexts = ciphertexts with { Alpha = [.. ciphertexts.Alpha.SkipLast(1)] } } }, Check.V20, Codes.WrongContests);
        var two = forge.Bits(ContestChoice.Of(0), ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0));
        two[1] = forge.Group.One;
        BadAudit("audit-two-names", forge.Audited(forge.Witness(two)), Check.V22, Codes.ProofInvalid);
        // Signed for casting: such a signature would let anybody cast what was opened.
        BadAudit("audit-signed-to-cast", audited with { Ballot = forge.Sealed(witness) }, Check.V26, Codes.SignatureInvalid);
        BadAudit("audit-opening-changed", audited with { Opening = opening with { Randomness = [opening.Randomness[1], .. opening.Randomness.Skip(1)] } }, Check.V26, Codes.SignatureInvalid);
        BadAudit("audit-opening-wrong", forge.Audited(witness, opening with { Bits = [false, true, .. opening.Bits.Skip(2)] }), Check.V35, Codes.OpeningInvalid);
        BadAudit("audit-opening-other-r", forge.Audited(witness, opening with { Randomness = [opening.Randomness[1], .. opening.Randomness.Skip(1)] }), Check.V35, Codes.OpeningInvalid);
        BadAudit("audit-opening-short", forge.Audited(witness, opening with { Bits = [.. opening.Bits.SkipLast(1)] }), Check.V35, Codes.OpeningInvalid);
        BadAudit("audit-opening-texts", forge.Audited(witness, opening with { Texts = ["张三"], TextRandomness = [forge.Group.One] }), Check.V35, Codes.OpeningInvalid);
        var bytes = Encoding.UTF8.GetString(BallotJson.Write(audited));
        Bad("audit-bit-2", sim, Encoding.UTF8.GetBytes(bytes.Replace("\"b\":\"AQ", "\"b\":\"Ag", StringComparison.Ordinal)), Check.V02, Codes.EntryMalformed);
        Bad("audit-empty-texts", sim, Encoding.UTF8.GetBytes(bytes.Replace("},\"R\":", ",\"texts\":[],\"textR\":\"\"},\"R\":", StringComparison.Ordinal)), Check.V02, Codes.EntryMalformed);

        // The same ballot in both types: its tracker is known (B8).
        var again = new Forge(sim, "A", 2, "record vectors");
        var both = again.Witness(bits);
        var (cast, opened) = again.Both(both);
        sim.Append(BallotJson.Write(opened));
        Bad("audited-then-cast", sim, BallotJson.Write(cast), Check.V21, Codes.RepeatedValue);
        Bad("audited-twice", sim, BallotJson.Write(opened), Check.V21, Codes.RepeatedValue);
        Bad("voided-audited", sim, new CardsVoidedBody { Nonce = Zeros.Slice(0, 16), Reason = "spoilt", Cards = Points([Card(sim, "B", 1)]) }, Check.V16, Codes.VoidedRule);
        sim.RunUntil(EntryTypes.TallyReady);
        BadAudit("audit-after-closing", audited, Check.V03, Codes.EntryOutOfOrder);
    }

    private void Replacements()
    {
        var sim = Full(EntryTypes.Ballot, 1);
        void BadReplacement(string name, Bytes card) =>
            Bad(name, sim, new CardReplacedBody { Nonce = Zeros.Slice(0, 16), Card = card, Reason = "other", Text = "" }, Check.V39, Codes.ReplacementInvalid);
        BadReplacement("replaced-unknown", Generator);
        BadReplacement("replaced-voided", Card(sim, "B", 3));
        BadReplacement("replaced-twice", Card(sim, "A", 4));
        BadReplacement("replaced-cast", Card(sim, "A", 0));
        BadReplacement("replaced-audited", Card(sim, "B", 1));
        sim.RunUntil(EntryTypes.TallyReady);
        Bad("replaced-after-closing", sim, sim.Bodies.Replaced("A", 1), Check.V03, Codes.EntryOutOfOrder);
    }

    private void Challengers()
    {
        var sim = Full(EntryTypes.Closed);
        var closed = sim.Bodies.Closed();
        void BadClosing(string name, params Bytes[] cards) => Bad(name, sim, closed with { ChallengeCards = Points(cards) }, Check.V27, Codes.ClosedDiffers);
        BadClosing("challenge-unknown", Generator);
        BadClosing("challenge-cast", Card(sim, "B", 1));
        BadClosing("challenge-unaudited", Card(sim, "A", 4));
        BadClosing("challenge-voided", Card(sim, "B", 3));
        BadClosing("challenge-twice", Card(sim, "A", 3), Card(sim, "A", 3));
        Bad("challenge-handed-out", sim, closed with { Counts = [closed.Counts[0] with { HandedOut = 5 }, closed.Counts[1]] }, Check.V27, Codes.ClosedDiffers);
        // A replacement was given out: it is no challenger's, even with an audit.
        var other = Full(EntryTypes.Closed);
        var forge = new Forge(other, "A", 4, "record vectors");
        other.Append(BallotJson.Write(forge.Audited(forge.Witness(forge.Bits(ContestChoice.Of(0), ContestChoice.Of(), ContestChoice.Of(0), ContestChoice.Of(0))))));
        Bad("challenge-replacement", other, other.Bodies.Closed() with { ChallengeCards = Points([Card(other, "A", 4)]) }, Check.V27, Codes.ClosedDiffers);
    }

    private void Paper()
    {
        var sim = Full(EntryTypes.PaperCount);
        var paper = sim.Bodies.PaperCount();
        void BadPaper(string name, PaperCountBody body) => Bad(name, sim, body, Check.V38, Codes.PaperCountDiffers);
        PaperCountBody WithForms(int category, PaperForms forms) => paper with { Forms = [.. paper.Forms.Select((item, i) => i == category ? forms : item)] };
        PaperCountBody With(int contest, PaperContest counts) => paper with { Contests = [.. paper.Contests.Select((item, i) => i == contest ? counts : item)] };
        BadPaper("paper-invalid-over-returned", WithForms(1, new("B", 1, 1, 2)));
        BadPaper("paper-returned-over-handed-out", WithForms(1, new("B", 0, 1, 1)));
        BadPaper("paper-more-than-present", WithForms(0, new("A", 3, 3, 0)));
        BadPaper("paper-categories", paper with { Forms = [.. paper.Forms.Reverse()] });
        BadPaper("paper-contests", paper with { Contests = [.. paper.Contests.SkipLast(1)] });
        BadPaper("paper-more-votes-than-forms", With(0, paper.Contests[0] with { Invalid = 1 }));
        BadPaper("paper-option-over-ballots", With(1, paper.Contests[1] with { Options = [3, 0, 0] }));
        BadPaper("paper-too-few-marks", With(2, paper.Contests[2] with { Options = [1, 0, 0, 0, 0] }));
        BadPaper("paper-too-many-marks", With(0, paper.Contests[0] with { Options = [2, 0, 0] }));
        BadPaper("paper-abstain-missing", With(0, paper.Contests[0] with { Abstain = null, Options = [2, 0, 0] }));
        BadPaper("paper-write-ins-without-slots", With(0, paper.Contests[0] with { WriteIns = [] }));
        var unsigned = new UnsignedEntry(paper);
        EntrySignature By(SignerId signer, StaffKeyPair key) => unsigned.SignAsStaff(suite, signer, key, sim.Record.ManifestHash);
        var (first, second, officer) = (By(SignerId.Teller(1), sim.Keys.Tellers[0]), By(SignerId.Teller(2), sim.Keys.Tellers[1]), By(SignerId.Officer(1), sim.Keys.Officer));
        Bad("paper-one-teller", sim, unsigned.ToEntry(first, officer), Check.V04, Codes.SignatureInvalid);
        Bad("paper-tellers-exchanged", sim, unsigned.ToEntry(second, first, officer), Check.V04, Codes.SignatureInvalid);
        Bad("paper-teller-twice", sim, unsigned.ToEntry(first, first, officer), Check.V04, Codes.SignatureInvalid);
        Bad("paper-no-officer", sim, unsigned.ToEntry(first, second), Check.V04, Codes.SignatureInvalid);
        sim.RunUntil(EntryTypes.TallyReady);
        Bad("paper-twice", sim, paper, Check.V03, Codes.EntryOutOfOrder);
        // Tellers who hold a decryption could fit their numbers to it (B17).
        var late = Full(EntryTypes.PaperCount);
        late.Skip();
        late.RunUntil(EntryTypes.Decryption, 1);
        Bad("paper-after-decryption", late, late.Bodies.PaperCount(), Check.V03, Codes.EntryOutOfOrder);
    }

    private void CosignatureLines(MeetingSimulation full)
    {
        var checkpoint = full.Record.Checkpoint();
        var bare = checkpoint.Sign(suite, full.Keys.Server);
        var (first, second) = (full.Cosign(checkpoint, 1), full.Cosign(checkpoint, 2));
        Add("not-cosigned", "the last checkpoint has no cosignature", Gate.Zip(full.Entries, bare.ToString()), 2, Check.V34, Codes.Incomplete);
        Add("cosigned-by-both", "both officers cosigned", Gate.Zip(full.Entries, bare.With(first, second).ToString()), 0);
        Add("cosigned-by-a-stranger", "a line of a key that is nobody's", Gate.Zip(full.Entries, bare.With(first, first with { Name = first.Name + "1" }).ToString()), 0);
        Add("cosignature-damaged", "one bit of the second officer's line", Gate.Zip(full.Entries, bare.With(first, Flip(second)).ToString()), 1, Check.V40, Codes.CosignatureInvalid);
        var older = full.Cosign(checkpoint with { Size = checkpoint.Size - 1 }, 2);
        Add("cosignature-of-another-size", "the second officer's line is over another size", Gate.Zip(full.Entries, bare.With(first, older).ToString()), 1, Check.V40, Codes.CosignatureInvalid);
        var later = new CosignatureKey(full.Record.Manifest!, 1).Sign(checkpoint.Text, 2_000_000_000, full.Keys.Officer);
        Add("cosigned-twice", "two lines of one officer", Gate.Zip(full.Entries, bare.With(first, later).ToString()), 1, Check.V40, Codes.CosignatureInvalid);
        var cosignedOnly = SignedNote.Sign(suite, checkpoint.Text, "someone", full.Keys.Organizer).With(first);
        Add("cosigned-without-server", "an officer's line does not stand for the server's", Gate.Zip(full.Entries, cosignedOnly.ToString()), 1, Check.V05, Codes.CheckpointInvalid);
    }

    private static NoteSignature Flip(NoteSignature line)
    {
        var bytes = line.Signature.ToArray();
        bytes[^1] ^= 1;
        return line with { Signature = bytes };
    }

    private static Bytes Card(MeetingSimulation sim, string cardClass, int number) => sim.Keys.Card(cardClass, number).PublicKey;

    private MeetingSimulation Full(string type, int skip = 0) => Plans.Simulate(Plans.Full(suite), "record vectors").RunUntil(type, skip);
}
