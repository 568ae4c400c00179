using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V02: canonical, of a known type, within its limit; and what is defined for later is refused as such.</summary>
public sealed class DecodingCheckTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    public void V02_malformed_entries(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Opened);
        var honest = sim.Sign(sim.Bodies.Opened());
        var text = Encoding.UTF8.GetString(honest);
        string[] faults =
        [
            "",
            "{",
            "[]",
            text + " ",
            " " + text,
            text + "\r",
            text.Replace("\"opened\"", "\"Opened\"", StringComparison.Ordinal),
            text.Replace("\"opened\"", "\"ballot\"", StringComparison.Ordinal),
            text.Replace("\"opened\"", "\"\"", StringComparison.Ordinal),
            text.Replace("\"organizer\"", "\"chair\"", StringComparison.Ordinal),
            text.Replace("\"officer-1\"", "\"officer-01\"", StringComparison.Ordinal),
            text.Replace("\"officer-1\"", "\"officer-0\"", StringComparison.Ordinal),
            text.Replace("{\"type\":\"opened\",", "{", StringComparison.Ordinal),
            text.Replace(",\"sigs\":", ", \"sigs\":", StringComparison.Ordinal),
            text[..^1] + ",\"x\":1}",
        ];
        foreach (var fault in faults)
            Gate.Refuses(sim, Encoding.UTF8.GetBytes(fault), Check.V02, Codes.EntryMalformed, goesOn: false);
        var oversize = new UnsignedEntry(EntryTypes.Opened, new byte[64 * 1024]);
        Gate.Refuses(sim, oversize.ToEntry(), Check.V02, Codes.EntryMalformed, goesOn: false);
        Gate.Refuses(sim, new byte[EntryTypes.LargestEntry + 1], Check.V02, Codes.EntryMalformed);
    }

    /// <summary>A22, A23, A24: every place where a point or scalar is decoded refuses what is none.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void V02_points_and_scalars_that_are_none(string suite)
    {
        var other = ReferenceEquals(Plans.SuiteOf(suite), Suite.P256) ? Suite.Sm2 : Suite.P256;
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot);
        var ballot = sim.Next!.Ballot!;
        var good = ballot.Ballot.Ciphertexts.Alpha[0].Encode();
        foreach (var bad in BadPoints(good, other))
        {
            foreach (var member in new[] { "card", "alpha", "beta", "B", "A", "C", "D", "T1", "T2", "R" })
                Assert.Equal(Codes.EntryMalformed, Replace(sim, ballot.Entry, member, bad, 65)?.Code);
        }
        var order = Plans.SuiteOf(suite).Group.OrderBytes();
        foreach (var bad in new byte[][] { order, [.. Enumerable.Repeat((byte)0xff, 32)], new byte[31], new byte[33] })
        {
            foreach (var member in new[] { "f", "zA", "zC", "zT", "s" })
                Assert.Equal(Codes.EntryMalformed, Replace(sim, ballot.Entry, member, bad, 32)?.Code);
        }
        sim.Run();
    }

    [Theory, MemberData(nameof(Suites))]
    public void V02_points_and_scalars_of_bodies(string suite)
    {
        var other = ReferenceEquals(Plans.SuiteOf(suite), Suite.P256) ? Suite.Sm2 : Suite.P256;
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.TrusteeKey);
        var key = sim.Bodies.Key(1);
        foreach (var bad in BadPoints(key.Key.ToArray(), other).Where(bad => bad.Length == 65))
        {
            Gate.Refuses(sim, sim.Sign(key with { Key = bad }), Check.V02, Codes.EntryMalformed, goesOn: false);
            Gate.Refuses(sim, sim.Sign(key with { A = BytesVector.Join([bad, key.A[1]], 65) }), Check.V02, Codes.EntryMalformed, goesOn: false);
        }
        Bytes order = sim.Plan.Suite.Group.OrderBytes();
        Gate.Refuses(sim, sim.Sign(key with { Z = BytesVector.Join([order, key.Z[0], key.Z[1]], 32) }), Check.V02, Codes.EntryMalformed);
    }

    private static Refusal? Replace(MeetingSimulation sim, Bytes entry, string member, byte[] bad, int length)
    {
        var text = Encoding.UTF8.GetString(entry);
        var start = text.IndexOf($"\"{member}\":\"", StringComparison.Ordinal) + member.Length + 4;
        var end = text.IndexOf('"', start);
        Assert.True(Bytes.TryParse(text[start..end], out var value));
        Bytes replaced = (byte[])[.. bad, .. value.Span[length..]];
        return sim.Record.Validate(Encoding.UTF8.GetBytes(text[..start] + replaced + text[end..]));
    }

    private static IEnumerable<byte[]> BadPoints(byte[] good, Suite other)
    {
        byte[] With(Action<byte[]> change)
        {
            var copy = (byte[])good.Clone();
            change(copy);
            return copy;
        }

        yield return new byte[65];
        yield return other.Group.Generator.Encode();
        yield return With(bytes => bytes[64] ^= 1);
        yield return With(bytes => bytes[1] ^= 0x80);
        foreach (var prefix in new byte[] { 0, 2, 3, 5, 6, 7, 255 })
            yield return With(bytes => bytes[0] = prefix);
        yield return With(bytes => bytes.AsSpan(1, 32).Fill(0xff));
        yield return With(bytes => bytes.AsSpan(33, 32).Fill(0xff));
        yield return With(bytes => bytes.AsSpan(1).Clear());
        yield return good[..64];
        yield return [.. good, 0];
        byte[] compressed = [(byte)(2 + (good[64] & 1)), .. good.AsSpan(1, 32)];
        yield return compressed;
    }
}
