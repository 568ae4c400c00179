using System.Net;
using System.Net.Http.Json;
using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>Audits before casting over HTTP: the checks and limits of a cast, and the card stays what it was; the challengers' duty at closing.</summary>
public sealed class AuditTests(CastFixture fixture) : IClassFixture<CastFixture>
{
    private HttpClient Http => fixture.Http;

    [Fact]
    public async Task An_audit_is_logged_found_by_tracker_and_code_and_leaves_the_card_unused()
    {
        var stop = TestContext.Current.CancellationToken;
        var attendee = await fixture.NextAttendeeAsync();
        var (entry, tracker) = attendee.Audit(1);
        using var first = await attendee.SendAuditAsync(Http, entry);
        await first.DemandOkAsync();
        var receipt = (await first.Content.ReadFromJsonAsync<ReceiptReply>(stop))!;
        attendee.Check(receipt, entry);
        Assert.Equal(tracker.ToString(), receipt.Receipt.Tracker);
        var later = await fixture.NextAttendeeAsync();
        await later.CastWellAsync(Http, later.Seal(0));
        using var again = await attendee.SendAuditAsync(Http, entry);
        Assert.Equivalent(receipt, await again.Content.ReadFromJsonAsync<ReceiptReply>(stop), strict: true);

        foreach (var name in new[] { tracker.ToString(), ShortTracker.Format(tracker.Span) })
        {
            var found = (await Http.GetFromJsonAsync<AuditedReply>($"/api/meetings/casting/audited/{name}", stop))!;
            Assert.Equal(entry.ToString(), found.Entry);
            Assert.Equal(receipt.Receipt.Index, found.Index);
            Assert.True(Checkpoint.TryVerify(attendee.Manifest!, found.Checkpoint, out var checkpoint));
            Assert.Equal(checkpoint.Size, found.Size);
            Assert.True(MerkleProof.VerifyInclusion(attendee.Manifest!.Suite, found.Index, found.Size,
                MerkleTree.LeafHash(attendee.Manifest.Suite, entry), [.. found.Proof.Select(Answers.Bytes)], checkpoint.Root));
        }
        using var unknown = await Http.GetAsync(new Uri($"/api/meetings/casting/audited/{new Bytes(new byte[32])}", UriKind.Relative), stop);
        Assert.Equal("audit-unknown", await unknown.RefusalCodeAsync());

        // The card still casts, and its ballot is nowhere among the audits.
        using var card = await attendee.AskAsync(Http, "card");
        Assert.Equal("unused", (await card.Content.ReadFromJsonAsync<CardReply>(stop))!.Status);
        var cast = await attendee.CastWellAsync(Http, attendee.Seal(0));
        using var ballot = await Http.GetAsync(new Uri($"/api/meetings/casting/audited/{cast.Receipt.Tracker}", UriKind.Relative), stop);
        Assert.Equal("audit-unknown", await ballot.RefusalCodeAsync());
    }

