using RecommendVote.Crypto;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Both suites by name, for theories.</summary>
public static class Suites
{
    public static TheoryData<string> All => ["P256-SHA256", "SM2-SM3"];

    public static Suite Get(string name) => Suite.TryParse(name, out var suite) ? suite : throw new ArgumentException(name);

    public static Suite Other(Suite suite) => suite == Suite.P256 ? Suite.Sm2 : Suite.P256;

    public static Scalar Random(this Suite suite, IRandomSource random) => suite.Group.RandomScalar(random);
}
