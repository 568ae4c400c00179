using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using RecommendVote.CardReader;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Hosting;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>One meeting from the draft to the attested record, over HTTP and the hub, with cards read back from the printed sheet.</summary>
public sealed class WholeMeetingTests
{
    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task A_meeting_runs_from_draft_to_attested_record(string suiteName)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.True(Suite.TryParse(suiteName, out var suite));
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.DraftAsync(server, "whole", people: 6, suite);
        using var http = server.Client();

        // Cards of a real meeting are made on the server only when somebody says so.
        Assert.Equal("print-needs-confirmation", (await server.Get<PrintCards>().RunAsync(meeting.Organizer.Actor, "whole", new Dictionary<string, int>())).RefusalCode());
        // Cards: the sheet is the only place where the codes are; the issuer signs their keys.
        var printed = (await server.Get<PrintCards>().RunAsync(meeting.Organizer.Actor, "whole", new Dictionary<string, int> { ["A"] = 1 }, confirmed: true)).Need();
        Assert.Equal("cards-missing", (await OpeningAsync(meeting)).RefusalCode());
        await PreparedMeeting.SignAsync(Assert.Single(printed.ProposalIds), meeting.Issuer);
        var seeds = CardSheetReader.Read(printed.Pdf).Texts.Select(SeedOf).ToList();
        Assert.Equal(7, seeds.Count);
        meeting.Seeds.AddRange(seeds);

        // The spare is voided by scanning it: the browser sends its key.
        using var spare = CardKey.FromSeed(suite, seeds[6], "whole");
        var voided = (await server.Get<ProposeVoidedCards>().RunAsync(meeting.Organizer.Actor, "whole", "not-handed-out", [new Bytes(spare.PublicKey.Encode()).ToString()])).Need();
        await PreparedMeeting.SignAsync(voided, meeting.Organizer);

        // Nobody is present yet, then everyone is.
        Assert.Equal("quorum-not-met", (await OpeningAsync(meeting)).RefusalCode());
        await meeting.CheckInEveryoneAsync();
        await meeting.OpenAsync();

        // Six cast over the hub: three for the first name, two for the second, one abstains.
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(server.Address, "/hub/meeting")).Build();
        var snapshots = new List<MeetingSnapshot>();
        hub.On<MeetingSnapshot>("MeetingChanged", snapshots.Add);
        await hub.StartAsync(stop);
        Assert.Equal("open", (await hub.InvokeAsync<MeetingSnapshot>("Watch", "whole", stop)).State);
        int[] marks = [0, 0, 0, 1, 1, -1];
        var firstReceipts = new List<ReceiptReply>();
        foreach (var (mark, card) in marks.Select((mark, card) => (mark, card)))
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            var ballot = attendee.Seal(mark);
            var reply = await hub.InvokeAsync<HubCastReply>("Cast", "whole", ballot.ToString(), stop);
            Assert.Null(reply.Refusal);
            firstReceipts.Add(new ReceiptReply(reply.Receipt!, reply.Leaf!));
            attendee.Check(firstReceipts[^1], ballot);
        }
        await meeting.CloseAsync();

        // Everyone finds the own ballot among the counted ones.
        var last = await meeting.AttendeeAsync(5, http);
        using var counted = await last.AskAsync(http, "counted");
        var place = (await counted.Content.ReadFromJsonAsync<CountedReply>(stop))!;
        var page = await http.GetFromJsonAsync<Features.LiveDisplay.PublicReply>("/api/meetings/whole/public", stop);
        Assert.Equal("closed", page!.State);
        Assert.Equal(page.Closed, place.Closed.Entry);
        Assert.Equal(firstReceipts[5].Receipt.Tracker, place.Tracker);
        Assert.True(Checkpoint.TryVerify(last.Manifest!, place.Checkpoint, out var checkpoint));
        Assert.True(MerkleProof.VerifyInclusion(suite, place.Closed.Index, checkpoint.Size,
            MerkleTree.LeafHash(suite, Answers.Bytes(place.Closed.Entry)), [.. place.Closed.Proof.Select(Answers.Bytes)], checkpoint.Root));
        Assert.True(EntryCodec.TryDecode(suite, Answers.Bytes(place.Closed.Entry), out var closedEntry, out _));
        var closed = (ClosedBody)((EnvelopeEntry)closedEntry).Body;
        Assert.True(MerkleProof.VerifyInclusion(suite, place.Index, place.Size,
            MerkleTree.LeafHash(suite, Answers.Bytes(place.Tracker)), [.. place.Proof.Select(Answers.Bytes)], closed.CountedRoot));

        // Trustees verify and decrypt; the server adds the result by itself.
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        var tally = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "whole")).Need();
        Assert.Equal("tallied", tally.State);
        var group = Assert.Single(Assert.Single(tally.Result!.Contests).Groups);
        Assert.Equal([3, 2], group.Options);
        Assert.Equal(1, group.Abstain);
        Assert.Equal(6, group.Ballots);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString((await server.Get<MakeCountForm>().RunAsync(meeting.Organizer.Actor, "whole")).Need()[..4]));

        // The officer's checks hold but for completeness, then with the attestation all do, here and offline.
        var before = (await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "whole", cancellation: stop)).Need();
        Assert.False(before.AllHold);
        Assert.True(before.HoldsUpToAttestation);
        await PreparedMeeting.SignAsync((await server.Get<ProposeAttestation>().RunAsync(meeting.Officer.Actor, "whole", "verified", "")).Need(), meeting.Officer);
        Assert.True((await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "whole", cancellation: stop)).Need().AllHold);
        using var zip = new MemoryStream(await meeting.Officer.Http.GetByteArrayAsync("/console/meetings/whole/record.zip", stop));
        Assert.Equal(0, RecordVerifier.Verify(zip, new VerifyOptions { Random = SystemRandomSource.Instance, Cancellation = stop }).ExitCode);

        // Policy "sealed": no screen ever sees the result; the state is told to those who watch.
        Assert.All(snapshots, snapshot => Assert.Null(snapshot.Result));
        await WaitAsync(() => snapshots.Exists(snapshot => snapshot.State == "tallied"));
    }

    [Fact]
    public async Task Under_policy_announced_the_screen_gets_the_result()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "announced", people: 3, policy: Data.MeetingPolicy.Announced);
        using var http = server.Client();
        for (var card = 0; card < 3; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            await attendee.CastWellAsync(http, attendee.Seal(0));
        }
        await meeting.CloseAsync();
        Assert.Null((await meeting.Grain.SnapshotAsync()).Result);
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);
        Assert.NotNull((await meeting.Grain.SnapshotAsync()).Result);
    }

    private static Task<Outcome<Guid>> OpeningAsync(PreparedMeeting meeting) =>
        meeting.Server.Get<ProposeOpening>().RunAsync(meeting.Organizer.Actor, meeting.Id);

    private static byte[] SeedOf(string qrText)
    {
        Assert.True(CardLink.TryParseFragment(new Uri(qrText).Fragment, out var seed, out _));
        return seed;
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var i = 0; i < 100 && !holds(); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }
}
