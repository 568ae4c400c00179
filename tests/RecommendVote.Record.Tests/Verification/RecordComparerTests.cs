using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Verification;

/// <summary>One history or two (A41).</summary>
public sealed class RecordComparerTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A41")]
    public void Two_records_of_one_meeting(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot, 2);
        var early = Gate.Zip(sim);
        var common = sim.Entries.Count;
        var forged = new Forge(sim, "A", 1);
        List<Bytes> otherHistory = [.. sim.Entries, forged.Honest()];
        var fork = Gate.Zip(otherHistory, sim.SignCheckpoint(otherHistory).ToString());
        sim.Run();
        var late = Gate.Zip(sim);
        Assert.Equal((ComparisonKind.Same, 0), Compare(late, late));
        Assert.Equal((ComparisonKind.SecondExtendsFirst, 0), Compare(early, late));
        Assert.Equal((ComparisonKind.FirstExtendsSecond, 0), Compare(late, early));
        Assert.Equal((ComparisonKind.Fork, 1), Compare(late, fork));
        var evidence = RecordComparer.Compare(new MemoryStream(late), new MemoryStream(fork));
        Assert.Equal(common, evidence.PartAt);
        Assert.True(Checkpoint.TryVerify(sim.Record.Manifest!, evidence.FirstCheckpoint, out var one));
        Assert.True(Checkpoint.TryVerify(sim.Record.Manifest!, evidence.SecondCheckpoint, out var two));
        Assert.NotEqual(one.Root, two.Root);

        var stranger = Plans.Simulate(sim.Plan, "stranger").RunUntil(EntryTypes.Contests);
        Assert.Equal((ComparisonKind.DifferentMeetings, 2), Compare(late, Gate.Zip(stranger)));
        Assert.Equal((ComparisonKind.Unreadable, 2), Compare(late, [1, 2, 3]));
        // Whoever has no signature of the server has no evidence.
        var unsigned = Gate.Zip(otherHistory, sim.SignCheckpoint().ToString());
        Assert.Equal((ComparisonKind.Unreadable, 2), Compare(late, unsigned));
    }

    private static (ComparisonKind, int) Compare(byte[] a, byte[] b)
    {
        var comparison = RecordComparer.Compare(new MemoryStream(a), new MemoryStream(b));
        return (comparison.Kind, comparison.ExitCode);
    }
}
