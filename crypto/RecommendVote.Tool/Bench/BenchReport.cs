using System.Globalization;
using System.Text;

namespace RecommendVote.Tool.Bench;

/// <summary>The figures of one run; members and units are listed in tests/RecommendVote.Benchmarks/README.md.</summary>
public sealed record BenchReport
{
    /// <summary>One 100-name P-256 ballot in a batch, one core, in ECDH agreements.</summary>
    public required double BallotVerifyInEcdh { get; init; }

    /// <summary>Disjunctive proofs alone over the whole verification of the same record, one core each.</summary>
    public required double RecordSpeedup { get; init; }

    /// <summary>SM2-SM3 over P256-SHA256, 24-name ballots in a batch, one core.</summary>
    public required double SuiteRatio { get; init; }

    public required double Ballot24P256Ms { get; init; }

    public required double Ballot24Sm2Ms { get; init; }

    public required double Ballot100P256Ms { get; init; }

    /// <summary>The whole verifier over a record of <see cref="RecordBallots"/> 24-name P-256 ballots, one core.</summary>
    public required double RecordVerifyOneCoreMs { get; init; }

    /// <summary>The same on all cores.</summary>
    public required double RecordVerifyMs { get; init; }

    public required int RecordBallots { get; init; }

    /// <summary>Mixing and proving 1,000 write-ins on all cores, in library multiplications per write-in.</summary>
    public required double ShuffleProveInMul { get; init; }

    /// <summary>Verifying them as one sum on all cores, in library multiplications per write-in.</summary>
    public required double ShuffleVerifyInMul { get; init; }

    public required double ShuffleProveMs { get; init; }

    public required double ShuffleVerifyMs { get; init; }

    /// <summary>One variable-base multiplication of the library, P-256.</summary>
    public required double MulMs { get; init; }

    public required double EcdhMs { get; init; }

    public required double DisjunctiveNameMs { get; init; }

    public required int Cores { get; init; }

    /// <summary>Wall-clock seconds of the whole run.</summary>
    public required double Seconds { get; init; }

    public string ToText()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"ballotVerifyInEcdh {BallotVerifyInEcdh,7:F1}   {Ballot100P256Ms:F2} ms per 100-name ballot in a batch, one core; ECDH P-256 {EcdhMs:F4} ms");
        Line($"recordSpeedup      {RecordSpeedup,7:F1}   {RecordBallots} ballots of 24 names: {RecordVerifyOneCoreMs:F0} ms on one core; disjunctive proofs {DisjunctiveNameMs:F3} ms a name");
        Line($"suiteRatio         {SuiteRatio,7:F2}   per 24-name ballot in a batch, one core: {Ballot24Sm2Ms:F2} ms SM2-SM3, {Ballot24P256Ms:F2} ms P256-SHA256");
        Line($"recordVerifyMs     {RecordVerifyMs,7:F0}   the same record on {Cores} cores");
        Line($"shuffleProveInMul  {ShuffleProveInMul,7:F1}   {ShuffleBench.Tuples} write-ins in {ShuffleProveMs:F0} ms on {Cores} cores; one multiplication {MulMs:F3} ms");
        Line($"shuffleVerifyInMul {ShuffleVerifyInMul,7:F2}   the same verified as one sum in {ShuffleVerifyMs:F0} ms on {Cores} cores");
        Line($"seconds            {Seconds,7:F1}");
        return text.ToString().TrimEnd();
    }
}
