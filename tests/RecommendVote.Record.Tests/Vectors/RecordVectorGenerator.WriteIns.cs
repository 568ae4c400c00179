using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Vectors;

/// <content>Records in which names are written in.</content>
internal sealed partial class RecordVectorGenerator
{
    private void WriteIns()
    {
        WholeWriteIns();
        Texts();
        Mixes();
        Phases();
    }

    private void WholeWriteIns()
    {
        Add("write-ins", "a complete record with names written in, some of them void", Gate.Zip(WriteInsUntil("end")), 0);
        var plan = WriteInPlans.Small(suite);
        var others = Plans.Simulate(plan with { SingleWriteIns = "other", Revoting = true, Casts = [.. plan.Casts, plan.Casts[3]] }, "record vectors").Run();
        Add("write-ins-other", "a complete record that only counts texts that occur once; one card replaced its ballot", Gate.Zip(others), 0);
        var unused = plan with { Casts = [.. plan.Casts.Select(cast => cast with { Choices = [ContestChoice.Of(0), ContestChoice.Of()] })] };
        Add("write-ins-unused", "slots that nobody used: mixes, and no second phase", Gate.Zip(Plans.Simulate(unused, "record vectors").Run()), 0);
        var few = Plans.Simulate(plan with { Casts = [.. plan.Casts.Take(2)] }, "record vectors").Run();
        Add("write-ins-not-opened", "too few ballots to open: no mixes", Gate.Zip(few), 0);
        var missing = WriteInsUntil(EntryTypes.Mixed, 3);
        Add("mix-missing", "stops before the last mix", Gate.Zip(missing), 2, Check.V34, Codes.Incomplete);
    }

    private void Texts()
    {
        var sim = WriteInsUntil(EntryTypes.Ballot, 1);
        var forge = new Forge(sim, "A", 1, "record vectors");
        Assert.True(WriteInText.TryEncode(suite, "张示例", out var text));
        var choices = new[] { WriteInPlans.WriteIn("张示例"), WriteInPlans.WriteIn("张示例", "张示例") };
        var witness = BallotWitness.Create(forge.Statement, forge.Bits(choices), [text, text, text], new SeededRandomSource("record vectors"));
        var own = witness.Encrypt(forge.Statement);
        var related = own with
        {
            TextAlpha = [own.TextAlpha[0] + suite.Group.Generator, .. own.TextAlpha.Skip(1)],
            TextBeta = [own.TextBeta[0] + forge.Statement.Key, .. own.TextBeta.Skip(1)],
        };
        Bad("text-of-another", sim, forge.Ballot(witness, related), Check.V25, Codes.ProofInvalid);
    }

    private void Mixes()
    {
        var sim = WriteInsUntil(EntryTypes.Mixed, 1);
        var (honest, forge) = (sim.Bodies.Mixed(2, 0), new MixForge(sim, 2));
        Bad("mix-same-trustee", sim, new MixForge(sim, 1).Mix(), Check.V36, Codes.MixDiffers);
        Bad("mix-number", sim, forge.Mix(statement: forge.At(mix: 3)), Check.V36, Codes.MixDiffers);
        Bad("mix-contest", sim, forge.Mix(statement: forge.At(contest: 2)), Check.V36, Codes.MixDiffers);
        Bad("mix-root", sim, forge.Mix(statement: forge.At(root: new byte[32])), Check.V36, Codes.MixDiffers);
        Bad("mix-tuple-lost", sim, forge.Mix(statement: forge.At(inputs: [.. forge.Statement.Inputs.Skip(4)])), Check.V36, Codes.MixDiffers);
        var twice = forge.Witness();
        twice.Order[0] = twice.Order[1];
        Bad("mix-input-twice", sim, forge.Mix(twice), Check.V37, Codes.MixInvalid);
        Bad("mix-output-copied", sim, forge.Mix(change: o => [.. o[..4], .. o[..4], .. o[8..]]), Check.V37, Codes.MixInvalid);
        Bad("mix-output-replaced", sim, forge.Mix(change: o => [.. o[..2], .. forge.Encrypt(suite.Group.Generator), .. o[4..]]), Check.V37, Codes.MixInvalid);
        Bad("mix-other-inputs", sim, forge.Mix(statement: forge.At(inputs: [.. forge.Statement.Inputs.Skip(4), .. forge.Statement.Inputs.Take(4)])), Check.V37, Codes.MixInvalid);
        Bad("mix-other-trustee", sim, forge.Mix(statement: forge.At(trustee: 3)) with { Trustee = 2 }, Check.V37, Codes.MixInvalid);
        var one = suite.Group.One;
        Bytes Plus(Bytes scalar) => Scalar.TryDecode(suite, scalar, out var value) ? (value + one).ToBytes() : throw new InvalidOperationException();
        Bad("mix-f1", sim, honest with { S1 = Plus(honest.S1) }, Check.V37, Codes.MixInvalid);
        Bad("mix-f2", sim, honest with { S2 = Plus(honest.S2) }, Check.V37, Codes.MixInvalid);
        Bad("mix-f3", sim, honest with { S3 = Plus(honest.S3) }, Check.V37, Codes.MixInvalid);
        Bad("mix-f4", sim, honest with { S4 = Scalars([Plus(honest.S4[0]), honest.S4[1]]) }, Check.V37, Codes.MixInvalid);
        Bad("mix-f5", sim, honest with { SHat = Scalars(honest.SHat.Skip(1).Prepend(Plus(honest.SHat[0]))) }, Check.V37, Codes.MixInvalid);
        sim.RunUntil(EntryTypes.Mixed, 1);
        Bad("mix-too-many", sim, honest with { Trustee = 3 }, Check.V36, Codes.MixDiffers);
        var (size, root) = sim.Record.AfterClosed!.Value;
        Bad("tally-ready-before-mixes", sim, new TallyReadyBody { Trustee = 1, Size = size, Root = root }, Check.V03, Codes.EntryOutOfOrder);
        sim.RunUntil(EntryTypes.TallyReady);
        Bad("mix-after-all", sim, honest, Check.V03, Codes.EntryOutOfOrder);
        Bad("tally-ready-without-mixes", sim, new TallyReadyBody { Trustee = 1, Size = size, Root = root }, Check.V28, Codes.TallyReadyDiffers);
    }

