using System.Net.Http.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Trustees;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>Cosigned checkpoints: taken only from this meeting's officers, shown with their lines, and held still for the tally.</summary>
public sealed class WitnessTests
{
    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task A_witnessed_meeting_waits_for_the_officer_and_its_record_is_complete_only_with_cosignatures(string suiteName)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.True(Suite.TryParse(suiteName, out var suite));
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.OpenAsync(server, "witnessed", new MeetingPlan { People = 4, Suite = suite, Witnessed = true });
        using var http = server.Client();
        var witness = await WitnessClient.OfAsync(http, meeting);
        await witness.LookAsync();
        Assert.Contains("/officer-1 ", (await meeting.Grain.SnapshotAsync()).Checkpoint, StringComparison.Ordinal);
        for (var card = 0; card < 4; card++)
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            await attendee.CastWellAsync(http, attendee.Seal(0));
        }
        // A line moves no step: what the public sees while voting is open is still the opening's tree.
        Assert.Equal(witness.Size, (await witness.NewestAsync()).Size);
        await meeting.CloseAsync();
        var closedAt = (await meeting.Grain.FactsAsync()).Size;

        // The first trustee is ready before the officer looks: witnesses are still shown the tree of the tally.
        Assert.Equal("tally-ready", await DueAsync(0));
        await meeting.Trustees[0].StepOnceAsync();
        Assert.Equal(closedAt, (await witness.NewestAsync()).Size);
        Assert.Equal(closedAt + 1, (await meeting.Grain.FactsAsync()).Size);
        await meeting.Trustees[1].StepOnceAsync();
        Assert.Equal("witness", await DueAsync(0));
        Assert.Equal(NextSteps.CosignTally, (await server.Get<GetMeeting>().RunAsync(meeting.Officer.Actor, "witnessed")).Need().NextStep);
        Assert.DoesNotContain("officer-1", (await ViewAsync(0)).TallyCheckpoint!, StringComparison.Ordinal);
        await witness.LookAsync();
        Assert.Equal(closedAt, witness.Size);
        Assert.Contains("officer-1", (await ViewAsync(0)).TallyCheckpoint!, StringComparison.Ordinal);
        Assert.Equal("decrypt-1", await DueAsync(0));
        Assert.Equal(RecordGap.Result, await GapAsync());
        Assert.Equal(NextSteps.WaitForTally, (await server.Get<GetMeeting>().RunAsync(meeting.Officer.Actor, "witnessed")).Need().NextStep);
        await TrusteeClient.RunAllAsync(meeting.Trustees, tally: true);

        Assert.Equal(RecordGap.Attestation, await GapAsync());
        await PreparedMeeting.SignAsync((await server.Get<ProposeAttestation>().RunAsync(meeting.Officer.Actor, "witnessed", "verified", "")).Need(), meeting.Officer);
        Assert.Equal(RecordGap.Cosignatures, await GapAsync());
        Assert.Equal(NextSteps.CosignEnd, (await server.Get<GetMeeting>().RunAsync(meeting.Officer.Actor, "witnessed")).Need().NextStep);
        Assert.Equal(2, Verify(await meeting.Officer.Http.GetByteArrayAsync("/console/meetings/witnessed/record.zip", stop)));
        await witness.LookAsync();
        Assert.Equal(0, Verify(await meeting.Officer.Http.GetByteArrayAsync("/console/meetings/witnessed/record.zip", stop)));
        Assert.True((await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "witnessed", cancellation: stop)).Need().AllHold);
        Assert.Equal(RecordGap.None, await GapAsync());
        Assert.Equal(NextSteps.Finished, (await server.Get<GetMeeting>().RunAsync(meeting.Officer.Actor, "witnessed")).Need().NextStep);

        async Task<string> GapAsync() => RecordGap.Of((await server.Get<GetMeeting>().RunAsync(meeting.Officer.Actor, "witnessed")).Need());

        async Task<TrusteeView> ViewAsync(int trustee) => (await meeting.Trustees[trustee].Http.GetFromJsonAsync<TrusteeView>("/api/trustee", stop))!;

        async Task<string> DueAsync(int trustee) => (await ViewAsync(trustee)).Due;

        int Verify(byte[] record)
        {
            using var zip = new MemoryStream(record);
            return RecordVerifier.Verify(zip, new VerifyOptions { Random = SystemRandomSource.Instance, Cancellation = stop }).ExitCode;
        }
    }

    [Fact]
    public async Task Lines_that_are_no_cosignature_of_this_checkpoint_are_refused_and_the_first_one_stays()
    {
        await using var server = await RunningServer.StartAsync();
        using var meeting = await PreparedMeeting.DraftAsync(server, "lines", new MeetingPlan { People = 3, Witnessed = true });
        using var other = await PreparedMeeting.DraftAsync(server, "others", new MeetingPlan { People = 3, Witnessed = true });
        using var http = server.Client();
        var witness = await WitnessClient.OfAsync(http, meeting);
        var checkpoint = await witness.NewestAsync();
        var line = witness.LineOver(checkpoint);
        var foreign = await WitnessClient.OfAsync(http, other);
        (string Line, int Size, string Code)[] cases =
        [
            (line, checkpoint.Size + 1, "sizes-invalid"),
            (line, 0, "sizes-invalid"),
            (line, checkpoint.Size - 1, "cosignature-invalid"),
            (foreign.LineOver(await foreign.NewestAsync()), checkpoint.Size, "cosignature-invalid"),
            (line.Replace("officer-1", "officer-2", StringComparison.Ordinal), checkpoint.Size, "cosignature-invalid"),
            (line[..^6] + "AAAAA=", checkpoint.Size, "cosignature-invalid"),
            (line + "\n" + line, checkpoint.Size, "cosignature-invalid"),
            ("", checkpoint.Size, "cosignature-invalid"),
            (new string('x', 5_000), checkpoint.Size, "cosignature-invalid"),
        ];
        foreach (var (text, size, code) in cases)
        {
            using var answer = await witness.SendAsync(text, size);
            Assert.Equal(code, await answer.RefusalCodeAsync());
        }
        Assert.DoesNotContain("officer-1", await witness.NoteAsync(), StringComparison.Ordinal);
        using (var good = await witness.SendAsync(line, checkpoint.Size))
            await good.DemandOkAsync();
        using (var later = await witness.SendAsync(witness.LineOver(checkpoint, 1_790_000_000), checkpoint.Size))
            await later.DemandOkAsync();
        var note = await witness.NoteAsync();
        Assert.Contains(line + "\n", note, StringComparison.Ordinal);
        Assert.Equal(3, note.Split('\n').Count(text => text.StartsWith("— ", StringComparison.Ordinal)) + 1);
        using var unknown = await http.GetAsync(new Uri("/api/witness/no-such-meeting/checkpoint", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("meeting-unknown", await unknown.RefusalCodeAsync());
    }

    [Fact]
    public async Task Lines_survive_a_restart()
    {
        var folder = RunningServer.NewFolder();
        string note;
        await using (var server = await RunningServer.StartAsync(folder))
        {
            using var meeting = await PreparedMeeting.DraftAsync(server, "restart", new MeetingPlan { People = 3, Witnessed = true });
            using var http = server.Client();
            var witness = await WitnessClient.OfAsync(http, meeting);
            await witness.LookAsync();
            note = await witness.NoteAsync();
        }
        await using (var again = await RunningServer.StartAsync(folder))
        {
            using var http = again.Client();
            var shown = await http.GetFromJsonAsync<Features.Witnesses.CheckpointReply>("/api/witness/restart/checkpoint", TestContext.Current.CancellationToken);
            Assert.Equal(note, shown!.Checkpoint);
        }
        Directory.Delete(folder, recursive: true);
    }
}
