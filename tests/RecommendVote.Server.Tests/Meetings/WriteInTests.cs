using System.Net.Http.Json;
using System.Text.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Features.Tally;
using RecommendVote.Server.Tests.Clients;

namespace RecommendVote.Server.Tests.Meetings;

/// <summary>Names written in go through mixes and two phases of decryption, over HTTP, and come out as written.</summary>
public sealed class WriteInTests
{
    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public async Task Names_written_in_are_mixed_decrypted_and_grouped(string suiteName)
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.True(Suite.TryParse(suiteName, out var suite));
        await using var server = await RunningServer.StartAsync();
        var plan = new MeetingPlan
        {
            People = 5,
            Suite = suite,
            Names = 3,
            Eligible = 2,
            Witnessed = true,
            Positions = [new("P1", "办公室副主任", "", 1, 1, true) { Slots = 1 }],
        };
        using var meeting = await PreparedMeeting.OpenAsync(server, "written", plan);
        using var http = server.Client();

        // The third of the roster stands on no ballot, so on the directory, which is what the manifest names.
        var directory = await http.GetByteArrayAsync(new Uri("/api/meetings/written/directory", UriKind.Relative), stop);
        var person = Assert.Single(JsonDocument.Parse(directory).RootElement.GetProperty("entries").EnumerateArray());
        Assert.Equal("C3", person.GetProperty("id").GetString());
        var witness = await WitnessClient.OfAsync(http, meeting);
        await witness.LookAsync();
        ContestChoice[] choices =
        [
            ContestChoice.Of(0), new ContestChoice([], ["#C3"]), new ContestChoice([], ["#C3"]), new ContestChoice([], ["张示例"]), new ContestChoice([], [], Abstain: true),
        ];
        foreach (var (choice, card) in choices.Select((choice, card) => (choice, card)))
        {
            var attendee = await meeting.AttendeeAsync(card, http);
            Assert.Equal(new Bytes(suite.Hash(directory)), attendee.Manifest!.Directory);
            await attendee.CastWellAsync(http, attendee.Seal([choice]));
        }
        await meeting.CloseAsync();
        await witness.LookAsync();
        var tallying = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "written")).Need();
        Assert.Equal((0, 2), (Assert.Single(tallying.Progress.Mixes).Done, tallying.Progress.Mixes[0].Needed));
        Assert.Equal(NextSteps.WaitForMixes, (await server.Get<GetMeeting>().RunAsync(meeting.Organizer.Actor, "written")).Need().NextStep);

        for (var round = 0; round < 12 && (await meeting.Grain.FactsAsync()).State != MeetingStates.Tallied; round++)
            foreach (var trustee in meeting.Trustees)
            {
                await trustee.TryStepAsync();
                await witness.LookAsync();
            }
        var tally = (await server.Get<GetTally>().RunAsync(meeting.Organizer.Actor, "written")).Need();
        var counts = Assert.Single(tally.Result!.Contests);
        var group = Assert.Single(counts.Groups);
        Assert.Equal([1, 0], group.Options);
        Assert.Equal(1, group.Abstain);
        Assert.Equal([3], group.Used!);
        Assert.Equal([("#C3", 2), ("张示例", 1)], counts.WriteIns!.Texts.Select(item => (item.Text, item.Count)));
        // Who may see the counts reads names, with what tells two people of one name apart.
        Assert.Equal(
            [($"示例3（{person.GetProperty("detail").GetString()}）", 2), ("张示例", 1)],
            CountFormParts.WriteIns(counts, tally.People).Select(item => (item.Text, item.Count)));
        Assert.Equal([2, 2], tally.Progress.Decrypted.Select(count => Math.Min(count, 2)));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString((await server.Get<MakeCountForm>().RunAsync(meeting.Organizer.Actor, "written")).Need()[..4]));
        await PreparedMeeting.SignAsync((await server.Get<ProposeAttestation>().RunAsync(meeting.Officer.Actor, "written", "verified", "")).Need(), meeting.Officer);
        await witness.LookAsync();
        Assert.True((await server.Get<RecordVerification>().RunAsync(meeting.Officer.Actor, "written", cancellation: stop)).Need().AllHold);
    }
}
