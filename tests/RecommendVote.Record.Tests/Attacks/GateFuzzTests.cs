using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Tests.Common;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>
/// Mutated bodies under true signatures, at the place where the honest entry would stand: the gate accepts or refuses with a code, and never throws.
/// Numbers are replaced by the extremes, so that sums and sizes meet their limits.
/// </summary>
public sealed class GateFuzzTests(ITestOutputHelper output)
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("RV_FULL") == "1";

    public static TheoryData<string> Types => [.. CorpusWriter.EntryTypesOfAWholeMeeting.Where(type =>
        type is not (EntryTypes.Ballot or EntryTypes.BallotAudited or EntryTypes.Cancelled or EntryTypes.TrusteeComplaint))];

    [Theory, MemberData(nameof(Types))]
    [Trait("Attack", "A53")]
    public void A53_no_signed_body_makes_the_gate_throw(string type)
    {
        var sim = Plans.Simulate(type == EntryTypes.Mixed ? WriteInPlans.Small(Suite.P256) : Plans.Full(Suite.P256), "gate fuzz").RunUntil(type);
        var honest = sim.Next!.MakeBody!();
        var trustee = honest is TrusteeBody { Trustee: var sender } ? sender : 0;
        var body = honest.ToBytes();
        Assert.Null(sim.Record.Validate(sim.Sign(type, body, trustee)));
        var seeds = new List<byte[]> { body };
        // every number by itself at its extremes
        var text = System.Text.Encoding.UTF8.GetString(body);
        foreach (System.Text.RegularExpressions.Match number in System.Text.RegularExpressions.Regex.Matches(text, "(?<=[:\\[,])[0-9]+(?=[,}\\]])"))
        {
            foreach (var extreme in new[] { "0", "1", "2", "2147483647", "2147483646", "1073741824" })
                seeds.Add(System.Text.Encoding.UTF8.GetBytes(text[..number.Index] + extreme + text[(number.Index + number.Length)..]));
        }
        var (accepted, codes) = (0, new SortedSet<string>(StringComparer.Ordinal));
        var fuzzer = new Fuzzer(seeds, new Random(Full ? Environment.TickCount : 20261125));
        fuzzer.Run(
            bytes =>
            {
                if (sim.Record.Validate(sim.Sign(type, bytes, trustee)) is { } refusal)
                    codes.Add(refusal.Code);
                else
                    accepted++;
                return null;
            },
            Full ? TimeSpan.FromMinutes(30) / Types.Count : TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);
        output.WriteLine($"{fuzzer.Runs} bodies, {accepted} accepted, refused with {string.Join(", ", codes)}");
        Assert.Contains(Codes.EntryMalformed, codes);
        Assert.True(accepted > 0);
    }
}
