using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>Asks the gate and the verifier about one entry, and that both say the same.</summary>
internal static class Gate
{
    /// <summary>
    /// The gate refuses the entry by this check and forgets it; a record file that holds it, with a checkpoint signed by the server over all
    /// of it, fails by exactly this check and names the entry; the honest meeting goes on to a complete record.
    /// </summary>
    public static void Refuses(MeetingSimulation sim, ReadOnlyMemory<byte> bad, Check check, string code, bool goesOn = true)
    {
        var before = (sim.Record.Size, sim.Record.Phase, Root: sim.Record.Tree?.Root());
        Assert.Equal((check, code), Key(sim.Record.Validate(bad)));
        var refusal = sim.Record.Apply(bad).Refusal;
        Assert.Equal((check, code), Key(refusal));
        Assert.Equal(before.Size, refusal!.EntryIndex);
        Assert.Equal(before, (sim.Record.Size, sim.Record.Phase, sim.Record.Tree?.Root()));

        var report = Verify(sim, [.. sim.Entries, new Bytes(bad)]);
        Assert.Equal((check, code), Key(report.Failure));
        Assert.Equal(before.Size, report.Failure!.EntryIndex);
        Assert.Equal(1, report.ExitCode);
        Assert.Equal([check], report.Outcomes.Where(outcome => outcome.State == CheckState.Failed).Select(outcome => outcome.Check));
        if (!goesOn)
            return;
        sim.Run();
        Assert.True(sim.Record.IsComplete);
    }

    public static void Accepts(MeetingSimulation sim, ReadOnlyMemory<byte> entry) => Assert.Null(sim.Record.Apply(entry).Refusal);

    /// <summary>Verifies entries as a file with a fresh checkpoint of the meeting's server.</summary>
    public static VerificationReport Verify(MeetingSimulation sim, IReadOnlyList<Bytes> entries) =>
        Verify(Zip(entries, sim.SignCheckpoint(entries).ToString()));

    public static VerificationReport Verify(byte[] zip, Bytes? manifestHash = null, string? checkpoint = null) =>
        RecordVerifier.Verify(new MemoryStream(zip), new VerifyOptions
        {
            Random = SystemRandomSource.Instance,
            ManifestHash = manifestHash,
            CheckpointNote = checkpoint,
            Cancellation = TestContext.Current.CancellationToken,
        });

    public static byte[] Zip(IReadOnlyList<Bytes> entries, string checkpoint)
    {
        var stream = new MemoryStream();
        RecordFile.Write(stream, entries, checkpoint);
        return stream.ToArray();
    }

    public static byte[] Zip(MeetingSimulation sim) => Zip(sim.Entries, sim.SignCheckpoint().ToString());

    private static (Check, string) Key(Refusal? refusal) => refusal is null ? (Check.None, "accepted") : (refusal.Check, refusal.Code);
}
