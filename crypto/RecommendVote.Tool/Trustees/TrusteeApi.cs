using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Trustees;

/// <summary>What <c>GET /api/trustee</c> says that this tool uses (docs/spec/server-api.md).</summary>
public sealed record TrusteeView(
    string Meeting, string Title, string Suite, IReadOnlyList<string> Marks, int Index, string Name, IReadOnlyList<TrusteeSeat> Trustees,
    int Threshold, string State, bool KeyRegistered, int Size, string? Checkpoint, string? OrganizerFingerprint);

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
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(server + "/"),
            Timeout = TimeSpan.FromSeconds(60),
            MaxResponseContentBufferSize = LargestAnswer,
        };
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

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
                throw await RefusalAsync(response, cancellation);
            if (response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0)
                return default!;
            return await response.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new ToolException("the server's answer is empty", ExitCodes.Failed);
        }
        catch (HttpRequestException fault)
        {
            throw new ToolException($"the server cannot be reached: {fault.Message}", fault);
        }
        catch (JsonException fault)
        {
            throw new ToolException("the server's answer cannot be read", fault);
        }
        catch (TaskCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolException("the server did not answer within a minute", fault);
        }
    }

    private static async Task<ToolException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(cancellation);
            if (problem?.Code is { Length: > 0 } code)
                return new ToolException($"refused ({code}): {problem.En ?? problem.Title}", ExitCodes.Failed);
        }
        catch (JsonException)
        {
            // not a problem document: a proxy's page, say; the status alone is told
        }
        return new ToolException(string.Create(CultureInfo.InvariantCulture, $"refused with status {status}"), ExitCodes.Failed);
    }

    private sealed record EntriesPage(int From, int Size, IReadOnlyList<string>? Entries, string? Checkpoint);

    private sealed record AppendedEntry(int Index);

    private sealed record Problem(string? Code, string? En, string? Title);
}
