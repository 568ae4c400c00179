using System.Diagnostics;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Tool.Bench;

/// <summary>All measurements, one after the other, within 45 seconds on two cores. <c>rv bench</c> and the benchmark project both call this.</summary>
public static class BenchRun
{
    private const int Names = 100;
    private const int Ballots = 1000;
    private const int SuiteBallots = 200;
    private const int Rounds = 3;

    public static BenchReport Measure(IProgress<double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var start = Stopwatch.GetTimestamp();
        var done = 0;
        T Step<T>(Func<T> work)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = work();
            progress.Report(++done / 8.0);
            return result;
        }
        var ecdh = Step(Baselines.EcdhMilliseconds);
        var disjunctive = Step(Baselines.DisjunctiveNameMilliseconds);
        var (p256, sm2) = Step(CompareSuites);
        var simulation = Step(() => Simulate(cancellation));
        var ballot = Step(() => VerifyBallots(simulation));
        var (record, processor) = Step(() => VerifyRecord(simulation, cancellation));
        var shuffle = Step(() => ShuffleBench.Measure(cancellation));
        var fields = Step(() => LaneTimings.Measure(Stopwatch.GetTimestamp, 1e9 / Stopwatch.Frequency));
        return new BenchReport
        {
            BallotVerifyInEcdh = ballot / ecdh,
            RecordSpeedup = disjunctive * Names * Ballots / record,
            ShuffleProveInMul = shuffle.ProveInMul,
            ShuffleVerifyInMul = shuffle.VerifyInMul,
            ShuffleProveMs = shuffle.ProveMs,
            ShuffleVerifyMs = shuffle.VerifyMs,
            MulMs = shuffle.MulMs,
            SuiteRatio = Math.Max(sm2 / p256, p256 / sm2),
            BallotMs = ballot,
            RecordMs = record,
            RecordProcessorMs = processor,
            BallotP256Ms = p256,
            BallotSm2Ms = sm2,
            EcdhMs = ecdh,
            DisjunctiveNameMs = disjunctive,
            MultiplicationMs = disjunctive / 8,
            Path = LaneTimings.Path,
            Fields = fields,
            LimitMs = LaneTimings.LimitMilliseconds(fields, Ballots, Names),
            Ballots = Ballots,
            Names = Names,
            Cores = Environment.ProcessorCount,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    /// <summary>Both suites by turns, after a round that does not count: the runtime's later, faster code must serve both.</summary>
    private static (double P256, double Sm2) CompareSuites()
    {
        BallotBatches[] batches = [new(Suite.P256, Names, SuiteBallots), new(Suite.Sm2, Names, SuiteBallots)];
        var rounds = Enumerable.Range(0, Rounds + 2).Select(_ => batches.Select(batch => batch.VerifyMilliseconds()).ToArray()).Skip(2).ToList();
        return (rounds.Min(round => round[0]), rounds.Min(round => round[1]));
    }

    /// <summary>A record with ballots that are distinct in every point; making it is not measured.</summary>
    private static MeetingSimulation Simulate(CancellationToken cancellation)
    {
        var random = new SeededRandomSource("bench record");
        return new MeetingSimulation(SimplePlan.Create(Suite.P256, Ballots, Names, 5, random), random, cancellation).Run();
    }

    /// <summary>All ballots of the record as one batch, one core.</summary>
    private static double VerifyBallots(MeetingSimulation simulation)
    {
        var batch = new BallotBatches(Suite.P256, Names, simulation);
        return batch.Count == Ballots ? Timing.Best(Rounds, batch.VerifyMilliseconds) : throw new InvalidOperationException("a ballot for every voter");
    }

    /// <summary>The whole verifier over the record on all cores, wall clock: reading the file, signatures, tree, proofs, totals, decryptions, result.</summary>
    private static (double Wall, double Processor) VerifyRecord(MeetingSimulation simulation, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        RecordFile.Write(stream, simulation.Entries, simulation.SignCheckpoint().ToString());
        void Verify()
        {
            stream.Position = 0;
            var report = RecordVerifier.Verify(stream, new VerifyOptions { Random = SystemRandomSource.Instance, Cancellation = cancellation });
            if (!report.AllHold)
                throw new InvalidOperationException($"a record made here does not verify: {report.Failure}");
        }
        var processor = double.MaxValue;
        var wall = Timing.Best(Rounds + 1, () => Timing.WallMilliseconds(() => processor = Math.Min(processor, Timing.Milliseconds(Verify))));
        return (wall, processor);
    }
}
