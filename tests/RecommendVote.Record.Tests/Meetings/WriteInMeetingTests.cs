using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Record.Tests.Meetings;

/// <summary>Whole meetings in which names are written in.</summary>
public sealed class WriteInMeetingTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void Names_come_out_void_ones_are_counted_and_every_check_holds(string suite)
    {
        var sim = Plans.Simulate(WriteInPlans.Small(Plans.SuiteOf(suite))).Run();
        var (first, second) = (sim.Record.Result!.Contests[0], sim.Record.Result.Contests[1]);
        Assert.Equal([new WriteInCount("张示例", 2)], first.WriteIns!.Texts);
        Assert.Equal((0, 0, 0), (first.WriteIns.Other, first.WriteIns.Void, first.WriteIns.Unreadable));
        Assert.Equal([[1], [1]], first.Groups.Select(group => group.Used!));
        Assert.Equal([[1, 0, 0], [0, 1, 1]], first.Groups.Select(group => group.Options));
        Assert.Equal([new WriteInCount("李示例", 1), new WriteInCount("王示例", 2)], second.WriteIns!.Texts.OrderBy(item => item.Count));
        Assert.Equal((0, 3, 0), (second.WriteIns.Other, second.WriteIns.Void, second.WriteIns.Unreadable));
        Assert.Equal([[3, 1], [1, 1]], second.Groups.Select(group => group.Used!));
        var report = Gate.Verify(Gate.Zip(sim));
        Assert.True(report.AllHold, report.Failure?.ToString());
        foreach (var (check, count) in new[] { (Check.V25, 6), (Check.V36, 4), (Check.V37, 4), (Check.V29, 4), (Check.V30, 4) })
        {
            var outcome = report.Outcomes.Single(item => item.Check == check);
            Assert.Equal((CheckState.Passed, count), (outcome.State, outcome.Count));
        }
    }

    [Fact]
    public void Texts_that_occur_once_are_only_counted_where_the_manifest_says_so()
    {
        var sim = Plans.Simulate(WriteInPlans.Small(Suite.P256) with { SingleWriteIns = "other" }).Run();
        Assert.Equal(new WriteInsResult([new WriteInCount("王示例", 2)], 1, 3, 0).Texts, sim.Record.Result!.Contests[1].WriteIns!.Texts);
        Assert.Equal(1, sim.Record.Result.Contests[1].WriteIns!.Other);
        Assert.DoesNotContain("李示例", System.Text.Encoding.UTF8.GetString(sim.Record.Result.ToBytes()));
    }

    /// <summary>Nobody uses a slot: the mixes are made all the same, there is no second phase, and no text is ever opened.</summary>
    [Fact]
    public void Without_a_used_slot_there_is_no_second_phase()
    {
        var plan = WriteInPlans.Small(Suite.P256);
        var sim = Plans.Simulate(plan with { Casts = [.. plan.Casts.Select(cast => cast with { Choices = [ContestChoice.Of(0), ContestChoice.Of()] })] })
            .RunUntil(EntryTypes.Result);
        Assert.Null(sim.Record.AwaitedPhase);
        Assert.Null(sim.Record.DecryptionList(2));
        Assert.Equal(2, sim.Record.Decryptions.Count);
        var second = new DecryptionBody
        {
            Phase = 2,
            Size = sim.Record.BeforeTally!.Value.Size,
            Root = sim.Record.BeforeTally.Value.Root,
            Trustee = 1,
            D = BytesVector.Join([], Point.Length),
            Tg = sim.Plan.Suite.Group.Generator.Encode(),
            Ta = new byte[65],
            Z = new byte[32],
        };
        Gate.Refuses(sim, sim.Sign(second), Check.V29, Codes.TallyQuorum, goesOn: false);
        sim.Run();
        Assert.All(sim.Record.Result!.Contests, contest => Assert.Equal(0, contest.WriteIns!.Total));
        Assert.Equal(4, sim.Record.Mixes.Sum(item => item.Mixers.Count));
    }

    /// <summary>A contest that is not opened needs no mix, and its result says nothing.</summary>
    [Fact]
    public void A_contest_with_too_few_ballots_is_not_mixed()
    {
        var plan = WriteInPlans.Small(Suite.P256);
        var sim = Plans.Simulate(plan with { Casts = [.. plan.Casts.Take(2)] }).RunUntil(EntryTypes.TallyReady);
        Assert.Empty(sim.Record.Mixes);
        Assert.Equal(sim.Record.AfterClosed, sim.Record.BeforeTally);
        sim.Run();
        Assert.All(sim.Record.Result!.Contests, contest => Assert.Equal((0, 0L), (contest.Groups.Count, contest.WriteIns!.Total)));
        Assert.All(sim.Record.Result.Contests, contest => Assert.Empty(contest.WriteIns!.Texts));
    }

    /// <summary>The tuples of a replaced ballot are not mixed, and the last one stands where it was cast.</summary>
    [Fact]
    public void Only_the_last_ballot_of_a_card_is_mixed()
    {
        var plan = WriteInPlans.Small(Suite.P256) with { Revoting = true };
        var again = plan.Casts[0] with { Choices = [WriteInPlans.WriteIn("赵示例"), ContestChoice.Of()] };
        var sim = Plans.Simulate(plan with { Casts = [.. plan.Casts, again] }).RunUntil(EntryTypes.Mixed);
        Assert.Equal([6, 6], sim.Record.Mixes.Select(item => item.Tuples));
        sim.Run();
        var (first, second) = (sim.Record.Result!.Contests[0].WriteIns!, sim.Record.Result.Contests[1].WriteIns!);
        Assert.Equal([new WriteInCount("张示例", 1), new WriteInCount("赵示例", 1)], first.Texts);
        Assert.Equal(2, second.Void);
    }

    /// <summary>A ballot may carry a point that encodes no text: it counts as unreadable and stops nothing.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void A_point_that_is_no_text_is_unreadable(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Ballot);
        var forge = new Forge(sim, "A", 0);
        var layout = forge.Statement.Layout;
        Assert.True(WriteInText.TryEncode(sim.Plan.Suite, "", out var empty));
        var witness = BallotWitness.Create(
            forge.Statement, forge.Bits(WriteInPlans.WriteIn("某"), WriteInPlans.WriteIn("某", "某")),
            [sim.Plan.Suite.Group.Generator, empty, -empty], new SeededRandomSource("no text"));
        Assert.Equal(3, layout.Slots);
        sim.Append(forge.Ballot(witness));
        sim.Skip();
        sim.Run();
        Assert.Equal(1, sim.Record.Result!.Contests[0].WriteIns!.Unreadable);
        Assert.Equal(2, sim.Record.Result.Contests[1].WriteIns!.Unreadable);
        Assert.Equal([new WriteInCount("张示例", 1)], sim.Record.Result.Contests[0].WriteIns!.Texts);
    }
}
