using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using Xunit;

namespace RecommendVote.Record.Tests;

/// <summary>Runs while nothing else does: what other tests hold would be counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

/// <summary>What a verifier keeps of each ballot, and how large a ballot is.</summary>
[Collection(AloneInTheProcess.Name)]
public class VerifierMemoryTests
{
    private const int Names = 100;

    [Fact]
    public void A_verifier_keeps_at_most_2_KB_of_a_ballot_of_100_names_which_is_at_most_24_KB()
    {
        var (small, large) = (Record(40), Record(240));
        Assert.All(large.Entries.Where(IsBallot), entry => Assert.InRange(entry.Length, 20_000, 24 * 1024));
        Assert.Equal(240, large.Entries.Count(IsBallot));
        // The first round fills what is kept once for all: generators and compiled code.
        Retained(large.File);
        var (fewer, more) = (Retained(small.File), Retained(large.File));
        Assert.InRange((more - fewer) / 200.0, 100, 2048);
    }

    private static bool IsBallot(Bytes entry) => EntryCodec.PeekType(entry.Span[..Math.Min(64, entry.Length)]) == EntryTypes.Ballot;

    private static (IReadOnlyList<Bytes> Entries, MemoryStream File) Record(int voters)
    {
        var random = new SeededRandomSource("memory " + voters);
        var simulation = new MeetingSimulation(SimplePlan.Create(Suite.P256, voters, Names, 5, random), random).Run();
        var file = new MemoryStream();
        RecordFile.Write(file, simulation.Entries, simulation.SignCheckpoint().ToString());
        return (simulation.Entries, file);
    }

    /// <summary>Bytes that are alive only because the report is.</summary>
    private static long Retained(MemoryStream file)
    {
        file.Position = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var report = RecordVerifier.Verify(file, new VerifyOptions { Random = SystemRandomSource.Instance });
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(report.AllHold, report.Failure?.ToString());
        GC.KeepAlive(report);
        return after - before;
    }
}
