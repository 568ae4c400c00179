using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V07 (docs/spec/record.md, rules of the manifest).</summary>
internal static class ManifestRules
{
    /// <summary>The rule that is broken, or null.</summary>
    public static string? Fault(ManifestBody manifest)
    {
        var n = manifest.Trustees.Count;
        if (manifest.Categories.Count is < 1 or > 26 || !AllDistinct(manifest.Categories.Select(category => category.Id)))
            return "categories: 1 to 26, ids unique";
        if (!TrusteeRules.IsAllowed(manifest.Threshold, n))
            return "trustees: 2 <= threshold <= n <= 15";
        if (manifest.Threshold == n && !manifest.AllTrusteesAcknowledged)
            return "threshold = n must be acknowledged";
        if (manifest.MinGroupSize is < 3 or > 1000)
            return "minGroupSize: 3 to 1000";
        if (manifest.Officers.Count is < 1 or > 15)
            return "officers: 1 to 15";
        if (manifest.Tellers.Count is 1 or > 15)
            return "tellers: none or 2 to 15";
        if (manifest.WitnessQuorum > manifest.Officers.Count)
            return "witnessQuorum: at most the number of officers";
        if (manifest.Quorum.Need < 1 || manifest.Quorum.Of < manifest.Quorum.Need || manifest.Quorum.Of > 100)
            return "quorum";
        return KeyFault(manifest);
    }

    private static string? KeyFault(ManifestBody manifest)
    {
        var suite = manifest.Suite;
        var staff = StaffKeys(manifest).ToList();
        if (!staff.All(key => suite.StaffSignatures.IsValidPublicKey(key)))
            return "a staff key is not valid";
        if (!manifest.Trustees.All(trustee => Point.TryDecode(suite, trustee.Key, out _)))
            return "a trustee's key is not a point";
        return AllDistinct(staff.Concat(manifest.Trustees.Select(trustee => trustee.Key))) ? null : "two keys are equal";
    }

    public static IEnumerable<Bytes> StaffKeys(ManifestBody manifest) =>
        manifest.Officers.Concat(manifest.Tellers).Select(person => person.Key).Append(manifest.Organizer.Key).Append(manifest.Issuer.Key).Append(manifest.ServerKey);

    private static bool AllDistinct<T>(IEnumerable<T> values)
    {
        var seen = new HashSet<T>();
        return values.All(seen.Add);
    }
}
