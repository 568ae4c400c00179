using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>One server and one open meeting for all tests here; each uses cards of its own.</summary>
public sealed class CastFixture : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public PreparedMeeting Meeting { get; private set; } = null!;

    public PreparedMeeting Other { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    private int used;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync();
        Meeting = await PreparedMeeting.OpenAsync(Server, "casting", people: 20);
        Other = await PreparedMeeting.OpenAsync(Server, "revoting", people: 5, revoting: true);
        Http = Server.Client();
    }

    /// <summary>The holder of a card that no other test uses.</summary>
    public Task<AttendeeClient> NextAttendeeAsync() => Meeting.AttendeeAsync(Interlocked.Increment(ref used) - 1, Http);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Meeting.Dispose();
        Other.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>What a cast may be refused for, each with its code, and that a refusal leaves the card usable.</summary>
public sealed class CastTests(CastFixture fixture) : IClassFixture<CastFixture>
{
    private HttpClient Http => fixture.Http;

    [Fact]
    [Trait("Attack", "A18")]
    public async Task The_same_bytes_again_get_the_same_receipt_over_http_and_hub()
    {
        var stop = TestContext.Current.CancellationToken;
        var attendee = await fixture.NextAttendeeAsync();
        var ballot = attendee.Seal(0);
        var first = await attendee.CastWellAsync(Http, ballot);
        var later = await fixture.NextAttendeeAsync();
        await later.CastWellAsync(Http, later.Seal(1));
        var again = await attendee.CastWellAsync(Http, ballot);
        Assert.Equivalent(first, again, strict: true);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(fixture.Server.Address, "/hub/meeting")).Build();
        await hub.StartAsync(stop);
        var overHub = await hub.InvokeAsync<HubCastReply>("Cast", "casting", ballot.ToString(), stop);
        Assert.Equivalent(first.Receipt, overHub.Receipt, strict: true);

