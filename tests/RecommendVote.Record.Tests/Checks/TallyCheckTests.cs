using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V28 to V33: what follows the closing.</summary>
public sealed class TallyCheckTests
{
    private readonly IRandomSource random = new SeededRandomSource("tally");

    public static TheoryData<string> Suites => Plans.Suites;

    private static MeetingSimulation Until(string suite, string type, int skip = 0) =>
        Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(type, skip);

    /// <summary>B1: a trustee that verified another record, for example one ballot fewer, does not count towards the quorum.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B1")]
    public void V28_tally_ready_names_this_record(string suite)
    {
        var sim = Until(suite, EntryTypes.TallyReady, 1);
        var honest = sim.Bodies.TallyReady(2);
        TallyReadyBody[] faults =
        [
            honest with { Root = new byte[32] },
            honest with { Size = honest.Size - 1 },
            honest with { Size = honest.Size - 1, Root = sim.Record.Tree!.Root(honest.Size - 1) },
            honest with { Size = sim.Record.Size, Root = sim.Record.Tree.Root() },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V28, Codes.TallyReadyDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V28, Codes.TallyReadyDiffers);
    }

    /// <summary>B1: with n = 3 and t = 2, three trustees must have verified before anybody decrypts.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A66")]
    [Trait("Attack", "F-B1")]
    public void V29_no_decryption_before_the_quorum(string suite)
    {
        var sim = Until(suite, EntryTypes.TallyReady, 2);
        Assert.False(sim.Record.HasTallyQuorum);
        Gate.Refuses(sim, sim.Sign(sim.Bodies.Decryption(1)), Check.V29, Codes.TallyQuorum);
    }

    [Theory]
    [InlineData(3, 2, 3)]
    [InlineData(5, 3, 4)]
    [InlineData(5, 2, 4)]
    [InlineData(4, 4, 4)]
    [InlineData(15, 8, 12)]
    [Trait("Attack", "F-B1")]
    public void The_quorum_is_half_of_n_plus_t_rounded_up(int n, int t, int quorum)
    {
        var plan = Plans.Small(Suite.P256) with { Trustees = n, Threshold = t };
        Assert.Equal(quorum, Plans.Simulate(plan).Bodies.Manifest().TallyQuorumSize);
        // Any two quorums share more than the t - 1 trustees that may be corrupt.
        Assert.True((2 * quorum) - n > t - 1);
    }

    [Theory, MemberData(nameof(Suites))]
    public void V29_phase_size_and_root(string suite)
    {
        var sim = Until(suite, EntryTypes.Decryption);
        var honest = sim.Bodies.Decryption(1);
        DecryptionBody[] faults =
        [
            honest with { Phase = 3 },
            honest with { Phase = 0 },
            honest with { Size = sim.Record.Size, Root = sim.Record.Tree!.Root() },
            honest with { Root = new byte[32] },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V29, Codes.TallyQuorum, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V29, Codes.TallyQuorum);
    }

    /// <summary>A31, A33, A35, B19, B24: a wrong partial decryption is refused and named, and a good one from another trustee takes its place.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A31")]
    [Trait("Attack", "A35")]
    [Trait("Attack", "F-B24")]
    public void V30_decryptions(string suite)
    {
        var sim = Until(suite, EntryTypes.Decryption);
        var honest = sim.Bodies.Decryption(1);
        var d = honest.D.ToList();
        Bytes identity = new byte[65];
        Bytes generator = sim.Plan.Suite.Group.Generator.Encode();
        var items = sim.Record.Tally!.Items;
        DecryptionBody[] faults =
        [
            honest with { D = Points([]) },
            honest with { D = Points(d.SkipLast(1)) },
            honest with { D = Points(d.Append(d[0])) },
            honest with { D = Points(d.Skip(1).Prepend(identity)) },
            honest with { D = Points(d.Skip(1).Prepend(generator)) },
            honest with { D = Points([d[1], d[0], .. d.Skip(2)]) },
            honest with { Tg = generator },
            honest with { Ta = identity },
            honest with { Z = new byte[32] },
            Proved(sim, 1, sim.Keys.Share(2), items.Select(item => item.Alpha)),
            // A35: decrypts a sum that leaves one ballot's worth out.
            Proved(sim, 1, sim.Keys.Share(1), items.Select((item, k) => k == 0 ? item.Alpha + sim.Plan.Suite.Group.Generator : item.Alpha)),
            sim.Bodies.Decryption(2) with { Trustee = 1 },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V30, Codes.DecryptionInvalid, goesOn: false);
        sim.Append(sim.Sign(sim.Bodies.Decryption(3)));
        sim.Append(sim.Sign(sim.Bodies.Decryption(2)));
        sim.Skip();
        sim.Skip();
        sim.Run();
        Assert.True(sim.Record.IsComplete);
    }

