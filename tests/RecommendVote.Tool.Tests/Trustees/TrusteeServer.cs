using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Trustees;

namespace RecommendVote.Tool.Tests.Trustees;

/// <summary>
/// The trustees' part of the server's interface (docs/spec/server-api.md) on a loopback port, over a real log. It makes the manifest when
/// all keys are in, holds the meeting when all have rehearsed, and appends the result when enough have decrypted.
/// </summary>
internal sealed class TrusteeServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Lock gate = new();
    private readonly Suite suite;
    private readonly Bytes?[] keys;
    private readonly int threshold;
    private readonly SeededRandomSource random = new("trustee server");

    public TrusteeServer(Suite suite, int trustees, int threshold)
    {
        (this.suite, this.threshold) = (suite, threshold);
        keys = new Bytes?[trustees];
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Null until all keys are in.</summary>
    public TestMeeting? Meeting { get; private set; }

    public static string Token(int trustee) => $"token-{trustee}";

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                lock (gate)
                    Answer(context);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (request, path) = (context.Request, context.Request.Url!.AbsolutePath);
        var trustee = Enumerable.Range(1, keys.Length).FirstOrDefault(i => request.Headers["Authorization"] == $"Bearer {Token(i)}");
        var (status, body) = trustee == 0 ? Refuse(401, "token-unknown")
            : (request.HttpMethod, path) switch
            {
                ("GET", "/api/trustee") => (200, View(trustee)),
                ("PUT", "/api/trustee/key") => Register(trustee, Read(request)),
                ("GET", "/api/trustee/entries") => (200, Page(int.Parse(request.QueryString["from"]!, System.Globalization.CultureInfo.InvariantCulture))),
                ("POST", "/api/trustee/entries") => Append(Read(request)),
                _ => Refuse(404, "not-found"),
            };
        context.Response.StatusCode = status;
        context.Response.ContentType = status == 200 ? "application/json" : "application/problem+json";
        JsonSerializer.Serialize(context.Response.OutputStream, body, JsonSerializerOptions.Web);
        context.Response.Close();
    }

    private object View(int trustee) => new
    {
        meeting = TestMeeting.Id,
        title = "试验会议",
        suite = suite.Name,
        marks = new[] { "simulated" },
        index = trustee,
        name = $"监票人{trustee}",
        trustees = keys.Select((key, i) => new { index = i + 1, name = $"监票人{i + 1}", hasKey = key is not null }),
        threshold,
        state = "preparing",
        keyRegistered = keys[trustee - 1] is not null,
        size = Meeting?.Entries.Count ?? 0,
        checkpoint = Meeting?.Checkpoint(),
        organizerFingerprint = "",
    };

    private (int, object) Register(int trustee, JsonElement request)
    {
        if (!Bytes.TryParse(request.GetProperty("key").GetString(), out var key) || !Bytes.TryParse(request.GetProperty("proof").GetString(), out var proof)
            || !Point.TryDecode(suite, key, out var point)
            || !TrusteeSignature.Verify(suite, new byte[32], TrusteeSession.InvitationType, System.Text.Encoding.ASCII.GetBytes(TestMeeting.Id), point, proof))
            return Refuse(400, "signature-invalid");
        if (keys[trustee - 1] is { } registered)
            return registered == key ? (200, new { }) : Refuse(409, "key-already-registered");
        keys[trustee - 1] = key;
        if (keys.All(given => given is not null))
            Meeting = new TestMeeting(suite, [.. keys.Select(given => given!.Value)], threshold, random);
        return (200, new { });
    }

    /// <summary>Two entries a page, so that paging is walked through.</summary>
    private object Page(int from)
    {
        var page = Meeting?.Entries.Skip(from).Take(2).Select(entry => entry.ToString()).ToList() ?? [];
        return new { from, size = Meeting?.Entries.Count ?? 0, entries = page, checkpoint = Meeting?.Checkpoint() };
    }

    private (int, object) Append(JsonElement request)
    {
        if (Meeting is null || !Bytes.TryParse(request.GetProperty("entry").GetString(), out var entry))
            return Refuse(400, "entry-malformed");
        if (Meeting.Entries.ToList().IndexOf(entry) is var known and >= 0)
            return (200, new { index = known });
        if (Meeting.TryAppend(entry) is { } refusal)
            return Refuse(409, refusal.Code);
        var index = Meeting.Entries.Count - 1;
        if (Meeting.Record is { Phase: MeetingPhase.Preparing, Ceremony.AllRehearsed: true })
        {
            Meeting.AppendContests();
            Meeting.Hold(6);
        }
        else if (Meeting.Record is { Phase: MeetingPhase.Closed, Decryptions.Count: var parts } && parts == threshold)
        {
            Meeting.AppendResult();
        }
        return (200, new { index });
    }

    private static JsonElement Read(HttpListenerRequest request) => JsonDocument.Parse(request.InputStream).RootElement;

    private static (int, object) Refuse(int status, string code) => (status, new { code, en = code, title = code });
}
