using System.Net.Http.Headers;
using System.Net.Http.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;
using RecommendVote.Server.Features.Trustees;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>A trustee with nothing but the invitation's token and its own secrets.</summary>
public sealed class TrusteeClient : IDisposable
{
    private readonly List<Bytes> entries = [];
    private readonly MeetingRecord record = new();
    private TrusteeState state;

    public TrusteeClient(RunningServer server, Invitation invitation, Suite suite, string meeting)
    {
        Http = server.Client();
        Token = invitation.Link[(invitation.Link.IndexOf('#', StringComparison.Ordinal) + 1)..];
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        state = TrusteeState.Create(suite, meeting, SystemRandomSource.Instance);
    }

    public HttpClient Http { get; }

    public string Token { get; }

    public async Task RegisterAsync()
    {
        var (key, proof) = TrusteeSession.Invitation(state, SystemRandomSource.Instance);
        using var answer = await Http.PutAsJsonAsync("/api/trustee/key", new { key = key.ToString(), proof = proof.ToString() });
        await answer.DemandOkAsync();
    }

    /// <summary>All take turns until each is done with the ceremony, or with the tally.</summary>
    public static async Task RunAllAsync(IReadOnlyList<TrusteeClient> trustees, bool tally)
    {
        for (var round = 0; round < 20; round++)
        {
            var done = 0;
            foreach (var trustee in trustees)
                done += await trustee.StepAsync(tally) ? 1 : 0;
            if (done == trustees.Count)
                return;
        }
        Assert.Fail("the trustees wait for each other");
    }

    /// <summary>One step of the tally, when one is possible.</summary>
    public async Task StepOnceAsync()
    {
        await CatchUpAsync();
        var step = Assert.IsType<TrusteeStep.Send>(TrusteeSession.NextTallyStep(state, record, TrusteeLog.Read(entries), SystemRandomSource.Instance, await TallyNoteAsync()));
        (state, LastSent) = (step.State, step.Entry);
        using var answer = await SendAsync(step.Entry);
        await answer.DemandOkAsync();
    }

    /// <summary>Takes the steps of the tally that are possible now.</summary>
    public Task<bool> TryStepAsync() => StepAsync(tally: true);

    public async Task<HttpResponseMessage> SendAsync(Bytes entry) => await Http.PostAsJsonAsync("/api/trustee/entries", new { entry = entry.ToString() });

    /// <summary>The last entry this trustee sent.</summary>
    public Bytes LastSent { get; private set; }

    public void Dispose() => Http.Dispose();

    private async Task<bool> StepAsync(bool tally)
    {
        while (true)
        {
            await CatchUpAsync();
            var log = TrusteeLog.Read(entries);
            var step = tally
                ? TrusteeSession.NextTallyStep(state, record, log, SystemRandomSource.Instance, await TallyNoteAsync())
                : TrusteeSession.NextCeremonyStep(state, log, SystemRandomSource.Instance);
            if (step is TrusteeStep.Send send)
            {
                state = send.State;
                LastSent = send.Entry;
                using var answer = await SendAsync(send.Entry);
                await answer.DemandOkAsync();
                continue;
            }
            Assert.False(step is TrusteeStep.Halt, step.ToString());
            return step is TrusteeStep.Done;
        }
    }

    private async Task<string?> TallyNoteAsync() => (await Http.GetFromJsonAsync<TrusteeView>("/api/trustee"))!.TallyCheckpoint;

    private async Task CatchUpAsync()
    {
        while (true)
        {
            var page = (await Http.GetFromJsonAsync<EntriesPage>($"/api/trustee/entries?from={entries.Count}"))!;
            foreach (var text in page.Entries)
            {
                var entry = Answers.Bytes(text);
                Assert.Null(record.Apply(entry.Memory).Refusal);
                entries.Add(entry);
            }
            if (entries.Count >= page.Size)
                return;
        }
    }
}
