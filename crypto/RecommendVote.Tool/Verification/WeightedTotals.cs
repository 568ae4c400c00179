using RecommendVote.Record;
using RecommendVote.Record.Reports;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Verification;

/// <summary>The weighted reading of a verified result; none of a record that fails or has no result.</summary>
public static class WeightedTotals
{
    /// <exception cref="ToolException">The weights do not fit the meeting's categories.</exception>
    public static IReadOnlyList<WeightedContest>? Of(VerificationReport report, IReadOnlyDictionary<string, int> weights)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Failure is not (null or { Check: Check.V34 })
            || report.Record is not { Manifest: { } manifest, Contests: { } contests, Result: { } result })
            return null;
        return WeightedReport.Fault(manifest, weights) is { } fault
            ? throw new ToolException("--weights: " + fault)
            : WeightedReport.Of(manifest, contests, result, weights);
    }
}