    private void Phases()
    {
        var sim = WriteInsUntil(EntryTypes.Decryption);
        var (size, root) = sim.Record.AfterClosed!.Value;
        var first = sim.Bodies.Decryption(1);
        Bad("decryption-root-before-mixes", sim, first with { Size = size, Root = root }, Check.V29, Codes.TallyQuorum);
        Bad("decryption-no-used-bits", sim, first with { D = Points(first.D.SkipLast(1)) }, Check.V30, Codes.DecryptionInvalid);
        Bad("decryption-phase-2-early", sim, first with { Phase = 2 }, Check.V03, Codes.EntryOutOfOrder);
        sim.RunUntil(EntryTypes.Decryption, 2);
        var second = sim.Bodies.Decryption(1, 2);
        var phases = sim.Record.State.Phases;
        var unused = phases.Slots.Except(phases.UsedSlots).First().TextAlpha;
        Bad("decryption-phase-3", sim, second with { Phase = 3 }, Check.V29, Codes.TallyQuorum);
        Bad("decryption-unused-text", sim, Proved(sim, [.. sim.Record.DecryptionList(2)!, unused]), Check.V30, Codes.DecryptionInvalid);
        Bad("decryption-exchanged-text", sim, Proved(sim, [unused, .. sim.Record.DecryptionList(2)!.Skip(1)]), Check.V30, Codes.DecryptionInvalid);
        sim = WriteInsUntil(EntryTypes.Result);
        var result = sim.Bodies.Result();
        var contest = result.Contests[1];
        ResultBody With(ContestResult changed) => result with { Contests = [result.Contests[0], changed] };
        Bad("result-write-in", sim, With(contest with { WriteIns = contest.WriteIns! with { Texts = [new WriteInCount("钱示例", 1), .. contest.WriteIns.Texts.Skip(1)] } }), Check.V31, Codes.ResultDiffers);
        Bad("result-void", sim, With(contest with { WriteIns = contest.WriteIns with { Void = 2, Unreadable = 1 } }), Check.V31, Codes.ResultDiffers);
        Bad("result-used", sim, With(contest with { Groups = [contest.Groups[0] with { Used = [2, 2] }, contest.Groups[1]] }), Check.V31, Codes.ResultDiffers);
    }

    private static DecryptionBody Proved(MeetingSimulation sim, IReadOnlyList<Point> alpha)
    {
        var proof = PartialDecryption.Prove(sim.Record.DecryptionContext(1, 2), sim.Keys.Share(1), alpha, new SeededRandomSource("record vectors"));
        return sim.Bodies.Decryption(1, 2) with
        {
            D = Points(proof.D.Select(point => (Bytes)point.Encode())),
            Tg = proof.Tg.Encode(),
            Ta = proof.Ta.Encode(),
            Z = proof.Z.ToBytes(),
        };
    }

    private MeetingSimulation WriteInsUntil(string type, int skip = 0) =>
        Plans.Simulate(WriteInPlans.Small(suite), "record vectors").RunUntil(type, skip);

    private static BytesVector Scalars(IEnumerable<Bytes> scalars) => BytesVector.Join(scalars, Scalar.Length);
}
