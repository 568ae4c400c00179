using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Vectors;

/// <summary>
/// Small records, whole and each broken in one way. A broken one ends with the bad entry, signed by whoever may sign it, under a checkpoint
/// of the meeting's server: only the named check can object. The same bytes come out every time.
/// </summary>
internal sealed partial class RecordVectorGenerator(Suite suite)
{
    private static readonly Bytes Zeros = new byte[32];

    private readonly List<(RecordVector Vector, byte[] Zip)> made = [];
    private readonly string prefix = ReferenceEquals(suite, Suite.P256) ? "p256-" : "sm2-";

    private Bytes Generator => suite.Group.Generator.Encode();

    public static IReadOnlyList<(RecordVector Vector, byte[] Zip)> All() =>
        [.. new[] { Suite.P256, Suite.Sm2 }.SelectMany(suite => new RecordVectorGenerator(suite).Make())];

    private List<(RecordVector, byte[])> Make()
    {
        Wholes();
        Containers();
        Preparation();
        Ballots();
        Tally();
        WriteIns();
        Around();
        return made;
    }

    private void Wholes()
    {
        var whole = Until("end");
        Add("whole", "a complete record", Gate.Zip(whole), 0);
        var revoting = Plans.Small(suite) with { Revoting = true };
        var revoted = Plans.Simulate(revoting with { Casts = [.. revoting.Casts, revoting.Casts[3]] }, "record vectors").Run();
        Add("revoted", "a complete record in which one card replaced its ballot", Gate.Zip(revoted), 0);
        var cancelled = Until(EntryTypes.Ballot, 1);
        cancelled.Append(cancelled.Sign(new CancelledBody { Nonce = Zeros.Slice(0, 16), Reason = "emergency", Text = "消防警报\n\"\\\u0001" }));
        Add("cancelled", "a cancelled meeting is complete", Gate.Zip(cancelled), 0);
        var unfinished = Until(EntryTypes.Attestation);
        Add("no-attestation", "a result that nobody attested", Gate.Zip(unfinished), 2, Check.V34, Codes.Incomplete);
        var open = Until(EntryTypes.Closed);
        Add("not-closed", "stops before the closing", Gate.Zip(open), 2, Check.V34, Codes.Incomplete);
    }

    private void Containers()
    {
        var whole = Until("end");
        var zip = Gate.Zip(whole);
        Add("trailing-byte", "one byte after the end of the zip", [.. zip, 0], 2, Check.V01, Codes.ContainerInvalid);
        Add("not-a-zip", "some text", "no record"u8.ToArray(), 2, Check.V01, Codes.ContainerInvalid);
        var cut = whole.Entries.SkipLast(1).ToList();
        Add("cut-old-checkpoint", "the last entry is missing", Gate.Zip(cut, whole.SignCheckpoint().ToString()), 1, Check.V05, Codes.CheckpointInvalid);
        var byOther = whole.Record.Checkpoint().Sign(suite, whole.Keys.Organizer).ToString();
        Add("checkpoint-by-organizer", "signed by another key", Gate.Zip(whole.Entries, byOther), 1, Check.V05, Codes.CheckpointInvalid);
        var flipped = whole.Entries.ToList();
        var middle = flipped[10].ToArray();
        middle[middle.Length / 2] ^= 1;
        flipped[10] = middle;
        Add("flipped-bit", "one bit of entry 10", Gate.Zip(flipped, whole.SignCheckpoint().ToString()), 1, FailureOf(whole, flipped));
        var exchanged = whole.Entries.ToList();
        (exchanged[22], exchanged[23]) = (exchanged[23], exchanged[22]);
        Add("exchanged-ballots", "two ballots in each other's place, the checkpoint signed anew", Gate.Zip(exchanged, whole.SignCheckpoint(exchanged).ToString()), 1, FailureOf(whole, exchanged));
    }

