using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V25 and V29 to V32 where names are written in.</summary>
public sealed class WriteInTallyTests
{
    private readonly IRandomSource random = new SeededRandomSource("write-in tally");

    public static TheoryData<string> Suites => Plans.Suites;

    /// <summary>A39: the holder of a card does not know the randomness of a text that it took from another ballot.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A39")]
    public void V25_a_text_that_its_sender_did_not_encrypt(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Ballot);
        var forge = new Forge(sim, "A", 0);
        Assert.True(WriteInText.TryEncode(sim.Plan.Suite, "张示例", out var text));
        var witness = BallotWitness.Create(
            forge.Statement, forge.Bits(WriteInPlans.WriteIn("张示例"), WriteInPlans.WriteIn("张示例", "张示例")), [text, text, text], random);
        var own = witness.Encrypt(forge.Statement);
        var g = sim.Plan.Suite.Group.Generator;
        var related = own with { TextAlpha = [own.TextAlpha[0] + g, .. own.TextAlpha.Skip(1)], TextBeta = [own.TextBeta[0] + forge.Statement.Key, .. own.TextBeta.Skip(1)] };
        Gate.Refuses(sim, forge.Ballot(witness, related), Check.V25, Codes.ProofInvalid, goesOn: false);
        var honest = forge.Sealed(witness);
        Gate.Refuses(sim, forge.Resigned(honest with { Proof = honest.Proof with { ZW = honest.Proof.ZW!.Value + sim.Plan.Suite.Group.One } }), Check.V25, Codes.ProofInvalid);
    }

    /// <summary>B13: nothing of the second phase before the first, and no second phase twice.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B13")]
    public void V03_V29_the_second_phase_comes_after_the_first(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Decryption);
        Assert.Equal(1, sim.Record.AwaitedPhase);
        var first = sim.Bodies.Decryption(1);
        Gate.Refuses(sim, sim.Sign(first with { Phase = 2 }), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        var (size, root) = sim.Record.AfterClosed!.Value;
        Gate.Refuses(sim, sim.Sign(first with { Size = size, Root = root }), Check.V29, Codes.TallyQuorum, goesOn: false);
        sim.Advance();
        Gate.Refuses(sim, sim.Sign(first), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        Gate.Refuses(sim, sim.Sign(first with { Phase = 2 }), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        sim.Advance();
        Assert.Equal(2, sim.Record.AwaitedPhase);
        Assert.False(sim.Record.CanMakeResult);
        var result = new ResultBody { Salt = new byte[32], Contests = [] };
        Gate.Refuses(sim, sim.Sign(result), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        var second = sim.Bodies.Decryption(1, 2);
        Gate.Refuses(sim, sim.Sign(second with { Phase = 3 }), Check.V29, Codes.TallyQuorum, goesOn: false);
        sim.Advance();
        Gate.Refuses(sim, sim.Sign(second), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        Gate.Refuses(sim, sim.Sign(result), Check.V03, Codes.EntryOutOfOrder);
    }

    /// <summary>B13: the second list holds the texts of used slots and nothing else, however well proved.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A35")]
    [Trait("Attack", "F-B13")]
    public void V30_no_text_of_an_unused_slot_is_opened(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Decryption, 2);
        var phases = sim.Record.State.Phases;
        var used = phases.UsedSlots;
        var unused = phases.Slots.Except(used).First();
        Assert.Equal((8, 18), (used.Count, phases.Slots.Count));
        Point[] list = [.. sim.Record.DecryptionList(2)!];
        Point[][] faults =
        [
            [.. list, unused.TextAlpha],
            [unused.TextAlpha, .. list.Skip(1)],
            [.. list.Skip(1)],
            [list[1], list[0], .. list.Skip(2)],
            [used[0].UsedAlpha, .. list.Skip(1)],
            [.. phases.Slots.Select(slot => slot.TextAlpha)],
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(Proved(sim, 1, 2, fault)), Check.V30, Codes.DecryptionInvalid, goesOn: false);
        var first = sim.Record.DecryptionList(1)!;
        Gate.Refuses(sim, sim.Sign(Proved(sim, 3, 1, [.. first.SkipLast(1), unused.TextAlpha])), Check.V30, Codes.DecryptionInvalid, goesOn: false);
        Gate.Refuses(sim, sim.Sign(Proved(sim, 1, 2, faults[0])), Check.V30, Codes.DecryptionInvalid);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V31_the_write_ins_of_the_result_are_recomputed(string suite)
    {
        var sim = WriteInPlans.Until(suite, EntryTypes.Result);
        var honest = sim.Bodies.Result();
        var (contest, texts) = (honest.Contests[1], honest.Contests[1].WriteIns!);
        ResultBody With(ContestResult changed) => honest with { Contests = [honest.Contests[0], changed] };
        ResultBody[] faults =
        [
            With(contest with { WriteIns = null }),
            With(contest with { WriteIns = texts with { Texts = [.. texts.Texts.Reverse()] } }),
            With(contest with { WriteIns = texts with { Texts = [.. texts.Texts.Select(item => item with { Count = item.Count + 1 })] } }),
            With(contest with { WriteIns = texts with { Texts = [texts.Texts[0] with { Text = "钱示例" }, .. texts.Texts.Skip(1)] } }),
            With(contest with { WriteIns = texts with { Void = 2, Unreadable = 1 } }),
            With(contest with { WriteIns = texts with { Other = 1, Void = 2 } }),
            With(contest with { Groups = [.. contest.Groups.Select(group => group with { Used = null })] }),
            With(contest with { Groups = [contest.Groups[0] with { Used = [1, 3] }, contest.Groups[1]] }),
            honest with { Salt = ResultBuilder.Salt(sim.Plan.Suite, sim.Record.Decryptions.Where(item => item.Phase == 1)) },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V31, Codes.ResultDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V31, Codes.ResultDiffers);
    }

    [Fact]
    public void V32_as_many_write_ins_as_used_slots()
    {
        var contests = new ContestsBody
        {
            Nonce = new byte[16],
            Contests = [Plans.Contest("P1", 3, 1, 2, true) with { Slots = 1 }],
            Announcement = new Announcement("", "", "", "", ""),
        };
        string? Fault(int used, WriteInsResult writeIns) => ResultRules.SumsFault(
            contests, new ResultBody { Salt = new byte[32], Contests = [new ContestResult("P1", [new GroupResult(["A"], 5, [2, 2, 2], 0, [used])], writeIns)] });
        Assert.Null(Fault(0, WriteInsResult.None));
        Assert.Null(Fault(4, new WriteInsResult([new WriteInCount("张示例", 1)], 1, 1, 1)));
        Assert.NotNull(Fault(3, new WriteInsResult([new WriteInCount("张示例", 1)], 1, 1, 1)));
        Assert.NotNull(Fault(1, WriteInsResult.None));
        Assert.NotNull(Fault(5, new WriteInsResult([new WriteInCount("张示例", 5)], 0, 0, 0)));
    }

    [Fact]
    [Trait("Attack", "F-B7")]
    public void Texts_are_void_or_counted_as_the_page_says()
    {
        var contest = Plans.Contest("P1", 2, 0, 2, false) with { Slots = 2 };
        (int, string?)[] slots =
        [
            (0, "张示例"), (0, "张示例"), (1, "张示例"), (1, "李示例"), (2, "人选2"), (2, "人选2"), (3, "#n1"), (3, "#n9"),
            (4, null), (4, null), (5, ""), (6, "n1"),
        ];
        var shown = WriteInTally.Count(contest, slots, hideSingles: false);
        Assert.Equal([("#n9", 1), ("n1", 1), ("张示例", 2), ("李示例", 1)], shown.Texts.Select(item => (item.Text, item.Count)));
        Assert.Equal((0, 4, 3, 12L), (shown.Other, shown.Void, shown.Unreadable, shown.Total));
        var hidden = WriteInTally.Count(contest, slots, hideSingles: true);
        Assert.Equal([("张示例", 2)], hidden.Texts.Select(item => (item.Text, item.Count)));
        Assert.Equal((3, 4, 3, 12L), (hidden.Other, hidden.Void, hidden.Unreadable, hidden.Total));
    }

    private DecryptionBody Proved(MeetingSimulation sim, int trustee, int phase, IReadOnlyList<Point> alpha)
    {
        var proof = PartialDecryption.Prove(sim.Record.DecryptionContext(trustee, phase), sim.Keys.Share(trustee), alpha, random);
        return sim.Bodies.Decryption(trustee, phase) with
        {
            D = BytesVector.Join(proof.D.Select(point => (Bytes)point.Encode()), Point.Length),
            Tg = proof.Tg.Encode(),
            Ta = proof.Ta.Encode(),
            Z = proof.Z.ToBytes(),
        };
    }
}
