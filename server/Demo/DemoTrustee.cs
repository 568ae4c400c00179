using System.Globalization;
using System.Net.Http.Headers;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;
using RecommendVote.Server.Features.Trustees;

namespace RecommendVote.Server.Demo;

/// <summary>
/// A trustee of the demonstration: the real ceremony over HTTP with the invitation's token, through a client of its own, and the steps of
/// <see cref="TrusteeSession"/> that <c>rv trustee</c> takes too. Its replay checks every entry, every ballot's proof included.
/// </summary>
public sealed class DemoTrustee : IDisposable
{
    private readonly HttpClient http;
    private readonly List<Bytes> entries = [];
    private readonly MeetingRecord record = new();
    private readonly IRandomSource random = SystemRandomSource.Instance;
    private TrusteeState state;

    public DemoTrustee(string address, Invitation invitation, Suite suite, string meeting)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        http = new HttpClient { BaseAddress = new Uri(address + "/"), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", invitation.Link[(invitation.Link.IndexOf('#', StringComparison.Ordinal) + 1)..]);
        state = TrusteeState.Create(suite, meeting, random);
        Name = invitation.Name;
    }

    public string Name { get; }

    public async Task RegisterAsync()
    {
        var (key, proof) = TrusteeSession.Invitation(state, random);
        await SendAsync(HttpMethod.Put, "api/trustee/key", new NewTrusteeKey(key.ToString(), proof.ToString()));
    }

    /// <summary>Takes the steps that are possible now.</summary>
    /// <returns>True when this part of the duty is done; false while others are awaited.</returns>
    public async Task<bool> StepAsync(bool tally)
    {
        while (true)
        {
            await CatchUpAsync();
            var log = TrusteeLog.Read(entries);
            var step = tally ? TrusteeSession.NextTallyStep(state, record, log, random, await TallyNoteAsync()) : TrusteeSession.NextCeremonyStep(state, log, random);
            switch (step)
            {
                case TrusteeStep.Done:
                    return true;
                case TrusteeStep.Wait:
                    return false;
                case TrusteeStep.Halt halt:
                    throw new DemoException($"{Name}: {halt.Code} {halt.Detail}");
                case TrusteeStep.Send send:
                    // The rehearsal must work from the restored backup, so each step is taken from what a sealed file would hold.
                    state = TrusteeState.TryParse(send.State.ToBytes(), out var restored) ? restored! : throw new DemoException($"{Name}: the backup cannot be read back");
                    await SendAsync(HttpMethod.Post, "api/trustee/entries", new EntryRequest(send.Entry.ToString()));
                    break;
            }
        }
    }

    /// <summary>All trustees take turns until each is done.</summary>
    /// <param name="between">Done after each trustee's turn: the officer's watch.</param>
    public static async Task RunAsync(IReadOnlyList<DemoTrustee> trustees, bool tally, Func<Task>? between = null)
    {
        ArgumentNullException.ThrowIfNull(trustees);
        for (var round = 0; round < 20; round++)
        {
            var done = 0;
            foreach (var trustee in trustees)
            {
                done += await trustee.StepAsync(tally) ? 1 : 0;
                if (between is not null)
                    await between();
            }
            if (done == trustees.Count)
                return;
        }
        throw new DemoException("the trustees wait for each other");
    }

    public void Dispose() => http.Dispose();

    /// <summary>The note that is decrypted under, with the officer's line once it is there.</summary>
    private async Task<string?> TallyNoteAsync() =>
        (await http.GetFromJsonAsync<TrusteeView>("api/trustee") ?? throw new DemoException($"{Name}: no answer")).TallyCheckpoint;

    private async Task CatchUpAsync()
    {
        while (true)
        {
            var page = await http.GetFromJsonAsync<EntriesPage>(string.Create(CultureInfo.InvariantCulture, $"api/trustee/entries?from={entries.Count}"))
                ?? throw new DemoException($"{Name}: no answer");
            foreach (var text in page.Entries)
            {
                if (!Bytes.TryParse(text, out var entry) || record.Apply(entry.Memory).Refusal is not null)
                    throw new DemoException($"{Name}: the server's entry {entries.Count} is refused");
                entries.Add(entry);
            }
            if (page.Entries.Count == 0 || entries.Count >= page.Size)
                return;
        }
    }

    private async Task SendAsync<T>(HttpMethod method, string path, T body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new DemoException($"{Name}: {path}: {await response.Content.ReadAsStringAsync()}");
    }
}
