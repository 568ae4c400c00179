using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V27: the closing says what the log holds.</summary>
public sealed class ClosingCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A15")]
    [Trait("Attack", "F-B10")]
    [Trait("Attack", "F-B14")]
    public void V27_the_closing(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Closed);
        var honest = sim.Bodies.Closed();
        var (a, b) = (honest.Counts[0], honest.Counts[1]);
        var present = honest.Attendance;
        ClosedBody[] faults =
        [
            // B14: moved before the last ballot.
            honest with { Size = honest.Size - 1, Root = sim.Record.Tree!.Root(honest.Size - 1) },
            honest with { Root = new byte[32] },
            honest with { Attendance = [present[1], present[0]] },
            honest with { Attendance = [present[0]] },
            honest with { Attendance = [present[0] with { Present = 9 }, present[1]] },
            honest with { Attendance = [present[0] with { Present = 2 }, present[1]] },
            honest with { Counts = [a] },
            honest with { Counts = [b, a] },
            honest with { Counts = [a with { Cards = 4 }, b] },
            honest with { Counts = [a, b with { Voided = 0 }] },
            honest with { Counts = [a, b with { HandedOut = 4 }] },
            honest with { Counts = [a with { HandedOut = 2 }, b] },
            honest with { Counts = [a with { Ballots = 2 }, b] },
            // B10: another counted set.
            honest with { CountedRoot = new byte[32] },
            honest with { CountedRoot = sim.Record.Tree.Root() },
            honest with { ChallengeCards = BytesVector.Join([sim.Keys.Card("B", 3).PublicKey], 65) },
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, sim.Sign(fault), Check.V27, Codes.ClosedDiffers, goesOn: false);
        Gate.Refuses(sim, sim.Sign(faults[0]), Check.V27, Codes.ClosedDiffers);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A18")]
    public void The_counted_set_holds_the_last_ballot_of_each_card_in_log_order(string suite)
    {
        var plan = Plans.Small(Plans.SuiteOf(suite)) with { Revoting = true };
        plan = plan with { Casts = [.. plan.Casts, new SimulatedCast("A", 1, [ContestChoice.Of(1), ContestChoice.Of(1)])] };
        var sim = Plans.Simulate(plan).RunUntil(EntryTypes.Closed);
        Assert.Equal((7, 6), (sim.Record.BallotEntries, sim.Record.CountedBallots));
        var order = new[] { ("A", 0), ("B", 0), ("B", 1), ("A", 2), ("B", 2), ("A", 1) };
        var tree = new MerkleTree(plan.Suite);
        foreach (var (cardClass, card) in order)
            tree.Append(sim.Record.FindCard(sim.Keys.Card(cardClass, card).PublicKey)!.Tracker!.Value);
        Assert.Equal(tree.Root(), sim.Bodies.Closed().CountedRoot);
        sim.Run();
        // A 0: option 0; A 1: option 1 instead of 0; A 2: option 2.
        Assert.Equal([1, 1, 1], sim.Record.Result!.Contests[0].Groups[0].Options);
        Assert.Equal([2, 2, 1], sim.Record.Result.Contests[1].Groups[0].Options);
    }
}
