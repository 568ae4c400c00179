using System.CommandLine;
using RecommendVote.Crypto;
using RecommendVote.Tool.Bench;
namespace RecommendVote.Tool.Commands;
public static class BenchCommand
{
    public static Command Create()
    {
        var c = new Command("bench", "x");
        c.SetAction(p =>
        {
            var ecdh = Baselines.EcdhMilliseconds();
            var dis = Baselines.DisjunctiveNameMilliseconds();
            Console.WriteLine($"ecdh {ecdh} dis/name {dis}");
            foreach (var suite in new[] { Suite.P256, Suite.Sm2 })
            foreach (var (names, count) in new[] { (100, 32), (24, 64) })
            {
                var b = new BallotBatches(suite, names, count);
                Console.WriteLine($"{suite} {names} seal {b.SealMilliseconds} verify {b.VerifyMilliseconds(3)}  in ecdh {b.VerifyMilliseconds(3) / ecdh}  speedup {dis * names / b.VerifyMilliseconds(3)}");
            }
        });
        return c;
    }
}
