using System.Globalization;

namespace RecommendVote.Documents.Verification;

/// <summary>
/// In words: the chance with which the appointed challengers would have caught devices that seal something else than was marked, per share of changed
/// ballots. Attendees' own audits do not enter it: whoever runs a cheating server could make any number of them with cards that nobody drew.
/// Whoever asks computes it (Record, DetectionChance).
/// </summary>
public static class DetectionText
{
    /// <param name="audits">Made with the challengers' cards.</param>
    /// <param name="detection">Per share of changed ballots (0..1) the chance (0..1).</param>
    public static string Zh(int audits, IReadOnlyList<(double Rate, double Chance)> detection) => audits == 0
        ? "指定核查人没有做过验证，记录不能说明投票设备是否如实加密。"
        : $"指定核查人验证 {audits} 次：如果有 {Rates(detection, "、")} 的选票被投票设备篡改，至少发现一次的可能性分别为 {Chances(detection, "、")}（设备事先不知道哪张会被验证时）。";

    /// <inheritdoc cref="Zh"/>
    public static string En(int audits, IReadOnlyList<(double Rate, double Chance)> detection) => audits == 0
        ? "The appointed challengers audited nothing: the record does not show whether devices sealed what was marked."
        : $"{audits} audits by the appointed challengers: had devices changed {Rates(detection, ", ")} of the ballots, at least one would have been caught with a chance of {Chances(detection, ", ")} (if devices cannot tell beforehand which ballot is audited).";

    private static string Rates(IReadOnlyList<(double Rate, double Chance)> detection, string separator) =>
        string.Join(separator, detection.Select(line => (line.Rate * 100).ToString("0", CultureInfo.InvariantCulture) + "%"));

    // Rounded down, so that nothing is promised that does not hold; 1 - 0.8 * 0.8 is 0.36 all the same.
    private static string Chances(IReadOnlyList<(double Rate, double Chance)> detection, string separator) =>
        string.Join(separator, detection.Select(line => (Math.Floor(Math.Round(line.Chance * 1000, 6)) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "%"));
}
