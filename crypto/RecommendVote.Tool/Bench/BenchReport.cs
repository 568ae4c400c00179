using System.Globalization;
using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Tool.Bench;

/// <summary>The figures of one run; members and units are listed in tests/RecommendVote.Benchmarks/README.md.</summary>
public sealed record BenchReport
{
    /// <summary>One 100-name P-256 ballot in a batch of 1,000, one core, in ECDH agreements.</summary>
    public required double BallotVerifyInEcdh { get; init; }

    /// <summary>Disjunctive proofs one by one over the whole verification of the same record on all cores.</summary>
    public required double RecordSpeedup { get; init; }

    /// <summary>Mixing and proving 1,000 write-ins on all cores, in library multiplications per write-in.</summary>
    public required double ShuffleProveInMul { get; init; }

    /// <summary>Verifying them as one sum on all cores, in library multiplications per write-in.</summary>
    public required double ShuffleVerifyInMul { get; init; }

    /// <summary>The slower suite over the faster one, 100-name ballots in a batch, one core.</summary>
    public required double SuiteRatio { get; init; }

    public required double BallotMs { get; init; }

    /// <summary>The whole verifier over a record of <see cref="Ballots"/> ballots, all cores, wall clock.</summary>
    public required double RecordMs { get; init; }

    /// <summary>Processor time of the same, all cores together.</summary>
    public required double RecordProcessorMs { get; init; }

    public required double ShuffleProveMs { get; init; }

    public required double ShuffleVerifyMs { get; init; }

    /// <summary>One variable-base multiplication of the library, P-256.</summary>
    public required double MulMs { get; init; }

    public required double BallotP256Ms { get; init; }

    public required double BallotSm2Ms { get; init; }

    public required double EcdhMs { get; init; }

    public required double DisjunctiveNameMs { get; init; }

    /// <summary>One of the eight multiplications of a name, hashing included.</summary>
    public required double MultiplicationMs { get; init; }

    /// <summary>Lanes of the vector path that this machine uses.</summary>
    public required string Path { get; init; }

    /// <summary>Nanoseconds of one product and one square in the field, per path.</summary>
    public required IReadOnlyList<LaneTiming> Fields { get; init; }

    /// <summary>Products needed for the curve work of one ballot in the batch, times the time of one.</summary>
    public required double LimitMs { get; init; }

    public required int Ballots { get; init; }

    public required int Names { get; init; }

    public required int Cores { get; init; }

    /// <summary>Wall-clock seconds of the whole run.</summary>
    public required double Seconds { get; init; }

    public string ToText()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"ballotVerifyInEcdh {BallotVerifyInEcdh,7:F2}   {BallotMs:F3} ms per {Names}-name ballot in a batch of {Ballots}, one core; ECDH P-256 {EcdhMs:F4} ms");
        Line($"recordSpeedup      {RecordSpeedup,7:F0}   {Ballots} ballots of {Names} names: {RecordMs:F0} ms on {Cores} cores ({RecordProcessorMs:F0} ms of processor time); disjunctive proofs {DisjunctiveNameMs:F3} ms a name, {MultiplicationMs:F4} ms a multiplication");
        Line($"shuffleProveInMul  {ShuffleProveInMul,7:F1}   {ShuffleBench.Tuples} write-ins in {ShuffleProveMs:F0} ms on {Cores} cores; one multiplication {MulMs:F3} ms");
        Line($"shuffleVerifyInMul {ShuffleVerifyInMul,7:F2}   the same verified as one sum in {ShuffleVerifyMs:F0} ms on {Cores} cores");
        Line($"suiteRatio         {SuiteRatio,7:F2}   per ballot in a smaller batch: {BallotSm2Ms:F3} ms SM2-SM3, {BallotP256Ms:F3} ms P256-SHA256");
        foreach (var field in Fields)
            Line($"field product      {field.ProductNs,7:F1} ns, square {field.SquareNs:F1} ns: {field.Path}, {field.Curve}");
        Line($"limit              {LimitMs,7:F3} ms per ballot for the curve work alone ({Path}); reached {BallotMs / LimitMs:F1} times that, hashing and all");
        Line($"seconds            {Seconds,7:F1}");
        return text.ToString().TrimEnd();
    }
}
