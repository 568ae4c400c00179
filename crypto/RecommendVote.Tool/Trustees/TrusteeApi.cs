using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Trustees;

/// <summary>What <c>GET /api/trustee</c> says that this tool uses (docs/spec/server-api.md).</summary>
public sealed record TrusteeView(
    string Meeting, string Title, string Suite, IReadOnlyList<string> Marks, int Index, string Name, IReadOnlyList<TrusteeSeat> Trustees,
    int Threshold, string State, bool KeyRegistered, int Size, string? Checkpoint, string? OrganizerFingerprint, string? TallyCheckpoint = null);

/// <summary>One trustee of the meeting.</summary>
public sealed record TrusteeSeat(int Index, string Name, bool HasKey);

/// <summary>The trustee's side of the server's HTTP interface. The token travels in a header only.</summary>
public sealed class TrusteeApi : IDisposable
{
    /// <summary>Largest answer that is read, in bytes: a page of entries is at most 4 MiB before base64 and JSON.</summary>
    private const long LargestAnswer = 32L << 20;

    private readonly HttpClient http;

    /// <param name="server">Scheme, host and port.</param>
    /// <param name="token">The text after the number sign of the invitation link.</param>
    public TrusteeApi(string server, string token)
    {
        http = ServerJson.Connect(server, LargestAnswer);
        try
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        catch (FormatException fault)
        {
            http.Dispose();
            throw new ToolException("the token is not one: copy the text after # of the invitation link", fault);
        }
    }

    public Task<TrusteeView> GetAsync(CancellationToken cancellation) =>
        SendAsync<TrusteeView>(HttpMethod.Get, "api/trustee", null, cancellation);

    public async Task RegisterKeyAsync(Bytes key, Bytes proof, CancellationToken cancellation) =>
        await SendAsync<JsonElement>(HttpMethod.Put, "api/trustee/key", new { key = key.ToString(), proof = proof.ToString() }, cancellation);

    /// <summary>Entries from an index to the end of the log, page by page, with the checkpoint of the last page.</summary>
    public async Task<(IReadOnlyList<Bytes> Entries, string? Checkpoint)> GetEntriesAsync(int from, CancellationToken cancellation)
    {
        var entries = new List<Bytes>();
        while (true)
        {
            var next = from + entries.Count;
            var page = await SendAsync<EntriesPage>(
                HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"api/trustee/entries?from={next}"), null, cancellation);
            if (page.From != next || page.Entries is null)
                throw new ToolException("the server answered with another page than asked for", ExitCodes.Failed);
            foreach (var text in page.Entries)
                entries.Add(Bytes.TryParse(text, out var entry) ? entry : throw new ToolException("the server sent an entry that is not base64url", ExitCodes.Failed));
            if (page.Entries.Count == 0 || from + entries.Count >= page.Size)
                return (entries, page.Checkpoint);
        }
    }

    /// <returns>The entry's index in the log.</returns>
    /// <exception cref="ToolException">Refused; the text has the gate's code.</exception>
    public async Task<int> AppendAsync(Bytes entry, CancellationToken cancellation) =>
        (await SendAsync<AppendedEntry>(HttpMethod.Post, "api/trustee/entries", new { entry = entry.ToString() }, cancellation)).Index;

    public void Dispose() => http.Dispose();

    private Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        ServerJson.SendAsync<T>(http, method, path, body, cancellation);

    private sealed record EntriesPage(int From, int Size, IReadOnlyList<string>? Entries, string? Checkpoint);

    private sealed record AppendedEntry(int Index);
}
