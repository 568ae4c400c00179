using System.Diagnostics;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Tool.Bench;

/// <summary>All measurements, one after the other, well within 45 seconds on two cores. <c>rv bench</c> and the benchmark project both call this.</summary>
public static class BenchRun
{
    private const int Names = 24;
    private const int RecordBallots = 150;
    private const int Rounds = 5;
    private const int WarmUpRounds = 6;

    public static BenchReport Measure(IProgress<double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var start = Stopwatch.GetTimestamp();
        var done = 0;
        T Step<T>(Func<T> work)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = work();
            progress.Report(++done / 5.0);
            return result;
        }
        var ecdh = Step(Baselines.EcdhMilliseconds);
        var disjunctive = Step(Baselines.DisjunctiveNameMilliseconds);
        var (p256, sm2, hundred) = Step(VerifyBallots);
        var (oneCore, allCores) = Step(() => VerifyRecord(cancellation));
        var shuffle = Step(() => ShuffleBench.Measure(cancellation));
        return new BenchReport
        {
            BallotVerifyInEcdh = hundred / ecdh,
            RecordSpeedup = disjunctive * Names * RecordBallots / oneCore,
            SuiteRatio = sm2 / p256,
            Ballot24P256Ms = p256,
            Ballot24Sm2Ms = sm2,
            Ballot100P256Ms = hundred,
            RecordVerifyOneCoreMs = oneCore,
            RecordVerifyMs = allCores,
            RecordBallots = RecordBallots,
            ShuffleProveInMul = shuffle.ProveInMul,
            ShuffleVerifyInMul = shuffle.VerifyInMul,
            ShuffleProveMs = shuffle.ProveMs,
            ShuffleVerifyMs = shuffle.VerifyMs,
            MulMs = shuffle.MulMs,
            EcdhMs = ecdh,
            DisjunctiveNameMs = disjunctive,
            Cores = Environment.ProcessorCount,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    /// <summary>The three batches by turns, after some rounds that do not count: the runtime's later, faster code must serve all of them.</summary>
    private static (double P256, double Sm2, double Hundred) VerifyBallots()
    {
        BallotBatches[] batches = [new(Suite.P256, Names, 48), new(Suite.Sm2, Names, 48), new(Suite.P256, 100, 32)];
        var rounds = Enumerable.Range(0, (2 * Rounds) + WarmUpRounds).Select(_ => batches.Select(batch => batch.VerifyMilliseconds()).ToArray()).Skip(WarmUpRounds).ToList();
        double Median(int batch) => rounds.Select(round => round[batch]).Order().ElementAt(Rounds);
        return (Median(0), Median(1), Median(2));
    }

    /// <summary>The whole verifier over one record: reading the file, signatures, tree, proofs, decryptions, result.</summary>
    private static (double OneCore, double AllCores) VerifyRecord(CancellationToken cancellation)
    {
        var random = new SeededRandomSource("bench record");
        var simulation = new MeetingSimulation(SimplePlan.Create(Suite.P256, RecordBallots, Names, 5, random), random, cancellation).Run();
        using var stream = new MemoryStream();
        RecordFile.Write(stream, simulation.Entries, simulation.SignCheckpoint().ToString());
        void Verify(int threads)
        {
            stream.Position = 0;
            var report = RecordVerifier.Verify(stream, new VerifyOptions { Random = SystemRandomSource.Instance, MaxParallelism = threads, Cancellation = cancellation });
            if (!report.AllHold)
                throw new InvalidOperationException($"a record made here does not verify: {report.Failure}");
        }
        Verify(threads: 0);
        var oneCore = Timing.Median(Rounds, () => Timing.Milliseconds(() => Verify(threads: 1)));
        var allCores = Timing.Median(Rounds, () => Timing.WallMilliseconds(() => Verify(threads: 0)));
        return (oneCore, allCores);
    }
}