        using var asked = await attendee.AskAsync(Http, "receipt");
        var newest = (await asked.Content.ReadFromJsonAsync<ReceiptReply>(stop))!;
        attendee.Check(newest, ballot);
        Assert.Equal(first.Receipt.Index, newest.Receipt.Index);
        Assert.True(newest.Receipt.Size >= first.Receipt.Size);
    }

    [Fact]
    [Trait("Attack", "A65")]
    public async Task A_second_ballot_of_a_card_is_refused()
    {
        var attendee = await fixture.NextAttendeeAsync();
        await attendee.CastWellAsync(Http, attendee.Seal(0));
        using var second = await attendee.CastAsync(Http, attendee.Seal(1));
        Assert.Equal("already-cast", await second.RefusalCodeAsync());
        using var card = await attendee.AskAsync(Http, "card");
        Assert.Equal("received", (await card.Content.ReadFromJsonAsync<CardReply>(TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    [Trait("Attack", "A18")]
    public async Task Where_revoting_is_on_a_ballot_that_names_its_predecessor_replaces_it()
    {
        var attendee = await fixture.Other.AttendeeAsync(0, Http);
        var first = await attendee.CastWellAsync(Http, attendee.Seal(0));
        using var withoutTracker = await attendee.CastAsync(Http, attendee.Seal(1));
        Assert.Equal("already-cast", await withoutTracker.RefusalCodeAsync());
        using var wrongTracker = await attendee.CastAsync(Http, attendee.Seal(1, (Bytes)new byte[32]));
        Assert.Equal("supersedes-wrong", await wrongTracker.RefusalCodeAsync());
        var second = await attendee.CastWellAsync(Http, attendee.Seal(1, Answers.Bytes(first.Receipt.Tracker)));
        Assert.NotEqual(first.Receipt.Tracker, second.Receipt.Tracker);
    }

    [Fact]
    public async Task Another_meetings_card_is_unknown()
    {
        var stranger = await fixture.Other.AttendeeAsync(1, Http);
        var ballot = stranger.Seal(0);
        using var cast = await Http.PostAsJsonAsync("/api/meetings/casting/cast", new { ballot = ballot.ToString() }, TestContext.Current.CancellationToken);
        Assert.Equal("card-unknown", await cast.RefusalCodeAsync());
        using var ask = await Http.PostAsJsonAsync("/api/meetings/casting/card", new { card = stranger.Card.ToString() }, TestContext.Current.CancellationToken);
        Assert.Equal("card-unknown", await ask.RefusalCodeAsync());
    }

    [Fact]
    public async Task A_voided_card_is_refused()
    {
        var attendee = await fixture.NextAttendeeAsync();
        var meeting = fixture.Meeting;
        await PreparedMeeting.SignAsync((await fixture.Server.Get<ProposeVoidedCards>().RunAsync(meeting.Organizer.Actor, meeting.Id, "spoilt", [attendee.Card.ToString()])).Need(), meeting.Organizer);
        using var cast = await attendee.CastAsync(Http, attendee.Seal(0));
        Assert.Equal("card-voided", await cast.RefusalCodeAsync());
    }

    [Fact]
    public async Task Changed_ballots_are_refused_and_the_honest_one_still_counts()
    {
        var attendee = await fixture.NextAttendeeAsync();
        var ballot = attendee.Seal(0);
        Assert.True(BallotJson.TryRead(Suite.P256, ballot, out var sealedBallot, out _));
        var wrongSignature = (Bytes)BallotJson.Write(sealedBallot! with { S = sealedBallot.S + sealedBallot.S });
        using var first = await attendee.CastAsync(Http, wrongSignature);
        Assert.Equal("signature-invalid", await first.RefusalCodeAsync());
        var wrongProof = (Bytes)BallotJson.Write(sealedBallot with { Proof = sealedBallot.Proof with { ZA = sealedBallot.Proof.ZC } });
        using var second = await attendee.CastAsync(Http, wrongProof);
        Assert.Contains(await second.RefusalCodeAsync(), new[] { "proof-invalid", "signature-invalid" });
        await attendee.CastWellAsync(Http, ballot);
    }

    [Fact]
    public async Task Malformed_and_oversized_ballots_are_refused_by_code_over_both_ways()
    {
        var stop = TestContext.Current.CancellationToken;
        var attendee = await fixture.NextAttendeeAsync();
        var good = Encoding.UTF8.GetString(attendee.Seal(0));
        var open = (await fixture.Server.Get<OpenMeetings>().FindAsync("casting")).Meeting;
        var tooLarge = EntryLimits.ForMeeting(open!) + 10;
        (string Text, string Code)[] cases =
        [
            (new Bytes(Encoding.UTF8.GetBytes(good + " ")).ToString(), "entry-malformed"),
            (new Bytes(Encoding.UTF8.GetBytes(good.Replace("\"B\":", "\"b\":", StringComparison.Ordinal))).ToString(), "entry-malformed"),
            (new Bytes(Encoding.UTF8.GetBytes(good[..^40])).ToString(), "entry-malformed"),
            ("not base64url!", "entry-malformed"),
            ("", "entry-malformed"),
            (new Bytes(new byte[tooLarge]).ToString(), "too-large"),
        ];
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(fixture.Server.Address, "/hub/meeting")).Build();
        await hub.StartAsync(stop);
        foreach (var (text, code) in cases)
        {
            using var answer = await Http.PostAsJsonAsync("/api/meetings/casting/cast", new { ballot = text }, stop);
            Assert.Equal(code, await answer.RefusalCodeAsync());
            Assert.Equal(code, (await hub.InvokeAsync<HubCastReply>("Cast", "casting", text, stop)).Refusal!.Code);
        }
        // Far above any ballot the body is not even read: the client asks first, and is told no.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/meetings/casting/cast");
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(new byte[4 * 1024 * 1024]) { Headers = { { "Content-Type", "application/json" } } };
        using var huge = await Http.SendAsync(request, stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        await attendee.CastWellAsync(Http, Encoding.UTF8.GetBytes(good));
    }

    [Fact]
    public async Task Hub_calls_with_wrong_arguments_get_an_error_without_details_and_the_line_stays_up()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(fixture.Server.Address, "/hub/meeting")).Build();
        await hub.StartAsync(stop);
        object?[][] calls = [[], [null], [5, 6], ["casting"], ["casting", new { a = 1 }], ["casting", "x", "y"], [new string('x', 100_000), "x"]];
        foreach (var call in calls)
        {
            var error = await Xunit.Record.ExceptionAsync(() => hub.InvokeCoreAsync<HubCastReply>("Cast", call, stop));
            if (error is not null)
                Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal("request-malformed", (await hub.InvokeAsync<HubCastReply>("Cast", null, null, stop)).Refusal!.Code);
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync("NoSuchMethod", stop));
        Assert.Equal("open", (await hub.InvokeAsync<MeetingSnapshot>("Watch", "casting", stop)).State);
    }

    [Theory]
    [InlineData("{\"ballot\":5}")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"ballot\":null}")]
    public async Task Json_that_is_no_request_is_refused(string json)
    {
        using var answer = await Http.PostAsync(new Uri("/api/meetings/casting/cast", UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal("request-malformed", await answer.RefusalCodeAsync());
    }

    [Fact]
    public async Task Unknown_and_unopened_meetings_say_so()
    {
        var attendee = await fixture.NextAttendeeAsync();
        var ballot = attendee.Seal(0).ToString();
        foreach (var id in new[] { "no-such-meeting", "x", "UPPER", "under_score" })
        {
            using var answer = await Http.PostAsJsonAsync($"/api/meetings/{id}/cast", new { ballot }, TestContext.Current.CancellationToken);
            Assert.Equal("meeting-unknown", await answer.RefusalCodeAsync());
        }
        await fixture.Server.Get<CreateMeeting>().RunAsync(fixture.Meeting.Organizer.Actor, new MeetingDraft { Id = "only-a-draft", Title = "草稿", PlannedStart = DateTimeOffset.UnixEpoch });
        using var draft = await Http.PostAsJsonAsync("/api/meetings/only-a-draft/cast", new { ballot }, TestContext.Current.CancellationToken);
        Assert.Equal("meeting-not-open", await draft.RefusalCodeAsync());
    }

    [Fact]
    public async Task A_card_that_asks_too_often_is_slowed_while_others_are_not()
    {
        var greedy = await fixture.NextAttendeeAsync();
        var codes = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await greedy.AskAsync(Http, "receipt");
            codes.Add(await answer.RefusalCodeAsync());
        }
        Assert.Contains("too-many-requests", codes);
        var patient = await fixture.NextAttendeeAsync();
        await patient.CastWellAsync(Http, patient.Seal(0));
    }
}

/// <summary>Tests that close a meeting, each with its own.</summary>
public sealed class ClosingTests
{
    [Fact]
    [Trait("Attack", "A19")]
    public async Task While_paused_closing_and_closed_casts_are_refused_but_receipts_are_given_again()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "closing", people: 5);
        using var http = server.Client();
        var actor = meeting.Organizer.Actor;
        var early = await meeting.AttendeeAsync(0, http);
        var ballot = early.Seal(0);
        var receipt = await early.CastWellAsync(http, ballot);
        var late = await meeting.AttendeeAsync(1, http);
        var lateBallot = late.Seal(1);

        (await server.Get<PauseMeeting>().RunAsync(actor, "closing", true)).Need();
        Assert.Equal("meeting-paused", await CodeAsync());
        (await server.Get<PauseMeeting>().RunAsync(actor, "closing", false)).Need();

        var proposal = (await server.Get<ProposeClosing>().RunAsync(actor, "closing")).Need();
        Assert.Equal("meeting-closing", await CodeAsync());
        Assert.Equivalent(receipt, await early.CastWellAsync(http, ballot), strict: true);
        (await server.Get<AbandonClosing>().RunAsync(actor, "closing")).Need();
        using (var abandoned = await meeting.Organizer.TrySignAsync(proposal))
            Assert.Equal("proposal-closed", await abandoned.RefusalCodeAsync());
        await late.CastWellAsync(http, lateBallot);

        await meeting.CloseAsync();
        var tooLate = await meeting.AttendeeAsync(2, http);
        using var refused = await tooLate.CastAsync(http, tooLate.Seal(0));
        Assert.Equal("meeting-closed", await refused.RefusalCodeAsync());
        Assert.Equivalent(receipt, await early.CastWellAsync(http, ballot), strict: true);

        async Task<string> CodeAsync()
        {
            using var answer = await late.CastAsync(http, lateBallot);
            return await answer.RefusalCodeAsync();
        }
    }

    [Fact]
    [Trait("Attack", "F-B14")]
    public async Task A_closing_over_an_older_tree_is_refused_by_the_gate()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "moved", people: 5);
        using var http = server.Client();
        var proposal = (await server.Get<ProposeClosing>().RunAsync(meeting.Organizer.Actor, "moved")).Need();
        // Somebody lifts the freeze behind the proposal's back and a ballot arrives.
        Assert.True(await meeting.Grain.SetClosingAsync(false));
        var attendee = await meeting.AttendeeAsync(0, http);
        await attendee.CastWellAsync(http, attendee.Seal(0));
        await meeting.Organizer.SignAsync(proposal);
        using var answer = await meeting.Officer.TrySignAsync(proposal);
        Assert.Equal("closed-differs", await answer.RefusalCodeAsync());
        Assert.Equal("open", (await meeting.Grain.SnapshotAsync()).State);
    }

    [Fact]
    public async Task A_cancelled_meeting_takes_no_ballot_and_no_decryption()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "cancelled", people: 5);
        using var http = server.Client();
        var attendee = await meeting.AttendeeAsync(0, http);
        await PreparedMeeting.SignAsync((await server.Get<ProposeCancellation>().RunAsync(meeting.Organizer.Actor, "cancelled", "emergency", "")).Need(), meeting.Organizer, meeting.Officer);
        using var cast = await attendee.CastAsync(http, attendee.Seal(0));
        Assert.Equal("meeting-cancelled", await cast.RefusalCodeAsync());
    }

    [Fact]
    [Trait("Attack", "A63")]
    public async Task Turnout_and_public_checkpoint_move_in_steps_of_five()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "steps", people: 6);
        using var http = server.Client();
        var opened = await meeting.Grain.SnapshotAsync();
        for (var card = 0; card < 5; card++)
        {
            Assert.Equal(0, (await meeting.Grain.SnapshotAsync()).Turnout.Returned);
            Assert.Equal(opened.Checkpoint, (await meeting.Grain.SnapshotAsync()).Checkpoint);
            var attendee = await meeting.AttendeeAsync(card, http);
            await attendee.CastWellAsync(http, attendee.Seal(0));
        }
        var moved = await meeting.Grain.SnapshotAsync();
        Assert.Equal(5, moved.Turnout.Returned);
        Assert.Equal(6, moved.Turnout.HandedOut);
        Assert.NotEqual(opened.Checkpoint, moved.Checkpoint);

        // Consistency is proved between public sizes only.
        var (first, checkpoint) = (Read(opened.Checkpoint), Read(moved.Checkpoint));
        using var proof = await http.PostAsJsonAsync("/api/meetings/steps/consistency", new { from = first.Size, to = checkpoint.Size }, TestContext.Current.CancellationToken);
        var reply = (await proof.Content.ReadFromJsonAsync<ConsistencyReply>(TestContext.Current.CancellationToken))!;
        Assert.True(MerkleProof.VerifyConsistency(meeting.Suite, first.Size, first.Root, checkpoint.Size, checkpoint.Root, [.. reply.Proof.Select(Answers.Bytes)]));
        var sixth = await meeting.AttendeeAsync(5, http);
        await sixth.CastWellAsync(http, sixth.Seal(0));
        using var beyond = await http.PostAsJsonAsync("/api/meetings/steps/consistency", new { from = first.Size, to = checkpoint.Size + 1 }, TestContext.Current.CancellationToken);
        Assert.Equal("sizes-invalid", await beyond.RefusalCodeAsync());

        static Checkpoint Read(string? note)
        {
            Assert.True(SignedNote.TryParse(note, out var parsed));
            Assert.True(Checkpoint.TryParse(parsed.Text, out var checkpoint));
            return checkpoint;
        }
    }
}
