using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Checks;

/// <summary>V03: what may follow what. The table is written out here a second time and compared with the gate at every stage.</summary>
public sealed class OrderCheckTests
{
    private static readonly string[] EveryType =
        [.. EntryTypes.All.Where(type => type is not (EntryTypes.Ballot or EntryTypes.BallotAudited)).Order(StringComparer.Ordinal), "objection"];

    /// <summary>Stage (before the first entry of this type) and what the gate lets through there besides objections.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [EntryTypes.Contests] = [EntryTypes.Contests, EntryTypes.TrusteeCommit, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.TrusteeCommit] = [EntryTypes.Contests, EntryTypes.TrusteeCommit, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.TrusteeKey] = [EntryTypes.Contests, EntryTypes.TrusteeKey, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.TrusteeShares] = [EntryTypes.Contests, EntryTypes.TrusteeShares, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.TrusteeReady] = [EntryTypes.Contests, EntryTypes.TrusteeReady, EntryTypes.TrusteeComplaint, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.Rehearsal] = [EntryTypes.Contests, EntryTypes.Rehearsal, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.Cards] = [EntryTypes.Contests, EntryTypes.Cards, EntryTypes.Cancelled],
        [EntryTypes.CardsVoided] = [EntryTypes.Contests, EntryTypes.CardsVoided, EntryTypes.CardReplaced, EntryTypes.Opened, EntryTypes.Cancelled],
        [EntryTypes.Opened] = [EntryTypes.Contests, EntryTypes.CardsVoided, EntryTypes.CardReplaced, EntryTypes.Opened, EntryTypes.Cancelled],
        [EntryTypes.Ballot] = [EntryTypes.CardsVoided, EntryTypes.CardReplaced, EntryTypes.Closed, EntryTypes.Cancelled],
        [EntryTypes.TallyReady] = [EntryTypes.PaperCount, EntryTypes.TallyReady, EntryTypes.Decryption, EntryTypes.Cancelled],
        // The sample is trustee 2's second decryption here.
        [EntryTypes.Result] = [EntryTypes.Result, EntryTypes.Cancelled],
        [EntryTypes.Attestation] = [EntryTypes.Attestation],
        ["end"] = [EntryTypes.Attestation],
    };

    public static TheoryData<string> Stages => [.. Allowed.Keys];

    /// <summary>Bodies of one whole meeting: right in form, so that V03 has its say before any later rule.</summary>
    private static readonly Lazy<Dictionary<string, EntryBody>> Samples = new(() =>
    {
        var sim = new MeetingSimulation(Plans.Small(Suite.P256), new SeededRandomSource("samples"));
        var samples = new Dictionary<string, EntryBody>();
        while (sim.Next is { } next)
        {
            // The last of each type: trustee 3 where all trustees send.
            if (next.MakeBody is { } make)
            {
                var entry = sim.Sign(make());
                Assert.True(EntryCodec.TryDecode(sim.Plan.Suite, entry, out var decoded, out _));
                samples[next.Type] = ((EnvelopeEntry)decoded!).Body;
                sim.Append(entry);
                sim.Skip();
            }
            else
            {
                sim.Advance();
            }
        }
        var complaint = (RehearsalBody)samples[EntryTypes.Rehearsal];
        samples[EntryTypes.TrusteeComplaint] = new TrusteeComplaintBody { Trustee = 3, Dealer = 1, S = complaint.D, C = complaint.Z, Z = complaint.Z };
        samples[EntryTypes.Cancelled] = new CancelledBody { Nonce = new byte[16], Reason = "other", Text = "" };
        samples[EntryTypes.CardReplaced] = new CardReplacedBody { Nonce = new byte[16], Card = complaint.D, Reason = "lost", Text = "" };
        samples[EntryTypes.PaperCount] = new PaperCountBody { Nonce = new byte[16], Forms = [], Contests = [] };
        // Of a meeting with lines to write names on: where nothing is written in, no mix is ever due.
        samples[EntryTypes.Mixed] = WriteInPlans.Until(Suite.P256.Name, EntryTypes.Mixed).Next!.MakeBody!();
        samples["objection"] = ((AttestationBody)samples[EntryTypes.Attestation]) with { Verdict = AttestationBody.Objection };
        return samples;
    });

    [Theory, MemberData(nameof(Stages))]
    [Trait("Attack", "A15")]
    [Trait("Attack", "A66")]
    public void V03_only_what_the_table_allows(string stage)
    {
        var sim = Plans.Simulate(Plans.Small(Suite.P256) with { Tellers = 2 }, "order");
        if (stage == "end")
            sim.Run();
        else
            sim.RunUntil(stage);
        foreach (var type in EveryType)
        {
            var body = Samples.Value[type];
            // Once per class: the sample is class B, which is not there before its own entry.
            var allowed = type == "objection" || Allowed[stage].Contains(type);
            var refusal = sim.Record.Validate(sim.Sign(body));
            Assert.True(allowed == (refusal?.Check != Check.V03), $"{type} at {stage}: {refusal}");
        }
    }

    [Theory, MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    public void V03_each_trustee_speaks_once(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite)));
        foreach (var (type, make) in new (string, Func<EntryBody>)[]
        {
            (EntryTypes.TrusteeCommit, () => sim.Bodies.Commit(1)), (EntryTypes.TrusteeKey, () => sim.Bodies.Key(1)),
            (EntryTypes.TrusteeShares, () => sim.Bodies.Shares(1)), (EntryTypes.TrusteeReady, () => sim.Bodies.Ready(1)),
            (EntryTypes.Rehearsal, () => sim.Bodies.Rehearsal(1)), (EntryTypes.TallyReady, () => sim.Bodies.TallyReady(1)),
        })
        {
            sim.RunUntil(type, 1);
            Gate.Refuses(sim, sim.Sign(make()), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        }
        sim.RunUntil(EntryTypes.Decryption, 1);
        Gate.Refuses(sim, sim.Sign(sim.Bodies.Decryption(1)), Check.V03, Codes.EntryOutOfOrder);
    }

    [Theory, MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    [Trait("Attack", "A19")]
    public void V03_ballots_only_while_open(string suite)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(EntryTypes.Ballot, 5);
        var late = sim.Next!.Ballot!;
        sim.Skip();
        sim.RunUntil(EntryTypes.TallyReady);
        Assert.Equal(Check.V03, sim.Record.Apply(late).Refusal!.Check);
        Gate.Refuses(sim, late.Entry.Memory, Check.V03, Codes.EntryOutOfOrder);
    }

    [Fact]
    public void V03_a_class_has_one_cards_entry_and_a_meeting_one_manifest()
    {
        var sim = Plans.Simulate(Plans.Small(Suite.P256)).RunUntil(EntryTypes.CardsVoided);
        Gate.Refuses(sim, sim.Sign(sim.Bodies.Cards(sim.Plan.Classes[0])), Check.V03, Codes.EntryOutOfOrder, goesOn: false);
        Gate.Refuses(sim, sim.Entries[0].Memory, Check.V03, Codes.EntryOutOfOrder);
        Assert.Equal(Check.V03, new MeetingRecord().Apply(sim.Entries[1].Memory).Refusal!.Check);
    }

    [Theory, MemberData(nameof(Plans.Suites), MemberType = typeof(Plans))]
    public void A_cancelled_meeting_is_complete_and_nothing_but_attestations_follow(string suite)
    {
        foreach (var stage in new[] { EntryTypes.TrusteeKey, EntryTypes.Closed, EntryTypes.Decryption })
        {
            var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(suite))).RunUntil(stage);
            var next = sim.Sign(sim.Next!.MakeBody!());
            sim.Append(sim.Sign(new CancelledBody { Nonce = new byte[16], Reason = "emergency", Text = "消防警报" }));
            Assert.Equal(Check.V03, sim.Record.Apply(next).Refusal!.Check);
            sim.Append(sim.Sign(sim.Bodies.Attestation()));
            Assert.Equal(0, Gate.Verify(sim, sim.Entries).ExitCode);
        }
    }
}
