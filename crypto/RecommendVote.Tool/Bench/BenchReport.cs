using System.Globalization;
using System.Text;

namespace RecommendVote.Tool.Bench;

/// <summary>The figures of one run; members and units are listed in tests/RecommendVote.Benchmarks/README.md.</summary>
public sealed record BenchReport
{
    /// <summary>One 100-name P-256 ballot in a batch, one core, in ECDH agreements.</summary>
    public required double BallotVerifyInEcdh { get; init; }

    /// <summary>Disjunctive proofs alone over the whole verification of the same record.</summary>
    public required double RecordSpeedup { get; init; }

    /// <summary>SM2-SM3 over P256-SHA256, 24-name ballots in a batch.</summary>
    public required double SuiteRatio { get; init; }

    public required double Ballot24P256Ms { get; init; }

    public required double Ballot24Sm2Ms { get; init; }

    public required double Ballot100P256Ms { get; init; }

    public required double RecordVerifyMs { get; init; }

    public required int RecordBallots { get; init; }

    public required double EcdhMs { get; init; }

    public required double DisjunctiveNameMs { get; init; }

    /// <summary>Threads that the record's verification used; its baseline is divided by as many.</summary>
    public required int Cores { get; init; }

    /// <summary>Wall-clock seconds of the whole run.</summary>
    public required double Seconds { get; init; }

    public string ToText()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"ballotVerifyInEcdh {BallotVerifyInEcdh,8:F1}   ({Ballot100P256Ms:F2} ms per 100-name ballot, one core; ECDH {EcdhMs:F4} ms)");
        Line($"recordSpeedup      {RecordSpeedup,8:F1}   ({RecordBallots} ballots of 24 names in {RecordVerifyMs:F0} ms on {Cores} cores; disjunctive {DisjunctiveNameMs:F3} ms a name)");
        Line($"suiteRatio         {SuiteRatio,8:F2}   ({Ballot24Sm2Ms:F2} ms SM2-SM3, {Ballot24P256Ms:F2} ms P256-SHA256 per 24-name ballot, one core)");
        Line($"seconds            {Seconds,8:F1}");
        return text.ToString().TrimEnd();
    }
}
