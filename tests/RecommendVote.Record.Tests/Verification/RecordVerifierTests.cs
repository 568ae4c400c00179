using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Verification;

/// <summary>Whole records: complete, cut, reordered, mixed, flipped; and anchors.</summary>
public sealed class RecordVerifierTests
{
    private static readonly Dictionary<string, Lazy<MeetingSimulation>> Wholes = new[] { Suite.P256, Suite.Sm2 }.ToDictionary(
        suite => suite.Name, suite => new Lazy<MeetingSimulation>(() => new MeetingSimulation(Plans.Small(suite), new SeededRandomSource("verify")).Run()));

    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void All_checks_of_a_whole_record_hold(string suite)
    {
        var sim = Wholes[suite].Value;
        var report = Gate.Verify(Gate.Zip(sim));
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(40, report.Outcomes.Count);
        // Nothing to check: no anchor, and no lines to write names on.
        Assert.Equal([Check.V06, Check.V25, Check.V36, Check.V37], report.Outcomes.Where(outcome => outcome.State == CheckState.NotChecked).Select(outcome => outcome.Check));
        Assert.Equal(0, report.Outcomes[12].Count);
        Assert.Equal(6, report.Outcomes[(int)Check.V23 - 1].Count);
        Assert.Equal(sim.Entries.Count, report.Outcomes[(int)Check.V02 - 1].Count);
        Assert.Equal("[SIMULATED] Internally consistent; not compared with anything noted in the room.", report.HeadlineEn);
        Assert.StartsWith("【模拟】记录内部一致", report.HeadlineZh, StringComparison.Ordinal);
        Assert.Equal(sim.Record.Tree!.Root(), report.RecordHash);
    }

    /// <summary>A53: a record that stops anywhere before its end is never said to hold.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A53")]
    public void A_cut_record_never_holds(string suite)
    {
        var sim = Wholes[suite].Value;
        for (var size = 0; size < sim.Entries.Count; size++)
        {
            var cut = sim.Entries.Take(size).ToList();
            // With the old checkpoint, and with one that the server signed for the shorter log.
            Assert.Equal(Check.V05, Gate.Verify(Gate.Zip(cut, sim.SignCheckpoint().ToString())).Failure!.Check);
            var report = Gate.Verify(sim, cut);
            Assert.Equal(size == 0 ? Check.V05 : Check.V34, report.Failure!.Check);
            Assert.Equal(size == 0 ? 1 : 2, report.ExitCode);
            Assert.NotEqual(CheckState.Passed, report.Outcomes[(int)Check.V34 - 1].State);
            Assert.Equal(CheckState.NotChecked, report.Outcomes[(int)Check.V33 - 1].State);
        }
    }

