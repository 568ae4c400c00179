using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Mutants;

/// <summary>The small whole records that mutants are made from, of both suites.</summary>
internal static class MutantBases
{
    public static IReadOnlyList<MutantBase> All() => [.. new[] { Suite.P256, Suite.Sm2 }.SelectMany(Of)];

    private static IEnumerable<MutantBase> Of(Suite suite)
    {
        var small = Plans.Small(suite) with { Trustees = 2, Threshold = 2 };
        yield return Base("small", small);
        yield return Base("revoting", small with { Revoting = true, Casts = [.. small.Casts.Take(4), small.Casts[1], small.Casts[0]] });
        yield return Base("three-trustees", Plans.Small(suite) with { Casts = [.. small.Casts.Take(4)] });
        yield return Base("full", Plans.Full(suite) with { Trustees = 2, Threshold = 2 });
        yield return Base("write-ins", WriteInPlans.Small(suite) with { Trustees = 2, Threshold = 2 });
        yield return Complaint(small);
        yield return Cancelled(small);
    }

    private static MutantBase Base(string name, SimulationPlan plan)
    {
        MeetingSimulation Begin() => Plans.Simulate(plan, "mutants " + name);
        return new(Name(name, plan), Begin().Run(), Begin);
    }

    private static string Name(string name, SimulationPlan plan) => $"{(ReferenceEquals(plan.Suite, Suite.P256) ? "p256" : "sm2")}-{name}";

    private static MutantBase Complaint(SimulationPlan plan)
    {
        MeetingSimulation Begin() => Plans.Simulate(plan, "mutants complaint");
        var sim = Begin().RunUntil(EntryTypes.TrusteeReady);
        var shares = sim.Record.Ceremony!.SharesOf(2)!;
        sim.Append(sim.Sign(Complaints.Make(sim, 1, 2, shares)));
        return new MutantBase(Name("complaint", plan), sim, Begin);
    }

    private static MutantBase Cancelled(SimulationPlan plan)
    {
        MeetingSimulation Begin() => Plans.Simulate(plan, "mutants cancelled");
        var sim = Begin().RunUntil(EntryTypes.Ballot, 2);
        sim.Append(sim.Sign(new CancelledBody { Nonce = new byte[16], Reason = "emergency", Text = "消防警报" }));
        sim.Append(sim.Sign(sim.Bodies.Attestation()));
        return new MutantBase(Name("cancelled", plan), sim, Begin);
    }
}