    /// <summary>B19: colluders whose randomness cancels out cannot stop the tally.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B19")]
    public void A_sum_that_is_the_identity_is_decrypted(string suite)
    {
        var sim = Until(suite, EntryTypes.Ballot);
        var sum = sim.Plan.Suite.Group.Zero;
        for (var card = 0; card < 3; card++)
        {
            var forge = new Forge(sim, "A", card, "colluder " + card);
            var witness = forge.Witness(forge.Bits(ContestChoice.Of(0), ContestChoice.Of()));
            if (card == 2)
                witness.Randomness[0] = -sum;
            sum += witness.Randomness[0];
            sim.Append(forge.Ballot(witness));
        }
        for (var ballot = 0; ballot < 6; ballot++)
            sim.Skip();
        for (var card = 0; card < 3; card++)
            sim.Append(new Forge(sim, "B", card, "honest " + card).Honest());
        sim.RunUntil(EntryTypes.Decryption);
        Assert.True(sim.Record.Tally!.Items[0].Alpha.IsIdentity);
        var honest = sim.Bodies.Decryption(1);
        Assert.Equal(new Bytes(new byte[65]), honest.D[0]);
        var wrong = honest with { D = Points(honest.D.Skip(1).Prepend(sim.Plan.Suite.Group.Generator.Encode())) };
        Gate.Refuses(sim, sim.Sign(wrong), Check.V30, Codes.DecryptionInvalid);
        Assert.Equal([3, 0, 0], sim.Record.Result!.Contests[0].Groups[0].Options);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "F-B6")]
    public void V31_the_result(string suite)
    {
        var sim = Until(suite, EntryTypes.Result);
        var honest = sim.Bodies.Result();
        var (first, second) = (honest.Contests[0], honest.Contests[1]);
        var group = first.Groups[0];
        ResultBody[] faults =
        [
            honest with { Salt = new byte[32] },
            honest with { Contests = [second, first] },
            honest with { Contests = [first] },
            WithGroup(honest, group with { Options = [1, 1, 1] }),
            WithGroup(honest, group with { Options = [2, 0] }),
            WithGroup(honest, group with { Abstain = 1 }),
            WithGroup(honest, group with { Abstain = null }),
            WithGroup(honest, group with { Ballots = 4 }),
            WithGroup(honest, group with { Categories = ["A", "B"] }),
            honest with { Contests = [first with { Groups = [] }, second] },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V31, Codes.ResultDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V31, Codes.ResultDiffers);
    }

    /// <summary>A21: no count outside 0..ballots. The proofs keep this from happening in a record, so it is asked of the function.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A21")]
    public void V31_a_count_out_of_range_is_a_named_failure(string suite)
    {
        var group = Plans.SuiteOf(suite).Group;
        foreach (var (plain, expected) in new (Point, int?)[]
        {
            (group.Identity, 0), (group.Generator, 1), (group.Generator * group.FromInt(5), 5),
            (group.Generator * group.FromInt(6), null), (-group.Generator, null), (group.Generator * group.RandomScalar(random), null),
        })
        {
            var item = new OpenItem(group.Identity, plain, 5);
            var (counts, refusal) = ResultBuilder.Count(Plans.SuiteOf(suite), [item], [new AcceptedDecryption(1, [group.Identity], default, 0)]);
            Assert.Equal(expected, counts?[0]);
            Assert.Equal(expected is null ? Codes.CountOutOfRange : null, refusal?.Code);
        }
    }

    /// <summary>V32 follows from V22 and V27, which catch everything first; so it is asked of the functions.</summary>
    [Fact]
    public void V32_sums()
    {
        var contests = new ContestsBody
        {
            Nonce = new byte[16],
            Contests = [Plans.Contest("P1", 3, 1, 2, true)],
            Announcement = new Announcement("", "", "", "", ""),
        };
        string? Fault(int[] options, int abstain) => ResultRules.SumsFault(
            contests, new ResultBody { Salt = new byte[32], Contests = [new ContestResult("P1", [new GroupResult(["A"], 5, options, abstain)])] });
        Assert.Null(Fault([3, 1, 1], 0));
        Assert.Null(Fault([4, 3, 3], 0));
        Assert.Null(Fault([4, 0, 0], 1));
        Assert.NotNull(Fault([4, 0, 0], 0));
        Assert.NotNull(Fault([5, 5, 1], 0));
        Assert.NotNull(Fault([5, 4, 0], 1));
        var closed = Until(Suite.P256.Name, EntryTypes.Closed).Bodies.Closed();
        Assert.Null(ResultRules.ReturnsFault(closed));
        Assert.NotNull(ResultRules.ReturnsFault(closed with { Counts = [closed.Counts[0] with { HandedOut = 2 }] }));
        Assert.NotNull(ResultRules.ReturnsFault(closed with { Counts = [closed.Counts[0] with { HandedOut = 4 }] }));
    }

    [Theory, MemberData(nameof(Suites))]
    public void V33_an_attestation_names_a_state_of_the_log(string suite)
    {
        var sim = Until(suite, EntryTypes.Attestation);
        var honest = sim.Bodies.Attestation();
        AttestationBody[] faults =
        [
            honest with { Root = new byte[32] },
            honest with { Size = honest.Size - 1 },
            honest with { Size = honest.Size + 1 },
            honest with { Verdict = AttestationBody.Objection, Size = int.MaxValue },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V33, Codes.AttestationDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V33, Codes.AttestationDiffers);
    }

    /// <summary>B6: equal counts have results that differ by a salt which only the decryptions fix.</summary>
    [Fact]
    [Trait("Attack", "F-B6")]
    public void Results_are_salted()
    {
        var one = Plans.Simulate(Plans.Small(Suite.P256), "one").Run().Record.Result!;
        var two = Plans.Simulate(Plans.Small(Suite.P256), "two").Run().Record.Result!;
        Assert.NotEqual(one.Salt, two.Salt);
        Assert.Equal((one with { Salt = two.Salt }).ToBytes(), two.ToBytes());
    }

    private DecryptionBody Proved(MeetingSimulation sim, int trustee, Scalar share, IEnumerable<Point> alpha)
    {
        var proof = PartialDecryption.Prove(sim.Record.DecryptionContext(trustee), share, [.. alpha], random);
        return sim.Bodies.Decryption(trustee) with
        {
            D = Points(proof.D.Select(point => (Bytes)point.Encode())),
            Tg = proof.Tg.Encode(),
            Ta = proof.Ta.Encode(),
            Z = proof.Z.ToBytes(),
        };
    }

    private static ResultBody WithGroup(ResultBody result, GroupResult group) =>
        result with { Contests = [result.Contests[0] with { Groups = [group, .. result.Contests[0].Groups.Skip(1)] }, .. result.Contests.Skip(1)] };

    private static BytesVector Points(IEnumerable<Bytes> points) => BytesVector.Join(points, Point.Length);
}
