using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;
using RecommendVote.Record.Tests.Vectors;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>How many bytes an entry may have: the limits of the types, and the computed sizes of ballots and audits.</summary>
public sealed partial class EntryLimitsTests
{
    private const string LongestText = "一二三四五六七八九十";

    [Fact]
    public void Every_type_has_the_limit_that_the_spec_gives()
    {
        var spec = System.IO.File.ReadAllText(Path.Combine(RecordVector.Folder, "..", "..", "docs", "spec", "record.md"));
        var rows = Row().Matches(spec).ToDictionary(
            row => row.Groups["type"].Value,
            row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture) * (row.Groups["unit"].Value == "MiB" ? 1024 * 1024 : 1024));
        Assert.Equal(EntryTypes.All.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(row.Value, EntryTypes.Find(row.Key)!.Limit));
        Assert.Equal(rows.Values.Max(), EntryTypes.LargestEntry);
    }

    [Fact]
    public void An_entry_may_have_as_many_bytes_as_its_limit_and_not_one_more()
    {
        foreach (var type in EntryTypes.All)
        {
            var limit = EntryTypes.Find(type)!.Limit;
            Assert.DoesNotContain("larger", DetailOf(type, limit), StringComparison.Ordinal);
            var over = limit == EntryTypes.LargestEntry ? "larger than any entry may be" : $"larger than {limit} bytes";
            Assert.Equal(over, DetailOf(type, limit + 1));
        }
    }

    private static string DetailOf(string type, int length)
    {
        var entry = new byte[length];
        Array.Fill(entry, (byte)' ');
        Encoding.ASCII.GetBytes($"{{\"type\":\"{type}\",").CopyTo(entry, 0);
        Assert.False(EntryCodec.TryDecode(Suite.P256, entry, out _, out var refusal));
        Assert.Equal((Codes.EntryMalformed, Check.V02), (refusal.Code, refusal.Check));
        return refusal.Detail!;
    }

    [Fact]
    public void Only_what_begins_with_a_type_has_one()
    {
        Assert.Equal("ballot", EntryCodec.PeekType("{\"type\":\"ballot\",!"u8));
        foreach (var other in new[] { "", "{", "[\"type\"", "{\"type\":1", "{\"Type\":\"ballot\"", "{\"type\":\"ballot", " {\"type\":\"ballot\"" })
            Assert.Null(EntryCodec.PeekType(Encoding.ASCII.GetBytes(other)));
    }

    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public void The_computed_sizes_with_write_ins_are_exact(string name)
    {
        var plan = WriteInPlans.Small(Plans.SuiteOf(name));
        SimulatedCast longest = new("A", 0, [WriteInPlans.WriteIn(LongestText), WriteInPlans.WriteIn(LongestText, LongestText[1..] + "百")]);
        var sim = Plans.Simulate(plan with { Revoting = true, Casts = [.. plan.Casts, plan.Casts[0]], Audits = [longest] }).RunUntil(EntryTypes.Closed);
        var layout = sim.Record.Open!.Classes[0].Statement.Layout;
        Assert.Equal(3, layout.Slots);
        var ballots = sim.Entries.Where(entry => EntryCodec.PeekType(entry) == EntryTypes.Ballot).Select(entry => entry.Length).ToList();
        Assert.Equal(EntryLimits.BallotBytes(layout), ballots.Max());
        Assert.Equal(EntryLimits.BallotBytes(layout) - SupersedesBytes, ballots.Min());
        var audit = Assert.Single(sim.Entries, entry => EntryCodec.PeekType(entry) == EntryTypes.BallotAudited);
        Assert.InRange(audit.Length, EntryLimits.AuditBytes(layout) - SupersedesBytes - 2, EntryLimits.AuditBytes(layout) - SupersedesBytes);
    }

    /// <summary>Member, quotes, colon, comma and 43 letters.</summary>
    private static int SupersedesBytes => "\"supersedes\":\"\",".Length + 43;

    [Fact]
    public void The_computed_size_of_a_ballot_is_exact()
    {
        foreach (var suite in new[] { Suite.P256, Suite.Sm2 })
        {
            var plan = Plans.Small(suite) with { Revoting = true };
            plan = plan with { Casts = [.. plan.Casts, plan.Casts[0]] };
            var sim = Plans.Simulate(plan).RunUntil(EntryTypes.Closed);
            var layout = sim.Record.Open!.Classes[0].Statement.Layout;
            Assert.Equal(EntryLimits.BallotBytes(layout), sim.Entries[^1].Length);
            Assert.Equal(EntryLimits.ForMeeting(sim.Record.Open), sim.Record.Open.MaxBallotBytes + 4096);
        }
    }

    /// <summary>The largest ballot that the rules allow is within the limit of its type.</summary>
    [Fact]
    public void The_largest_legal_ballot_fits()
    {
        var layout = new BallotLayout([new ContestShape(0, 4095, 0, true, 1, 1)]);
        Assert.Equal(4096, layout.Bits);
        Assert.True(EntryLimits.BallotBytes(layout) <= EntryTypes.Find(EntryTypes.Ballot)!.Limit);
        Assert.True(EntryLimits.AuditBytes(layout) <= EntryTypes.Find(EntryTypes.BallotAudited)!.Limit);
    }

    [Fact]
    public void The_computed_size_of_an_audit_bounds_it()
    {
        var sim = Plans.Simulate(Plans.Full(Suite.P256)).RunUntil(EntryTypes.Ballot);
        var bound = EntryLimits.AuditBytes(sim.Record.Open!.Classes[0].Statement.Layout);
        // No tracker superseded: 43 letters and their member less.
        Assert.InRange(sim.Entries[sim.Record.Audits[0].Index].Length, bound - 80, bound);
        Assert.True(EntryLimits.AuditForMeeting(sim.Record.Open) >= bound + EntryLimits.Headroom);
    }

    [Fact]
    public void A_meetings_limits_come_from_its_largest_class()
    {
        var open = Plans.Simulate(Plans.Full(Suite.P256)).RunUntil(EntryTypes.Ballot).Record.Open!;
        var layouts = open.Classes.Select(item => item.Statement.Layout).ToList();
        Assert.True(layouts.Max(EntryLimits.BallotBytes) > layouts.Min(EntryLimits.BallotBytes));
        Assert.Equal(layouts.Max(EntryLimits.BallotBytes) + EntryLimits.Headroom, EntryLimits.ForMeeting(open));
        Assert.Equal(layouts.Max(EntryLimits.AuditBytes) + EntryLimits.Headroom, EntryLimits.AuditForMeeting(open));
    }

    [GeneratedRegex(@"^\| `(?<type>[a-z-]+)` \|.*\| (?<number>\d+) (?<unit>KiB|MiB) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
