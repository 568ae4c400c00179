using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V07 and V08: rules of manifest and contests, each broken alone and signed by whoever may sign.</summary>
public sealed class ManifestCheckTests
{
    private static readonly Dictionary<string, Func<ManifestBody, MeetingSimulation, ManifestBody>> ManifestFaults = new()
    {
        ["no category"] = (m, _) => m with { Categories = [] },
        ["27 categories"] = (m, _) => m with { Categories = [.. Enumerable.Range(1, 27).Select(i => new NamedId($"c{i}", "x"))] },
        ["category twice"] = (m, _) => m with { Categories = [m.Categories[0], m.Categories[0]] },
        ["threshold 1"] = (m, _) => m with { Threshold = 1 },
        ["threshold above n"] = (m, _) => m with { Threshold = 4 },
        ["threshold n not acknowledged (A32)"] = (m, _) => m with { Threshold = 3 },
        ["one trustee"] = (m, _) => m with { Trustees = [m.Trustees[0]] },
        ["minGroupSize 2"] = (m, _) => m with { MinGroupSize = 2 },
        ["minGroupSize 1001"] = (m, _) => m with { MinGroupSize = 1001 },
        ["no officer"] = (m, _) => m with { Officers = [] },
        ["quorum need 0"] = (m, _) => m with { Quorum = new QuorumRule(0, 3) },
        ["quorum above one"] = (m, _) => m with { Quorum = new QuorumRule(4, 3) },
        ["quorum of 101"] = (m, _) => m with { Quorum = new QuorumRule(67, 101) },
        ["trustee twice (A27)"] = (m, _) => m with { Trustees = [m.Trustees[0], m.Trustees[1], m.Trustees[0] with { Name = "again" }] },
        ["trustee key off the curve (A22)"] = (m, _) => m with { Trustees = [m.Trustees[0], m.Trustees[1], new NamedKey("x", Off(m.Trustees[2].Key))] },
        ["trustee key of a wrong length"] = (m, _) => m with { Trustees = [m.Trustees[0], m.Trustees[1], new NamedKey("x", m.Trustees[2].Key.Slice(0, 64))] },
        ["organizer is issuer"] = (m, _) => m with { Issuer = m.Organizer },
        ["server is officer"] = (m, _) => m with { ServerKey = m.Officers[0].Key },
        ["server key of a wrong length"] = (m, _) => m with { ServerKey = m.ServerKey.Slice(1, m.ServerKey.Length - 1) },
        ["issuer key is no key"] = (m, _) => m with { Issuer = m.Issuer with { Key = new byte[m.Issuer.Key.Length] } },
    };

    private static readonly Dictionary<string, Func<ContestsBody, ContestsBody>> ContestFaults = new()
    {
        ["no contest"] = c => c with { Contests = [] },
        ["201 contests"] = c => c with { Contests = [.. Enumerable.Range(1, 201).Select(i => c.Contests[0] with { Id = $"p{i}" })] },
        ["contest twice"] = c => c with { Contests = [c.Contests[0], c.Contests[0]] },
        ["option twice"] = c => First(c, x => x with { Options = [x.Options[0], x.Options[0] with { Name = "other" }] }),
        ["two options shown alike"] = c => First(c, x => x with { Options = [x.Options[0], x.Options[0] with { Id = "other" }] }),
        ["no options"] = c => First(c, x => x with { Options = [] }),
        ["max 0"] = c => First(c, x => x with { Max = 0, Min = 0, Abstain = false }),
        ["max above options"] = c => First(c, x => x with { Max = 4 }),
        ["min above max"] = c => First(c, x => x with { Min = 2 }),
        ["abstain with min 0 (B21)"] = c => First(c, x => x with { Min = 0 }),
        ["more than 4096 bits"] = c => First(c, x => Plans.Contest("P1", 2000, 0, 2000, false)) with
        {
            Contests = [Plans.Contest("P1", 2000, 0, 2000, false), Plans.Contest("P2", 97, 1, 1, false)],
        },
    };

    public static TheoryData<string, string> ManifestCases => Cases(ManifestFaults.Keys);

    public static TheoryData<string, string> ContestCases => Cases(ContestFaults.Keys);

    [Theory, MemberData(nameof(ManifestCases))]
    [Trait("Attack", "A32")]
    public void V07_manifest_rules(string suite, string fault)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite)));
        var bad = ManifestFaults[fault](sim.Bodies.Manifest(), sim);
        Gate.Refuses(sim, sim.Sign(bad), Check.V07, Codes.ManifestRule, goesOn: false);
        sim.RunUntil(EntryTypes.TrusteeCommit);
    }

    [Theory, MemberData(nameof(ContestCases))]
    public void V08_contests_rules(string suite, string fault)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Contests);
        Gate.Refuses(sim, sim.Sign(ContestFaults[fault](sim.Bodies.Contests())), Check.V08, Codes.ContestsRule, goesOn: false);
        sim.RunUntil(EntryTypes.TrusteeCommit);
    }

    [Fact]
    public void Contests_of_exactly_4096_bits_are_allowed()
    {
        var sim = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Contests);
        var body = sim.Bodies.Contests();
        Gate.Accepts(sim, sim.Sign(body with { Contests = [Plans.Contest("P1", 2000, 0, 2000, false), Plans.Contest("P2", 96, 1, 1, false)] }));
    }

    [Fact]
    public void Contests_may_be_replaced_until_opened()
    {
        var sim = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.Opened);
        var replaced = sim.Bodies.Contests();
        sim.Append(sim.Sign(replaced));
        sim.Run();
        Assert.True(sim.Record.IsComplete);
    }

    private static TheoryData<string, string> Cases(IEnumerable<string> names) =>
        new(names.SelectMany(name => new[] { (Suite.P256.Name, name), (Suite.Sm2.Name, name) }));

    private static ContestsBody First(ContestsBody contests, Func<ContestBody, ContestBody> change) =>
        contests with { Contests = [change(contests.Contests[0]), .. contests.Contests.Skip(1)] };

    private static Bytes Off(Bytes point)
    {
        var bytes = point.ToArray();
        bytes[64] ^= 1;
        return bytes;
    }
}