    private void Preparation()
    {
        var sim = Until(EntryTypes.Manifest);
        Bad("manifest-threshold", sim, sim.Bodies.Manifest() with { Threshold = 1 }, Check.V07, Codes.ManifestRule);
        Bad("manifest-witness-quorum", sim, sim.Bodies.Manifest() with { WitnessQuorum = 2 }, Check.V07, Codes.ManifestRule);
        sim = Until(EntryTypes.Contests);
        var contests = sim.Bodies.Contests();
        Bad("contests-abstain-min-0", sim, contests with { Contests = [contests.Contests[0] with { Min = 0 }] }, Check.V08, Codes.ContestsRule);
        Bad("order", sim, sim.Bodies.Key(1), Check.V03, Codes.EntryOutOfOrder);
        var unsigned = new UnsignedEntry(contests);
        Bad("signed-by-officer", sim, unsigned.ToEntry(unsigned.SignAsStaff(suite, SignerId.Organizer, sim.Keys.Officer, sim.Record.ManifestHash)), Check.V04, Codes.SignatureInvalid);
        sim = Until(EntryTypes.TrusteeKey);
        Bad("commit", sim, sim.Bodies.Key(1) with { Nonce = Zeros }, Check.V09, Codes.CommitDiffers);
        sim = Until(EntryTypes.TrusteeCommit);
        var key = sim.Bodies.Key(1);
        var bad = key with { Z = BytesVector.Join([key.Z[0], key.Z[2], key.Z[1]], 32) };
        sim.Append(sim.Sign(new TrusteeCommitBody { Trustee = 1, Commit = Crypto.TrusteeKeyBody.Commit(suite, sim.Record.ManifestHash, 1, Zeros, (bad = bad with { Nonce = Zeros }).ToBytes()) }));
        sim.Skip();
        sim.RunUntil(EntryTypes.TrusteeKey);
        Bad("trustee-proof", sim, bad, Check.V10, Codes.TrusteeKeyInvalid);
        sim = Until(EntryTypes.TrusteeShares, 1);
        Bad("shares-repeated-e", sim, sim.Bodies.Shares(2) with { E = sim.Record.Ceremony!.SharesOf(1)!.E.Encode() }, Check.V11, Codes.TrusteeSharesInvalid);
        sim = Until(EntryTypes.TrusteeReady);
        Bad("ready-other-h", sim, sim.Bodies.Ready(1) with { H = Generator }, Check.V12, Codes.ReadyDiffers);
        Bad("complaint-no-proof", sim, new TrusteeComplaintBody { Trustee = 1, Dealer = 2, S = Generator, C = Zeros, Z = Zeros }, Check.V13, Codes.ComplaintInvalid);
        sim = Until(EntryTypes.Rehearsal);
        Bad("rehearsal", sim, sim.Bodies.Rehearsal(1) with { D = Generator }, Check.V14, Codes.RehearsalInvalid);
        sim = Until(EntryTypes.Cards, 1);
        var cards = sim.Bodies.Cards(sim.Plan.Classes[1]);
        Bad("card-in-two-classes", sim, cards with { Cards = Points(cards.Cards.Skip(1).Append(sim.Keys.Card("A", 0).PublicKey).Order()) }, Check.V15, Codes.CardsRule);
        Bad("small-class", sim, cards with { Cards = Points(cards.Cards.Take(2)) }, Check.V15, Codes.ClassTooSmall);
        sim = Until(EntryTypes.Opened);
        Bad("voided-twice", sim, sim.Bodies.Voided(), Check.V16, Codes.VoidedRule);
        var opened = sim.Bodies.Opened();
        Bad("opened-contests", sim, opened with { Contests = Zeros }, Check.V17, Codes.OpenedDiffers);
        Bad("opened-quorum", sim, opened with { Attendance = [.. opened.Attendance.Select(item => item with { Present = 1 })] }, Check.V17, Codes.QuorumNotMet);
    }

    private void Ballots()
    {
        var sim = Until(EntryTypes.Ballot, 1);
        var forge = new Forge(sim, "A", 1, "record vectors");
        var honest = forge.Sealed(forge.Witness(forge.SomeBits()));
        using var stranger = CardKey.FromSeed(suite, new byte[16], sim.Plan.Meeting);
        Bad("unknown-card", sim, (new Forge(sim, "A", 0) { Card = stranger }).Honest(), Check.V18, Codes.CardUnknown);
        Bad("voided-card", sim, new Forge(sim, "B", 3).Honest(), Check.V18, Codes.CardVoided);
        Bad("cast-twice", sim, new Forge(sim, "A", 0).Honest(), Check.V19, Codes.AlreadyCast);
        Bad("supersedes-nothing", sim, forge.Honest(Zeros.Memory), Check.V19, Codes.SupersedesWrong);
        var shorter = honest.Ciphertexts with { Alpha = [.. honest.Ciphertexts.Alpha.SkipLast(1)] };
        Bad("missing-alpha", sim, BallotJson.Write(honest with { Ciphertexts = shorter }), Check.V20, Codes.WrongContests);
        var repeating = forge.Witness(forge.SomeBits());
        repeating.Randomness[1] = repeating.Randomness[0];
        Bad("repeated-alpha", sim, forge.Ballot(repeating), Check.V21, Codes.RepeatedValue);
        var bits = forge.SomeBits();
        bits[1] = forge.Group.One;
        Bad("two-names", sim, forge.Ballot(forge.Witness(bits)), Check.V22, Codes.ProofInvalid);
        bits = forge.SomeBits();
        (bits[1], bits[2]) = (-forge.Group.One, forge.Group.One);
        Bad("negative-vote", sim, forge.Ballot(forge.Witness(bits)), Check.V23, Codes.ProofInvalid);
        var witness = forge.Witness(forge.SomeBits());
        var encrypted = witness.Encrypt(forge.Statement);
        Bad("extra-vote", sim, forge.Ballot(witness, encrypted with { Beta = [.. encrypted.Beta.Select((b, i) => i == 1 ? b + forge.Group.Generator : b)] }), Check.V24, Codes.ProofInvalid);
        Bad("card-signature", sim, BallotJson.Write(honest with { S = honest.S + forge.Group.One }), Check.V26, Codes.SignatureInvalid);
        Bad("spaces", sim, [.. BallotJson.Write(honest), (byte)' '], Check.V02, Codes.EntryMalformed);
    }

