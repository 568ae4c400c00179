using System.Globalization;

namespace RecommendVote.Documents.Verification;

/// <summary>
/// The chance with which audits would have caught devices that seal something else than was marked: of n audits of ballots chosen without the
/// devices' knowledge, at least one hits a rate p of such ballots with 1 - (1 - p)^n.
/// </summary>
public static class DetectionChance
{
    private static readonly double[] Rates = [0.01, 0.05, 0.10];

    /// <summary>Per cent, one decimal, rounded down so that nothing is promised that does not hold.</summary>
    public static string Of(int audits, double rate) =>
        (Math.Floor((1 - Math.Pow(1 - rate, audits)) * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    public static string Zh(int audits) =>
        $"验证加密 {audits} 次：如果有 {string.Join("、", Rates.Select(Percent))} 的选票被投票设备篡改，至少发现一次的可能性分别为 {string.Join("、", Rates.Select(rate => Of(audits, rate)))}（设备事先不知道哪张会被验证时）。";

    public static string En(int audits) =>
        $"{audits} audits: had devices changed {string.Join(", ", Rates.Select(Percent))} of the ballots, at least one would have been caught with a chance of {string.Join(", ", Rates.Select(rate => Of(audits, rate)))} (if devices cannot tell beforehand which ballot is audited).";

    private static string Percent(double rate) => (rate * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
}