    /// <summary>A53: neither does a record in which one entry is missing, twice, or in its neighbour's place.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A53")]
    public void A_record_with_an_entry_missing_doubled_or_exchanged_never_holds(string suite)
    {
        var sim = Wholes[suite].Value;
        for (var index = 0; index < sim.Entries.Count; index++)
        {
            var missing = sim.Entries.Where((_, i) => i != index).ToList();
            Assert.NotEqual(0, Gate.Verify(sim, missing).ExitCode);
            var doubled = sim.Entries.ToList();
            doubled.Insert(index, doubled[index]);
            // The last attestation may be said twice: both are true, and both are the officer's.
            Assert.Equal(index == sim.Entries.Count - 1, Gate.Verify(sim, doubled).ExitCode == 0);
            if (index == 0)
                continue;
            var exchanged = sim.Entries.ToList();
            (exchanged[index - 1], exchanged[index]) = (exchanged[index], exchanged[index - 1]);
            var report = Gate.Verify(sim, exchanged);
            Assert.Equal(1, report.ExitCode);
        }
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A24")]
    public void A_record_mixed_from_two_meetings_never_holds(string suite)
    {
        var sim = Wholes[suite].Value;
        var other = Plans.Simulate(sim.Plan, "another meeting").Run();
        for (var index = 0; index < sim.Entries.Count; index++)
        {
            var mixed = sim.Entries.ToList();
            mixed[index] = other.Entries[index];
            var report = Gate.Verify(sim, mixed);
            Assert.Equal(1, report.ExitCode);
            // A foreign manifest is whole in itself: the next entry does not fit it.
            Assert.Equal(Math.Max(1, index), report.Failure!.EntryIndex);
        }
    }

    /// <summary>One flipped bit anywhere in an entry fails a check that names the entry.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A47")]
    public void A_flipped_bit_is_found_and_its_entry_named(string suite)
    {
        var sim = Wholes[suite].Value;
        var random = new Random(1);
        for (var index = 0; index < sim.Entries.Count; index++)
        {
            for (var sample = 0; sample < 4; sample++)
            {
                var flipped = sim.Entries[index].ToArray();
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                if (flipped.AsSpan().Contains((byte)'\n'))
                    continue;
                var entries = sim.Entries.ToList();
                entries[index] = flipped;
                var note = sample % 2 == 0 ? sim.SignCheckpoint() : sim.SignCheckpoint(entries);
                var report = Gate.Verify(Gate.Zip(entries, note.ToString()));
                Assert.Equal((1, (int?)index), (report.ExitCode, report.Failure!.EntryIndex));
            }
        }
    }

    [Theory, MemberData(nameof(Suites))]
    public void V05_the_checkpoint(string suite)
    {
        var sim = Wholes[suite].Value;
        var good = sim.Record.Checkpoint();
        string[] notes =
        [
            "",
            "no note",
            good.Text,
            good.Sign(sim.Plan.Suite, sim.Keys.Organizer).ToString(),
            (good with { Size = good.Size + 1 }).Sign(sim.Plan.Suite, sim.Keys.Server).ToString(),
            (good with { Size = good.Size - 1, Root = sim.Record.Tree!.Root(good.Size - 1) }).Sign(sim.Plan.Suite, sim.Keys.Server).ToString(),
            (good with { Root = new byte[32] }).Sign(sim.Plan.Suite, sim.Keys.Server).ToString(),
            SignedNote.Sign(sim.Plan.Suite, (good with { Origin = "recommendvote/x-1" }).Text, good.Origin, sim.Keys.Server).ToString(),
        ];
        foreach (var note in notes)
        {
            var report = Gate.Verify(Gate.Zip(sim.Entries, note));
            Assert.Equal((1, Check.V05), (report.ExitCode, report.Failure!.Check));
            Assert.Equal(CheckState.Passed, report.Outcomes[(int)Check.V33 - 1].State);
            Assert.Equal(CheckState.NotChecked, report.Outcomes[(int)Check.V34 - 1].State);
        }
    }

    [Theory, MemberData(nameof(Suites))]
    public void V06_anchors(string suite)
    {
        var sim = Wholes[suite].Value;
        var zip = Gate.Zip(sim);
        var tree = sim.Record.Tree!;
        var opening = new Checkpoint(Checkpoint.OriginOf(sim.Plan.Meeting), 20, tree.Root(20));
        foreach (var note in new[] { opening.Text, opening.Text.TrimEnd(), opening.Sign(sim.Plan.Suite, sim.Keys.Server).ToString(), sim.SignCheckpoint().ToString() })
        {
            var good = Gate.Verify(zip, sim.Record.ManifestHash, note);
            Assert.Equal((0, true, CheckState.Passed), (good.ExitCode, good.Anchored, good.Outcomes[(int)Check.V06 - 1].State));
            Assert.Contains("agrees with what was noted", good.HeadlineEn, StringComparison.Ordinal);
        }
        var wrongHash = Gate.Verify(zip, new byte[32]);
        Assert.Equal((1, Check.V06, (int?)0), (wrongHash.ExitCode, wrongHash.Failure!.Check, wrongHash.Failure.EntryIndex));
        string[] differing =
        [
            (opening with { Root = new byte[32] }).Text,
            (opening with { Origin = "recommendvote/other-meeting" }).Text,
            (opening with { Size = sim.Entries.Count + 1 }).Text,
            opening.Sign(sim.Plan.Suite, sim.Keys.Issuer).ToString(),
            "nonsense",
        ];
        foreach (var note in differing)
        {
            var report = Gate.Verify(zip, sim.Record.ManifestHash, note);
            Assert.Equal((1, Check.V06), (report.ExitCode, report.Failure!.Check));
        }
    }

    /// <summary>In a batch the first bad entry in log order is named, by the same check as alone.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void A_batch_names_the_first_bad_ballot(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot);
        var forge = new Forge(sim, "A", 1);
        var bits = forge.SomeBits();
        bits[0] = forge.Group.FromInt(2);
        var overvote = forge.Ballot(forge.Witness(bits));
        var good = sim.Entries.ToList();
        sim.RunUntil(EntryTypes.Closed);
        var ballots = sim.Entries.Skip(good.Count).ToList();
        foreach (var (list, index, check) in new (Bytes[] List, int Index, Check Check)[]
        {
            ([ballots[0], overvote, ballots[1], ballots[0]], 1, Check.V22),
            ([ballots[0], ballots[0], overvote], 1, Check.V19),
            ([.. ballots, overvote], 6, Check.V19),
        })
        {
            var report = Gate.Verify(sim, [.. good, .. list]);
            Assert.Equal((check, (int?)(good.Count + index)), (report.Failure!.Check, report.Failure.EntryIndex));
        }
    }

    [Fact]
    public void Entries_without_a_file_are_verified_too()
    {
        var sim = Wholes[Suite.P256.Name].Value;
        var options = new VerifyOptions { Random = SystemRandomSource.Instance, Cancellation = TestContext.Current.CancellationToken };
        var report = RecordVerifier.Verify(sim.Entries.Select(entry => entry.Memory), sim.SignCheckpoint().ToString(), options);
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(CheckState.NotChecked, report.Outcomes[0].State);
        var (record, refusal) = RecordReplay.Run(sim.Entries.Select(entry => entry.Memory), SystemRandomSource.Instance, cancellation: options.Cancellation);
        Assert.Null(refusal);
        Assert.Equal(sim.Record.Tree!.Root(), record.Tree!.Root());
    }

    [Fact]
    public void Progress_is_reported_and_cancelling_stops()
    {
        var sim = Wholes[Suite.P256.Name].Value;
        var zip = Gate.Zip(sim);
        var seen = new List<VerifyProgress>();
        var options = new VerifyOptions { Random = SystemRandomSource.Instance, Progress = new Collect(seen), Cancellation = TestContext.Current.CancellationToken };
        RecordVerifier.Verify(new MemoryStream(zip), options);
        Assert.Equal(sim.Entries.Count, seen[^1].Entries);
        Assert.Equal(seen[^1].BytesTotal, seen[^1].BytesRead);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => RecordVerifier.Verify(new MemoryStream(zip), options with { Cancellation = cancelled.Token }));
    }

    private sealed class Collect(List<VerifyProgress> seen) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => seen.Add(value);
    }
}