    private void Tally()
    {
        var sim = Until(EntryTypes.Closed);
        var closed = sim.Bodies.Closed();
        Bad("closed-counted-root", sim, closed with { CountedRoot = Zeros }, Check.V27, Codes.ClosedDiffers);
        Bad("closed-counts", sim, closed with { Counts = [closed.Counts[0] with { Ballots = 2 }, closed.Counts[1]] }, Check.V27, Codes.ClosedDiffers);
        sim = Until(EntryTypes.TallyReady);
        Bad("tally-ready-root", sim, sim.Bodies.TallyReady(1) with { Root = Zeros }, Check.V28, Codes.TallyReadyDiffers);
        sim.RunUntil(EntryTypes.TallyReady, 2);
        Bad("decryption-too-early", sim, sim.Bodies.Decryption(1), Check.V29, Codes.TallyQuorum);
        sim = Until(EntryTypes.Decryption);
        var decryption = sim.Bodies.Decryption(1);
        Bad("decryption-wrong", sim, decryption with { D = Points(decryption.D.Skip(1).Prepend(Generator)) }, Check.V30, Codes.DecryptionInvalid);
        sim = Until(EntryTypes.Result);
        var result = sim.Bodies.Result();
        var first = result.Contests[0].Groups[0];
        Bad("result-counts", sim, WithGroup(result, first with { Options = [1, 1, 1] }), Check.V31, Codes.ResultDiffers);
        Bad("result-salt", sim, result with { Salt = Zeros }, Check.V31, Codes.ResultDiffers);
        sim = Until(EntryTypes.Attestation);
        Bad("attestation-root", sim, sim.Bodies.Attestation() with { Root = Zeros }, Check.V33, Codes.AttestationDiffers);
    }

    private MeetingSimulation Until(string type, int skip = 0) => Plans.Simulate(Plans.Small(suite), "record vectors").RunUntil(type, skip);

    private void Bad(string name, MeetingSimulation sim, EntryBody body, Check check, string code) => Bad(name, sim, sim.Sign(body), check, code);

    private void Bad(string name, MeetingSimulation sim, byte[] entry, Check check, string code)
    {
        List<Bytes> entries = [.. sim.Entries, entry];
        // Before a manifest there is no meeting to sign for; the server's key is the plan's.
        Add(name, "the last entry breaks " + check, Gate.Zip(entries, sim.SignCheckpoint(entries).ToString()), 1, check, code, entries.Count - 1);
    }

    private void Add(string name, string description, byte[] zip, int exit, Refusal failure) =>
        Add(name, description, zip, exit, failure.Check, failure.Code, failure.EntryIndex);

    private void Add(string name, string description, byte[] zip, int exit, Check? check = null, string? code = null, int? index = null) =>
        made.Add((new RecordVector($"{prefix}{name}.zip", suite.Name, description, exit, check?.ToString(), code, index), zip));

    private static Refusal FailureOf(MeetingSimulation sim, IReadOnlyList<Bytes> entries) => Gate.Verify(sim, entries).Failure!;

    private static ResultBody WithGroup(ResultBody result, GroupResult group) =>
        result with { Contests = [result.Contests[0] with { Groups = [group, .. result.Contests[0].Groups.Skip(1)] }, .. result.Contests.Skip(1)] };

    private static BytesVector Points(IEnumerable<Bytes> points) => BytesVector.Join(points, Point.Length);
}