    [Fact]
    public async Task Changed_audits_are_refused_with_their_codes_and_nothing_is_logged()
    {
        var attendee = await fixture.NextAttendeeAsync();
        var (entry, tracker) = attendee.Audit(1);
        var size = (await fixture.Meeting.Grain.FactsAsync()).Size;
        Assert.True(BallotJson.TryReadAudited(Suite.P256, entry, out var audited, out _));
        var bits = audited!.Opening.Bits.ToArray();
        (bits[0], bits[1]) = (bits[1], bits[0]);
        var otherBits = (Bytes)BallotJson.Write(audited with { Opening = audited.Opening with { Bits = bits } });
        var otherSignature = (Bytes)BallotJson.Write(audited with { Ballot = audited.Ballot with { S = audited.Ballot.S + audited.Ballot.S } });
        (Bytes Entry, string Code)[] cases =
        [
            // The signature covers the opening, so a changed one fails there first.
            (otherBits, "signature-invalid"),
            (otherSignature, "signature-invalid"),
            (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry.Span) + " "), "entry-malformed"),
            (attendee.Seal(0), "entry-malformed"),
        ];
        foreach (var (changed, code) in cases)
        {
            using var answer = await attendee.SendAuditAsync(Http, changed);
            Assert.Equal(code, await answer.RefusalCodeAsync());
        }
        // An audit is no ballot either.
        using var cast = await attendee.CastAsync(Http, entry);
        Assert.Equal("entry-malformed", await cast.RefusalCodeAsync());
        Assert.Equal(size, (await fixture.Meeting.Grain.FactsAsync()).Size);
        using var stranger = await (await fixture.Other.AttendeeAsync(1, Http)).SendAuditAsync(Http, entry);
        Assert.Equal("card-unknown", await stranger.RefusalCodeAsync());
        using var good = await attendee.SendAuditAsync(Http, entry);
        await good.DemandOkAsync();
        Assert.NotEqual(default, tracker);
    }

    [Fact]
    public void A_card_may_audit_about_a_hundred_times_and_is_then_slowed()
    {
        using var budget = new AuditBudget();
        for (var i = 0; i < AuditBudget.Burst; i++)
            Assert.True(budget.TryTake("m", "card"));
        Assert.False(budget.TryTake("m", "card"));
        Assert.True(budget.TryTake("m", "another"));
    }

    [Fact]
    public async Task Challengers_cards_are_noted_audit_and_are_taken_off_what_was_handed_out()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "challenged", new MeetingPlan { People = 5, Challengers = 2 }, spares: 3);
        using var http = server.Client();
        for (var card = 0; card < 4; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            await attendee.CastWellAsync(http, attendee.Seal(0));
        }
        var note = server.Get<NoteChallengeCards>();
        Assert.Equal("not-allowed", (await note.RunAsync(meeting.Issuer.Actor, "challenged", [meeting.CardOf(5)])).RefusalCode());
        Assert.Equal("challenge-card-used", (await note.RunAsync(meeting.Officer.Actor, "challenged", [meeting.CardOf(0)])).RefusalCode());
        Assert.Equal("card-unknown", (await note.RunAsync(meeting.Officer.Actor, "challenged", [CardSeedText.Format(meeting.Seeds[5])])).RefusalCode());
        (await note.RunAsync(meeting.Officer.Actor, "challenged", [meeting.CardOf(5), meeting.CardOf(6)])).Need();

        // One has audited nothing yet: the closing does not come about, and voting goes on.
        var challenger = await meeting.AttendeeAsync(5, http);
        using (var audit = await challenger.SendAuditAsync(http, challenger.Audit(0).Entry))
            await audit.DemandOkAsync();
        Assert.Equal("challenge-card-idle", (await server.Get<ProposeClosing>().RunAsync(meeting.Organizer.Actor, "challenged")).RefusalCode());
        Assert.Equal("open", (await meeting.Grain.SnapshotAsync()).State);
        var second = await meeting.AttendeeAsync(6, http);
        for (var i = 0; i < 2; i++)
            using (var audit = await second.SendAuditAsync(http, second.Audit(i).Entry))
                await audit.DemandOkAsync();
        var view = (await server.Get<GetChallenge>().RunAsync(meeting.Officer.Actor, "challenged")).Need();
        Assert.Equal(new ChallengeView(2, 2, 0, 3, 3), view);

        // 8 cards, none voided, 2 with challengers: at most 6 can have been handed out.
        var set = server.Get<Features.Meetings.SetHandedOut>();
        Assert.Equal("handed-out-missing", (await set.RunAsync(meeting.Organizer.Actor, "challenged", new Dictionary<string, int> { ["A"] = 7 })).RefusalCode());
        (await set.RunAsync(meeting.Organizer.Actor, "challenged", new Dictionary<string, int> { ["A"] = 5 })).Need();
        await meeting.CloseAsync();
        var facts = await meeting.Grain.FactsAsync();
        Assert.Equal((2, 3, 3), (facts.ChallengeCards, facts.ChallengeAudits, facts.Audits));
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        var tally = (await server.Get<Features.Tally.GetTally>().RunAsync(meeting.Officer.Actor, "challenged")).Need();
        Assert.Equal(4, Assert.Single(tally.Result!.Contests[0].Groups).Ballots);
        Assert.Equal(5, Assert.Single(tally.Closed!.Counts).HandedOut);
    }

    [Fact]
    public async Task A_lost_card_is_replaced_by_a_spare_that_is_counted_and_stays_a_single_one()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "replaced", new MeetingPlan { People = 5 }, spares: 2);
        using var http = server.Client();
        var propose = server.Get<ProposeReplacedCard>();
        var used = await meeting.AttendeeAsync(0, http);
        await used.CastWellAsync(http, used.Seal(0));
        Assert.Equal("replacement-invalid", (await propose.RunAsync(meeting.Organizer.Actor, "replaced", meeting.CardOf(0), "lost", "")).RefusalCode());
        Assert.Equal("not-allowed", (await propose.RunAsync(meeting.Officer.Actor, "replaced", meeting.CardOf(5), "lost", "")).RefusalCode());
        Assert.Equal("request-malformed", (await propose.RunAsync(meeting.Organizer.Actor, "replaced", meeting.CardOf(5), "stolen", "")).RefusalCode());
        await PreparedMeeting.SignAsync((await propose.RunAsync(meeting.Organizer.Actor, "replaced", meeting.CardOf(5), "lost", "遗失")).Need(), meeting.Organizer, meeting.Officer);
        Assert.Equal("replacement-invalid", (await propose.RunAsync(meeting.Organizer.Actor, "replaced", meeting.CardOf(5), "lost", "")).RefusalCode());
        var spare = await meeting.AttendeeAsync(5, http);
        await spare.CastWellAsync(http, spare.Seal(1));
        Assert.Equal(1, (await meeting.Grain.FactsAsync()).Replacements);
        Assert.Equal(HttpStatusCode.OK, (await spare.AskAsync(http, "receipt")).StatusCode);
    }
}
