using System.Globalization;

namespace RecommendVote.Documents.Verification;

/// <summary>
/// In words: the chance with which audits would have caught devices that seal something else than was marked, per share of changed ballots.
/// Whoever asks computes it (Record, DetectionChance).
/// </summary>
public static class DetectionText
{
    public static string Zh(int audits, IReadOnlyList<(double Rate, double Chance)> detection) => audits == 0
        ? "没有做过验证，记录不能说明投票设备是否如实加密。"
        : $"验证加密 {audits} 次：如果有 {Rates(detection, "、")} 的选票被投票设备篡改，至少发现一次的可能性分别为 {Chances(detection, "、")}（设备事先不知道哪张会被验证时）。";

    public static string En(int audits, IReadOnlyList<(double Rate, double Chance)> detection) => audits == 0
        ? "Nothing was audited: the record does not show whether devices sealed what was marked."
        : $"{audits} audits: had devices changed {Rates(detection, ", ")} of the ballots, at least one would have been caught with a chance of {Chances(detection, ", ")} (if devices cannot tell beforehand which ballot is audited).";

    private static string Rates(IReadOnlyList<(double Rate, double Chance)> detection, string separator) =>
        string.Join(separator, detection.Select(line => (line.Rate * 100).ToString("0", CultureInfo.InvariantCulture) + "%"));

    // rounded down, so that nothing is promised that does not hold
    private static string Chances(IReadOnlyList<(double Rate, double Chance)> detection, string separator) =>
        string.Join(separator, detection.Select(line => (Math.Floor(line.Chance * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "%"));
}
