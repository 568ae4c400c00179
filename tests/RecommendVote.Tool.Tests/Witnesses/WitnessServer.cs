using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Record.Simulation;

namespace RecommendVote.Tool.Tests.Witnesses;

/// <summary>The witnesses' part of the server's interface on a loopback port, over any tree: an honest server, one that forks, one that rolls back.</summary>
internal sealed class WitnessServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Lock gate = new();
    private readonly List<(string Line, int Size)> received = [];

    public WitnessServer(MeetingSimulation meeting)
    {
        Meeting = meeting;
        Tree = TreeOf(meeting.Entries);
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

    public MeetingSimulation Meeting { get; }

    /// <summary>The history that is shown.</summary>
    public MerkleTree Tree { get; set; }

    /// <summary>The size of the public checkpoint.</summary>
    public int Size { get; set; }

    public IReadOnlyList<(string Line, int Size)> Received
    {
        get
        {
            lock (gate)
                return [.. received];
        }
    }

    public Checkpoint Checkpoint => new(Record.Checkpoint.OriginOf(Meeting.Plan.Meeting), Size, Tree.Root(Size));

    public MerkleTree TreeOf(IEnumerable<Bytes> entries)
    {
        var tree = new MerkleTree(Meeting.Plan.Suite);
        foreach (var entry in entries)
            tree.Append(entry);
        return tree;
    }

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
        var id = Meeting.Plan.Meeting;
        using var body = JsonDocument.Parse(context.Request.HttpMethod == "POST" ? new StreamReader(context.Request.InputStream).ReadToEnd() : "{}");
        var (status, answer) = context.Request.Url!.AbsolutePath switch
        {
            var path when path == $"/api/meetings/{id}/public" => (200, (object)new { manifest = Meeting.Entries[0].ToString() }),
            var path when path == $"/api/witness/{id}/checkpoint" => (200, new { checkpoint = Checkpoint.Sign(Meeting.Plan.Suite, Meeting.Keys.Server).ToString() }),
            var path when path == $"/api/meetings/{id}/consistency" => Proof(body.RootElement.GetProperty("from").GetInt32(), body.RootElement.GetProperty("to").GetInt32()),
            var path when path == $"/api/witness/{id}/cosignature" => Take(body.RootElement.GetProperty("line").GetString()!, body.RootElement.GetProperty("size").GetInt32()),
            _ => (404, new { code = "not-found" }),
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer);
        context.Response.StatusCode = status;
        context.Response.ContentType = status == 200 ? "application/json" : "application/problem+json";
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    private (int, object) Proof(int from, int to) => from >= 1 && from <= to && to <= Math.Max(Size, from) && to <= Tree.Size
        ? (200, new { proof = Tree.ConsistencyProof(from, to).Select(hash => hash.ToString()) })
        : (422, new { code = "sizes-invalid", en = "no such sizes" });

    private (int, object) Take(string line, int size)
    {
        if (size != Size || !Cosignatures.TryVerify(Meeting.Record.Manifest!, Checkpoint, line, out _))
            return (422, new { code = "cosignature-invalid" });
        received.Add((line, size));
        return (200, new { });
    }
}
