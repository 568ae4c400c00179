using System.Net.Http.Json;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.LiveDisplay;
using RecommendVote.Server.Features.Witnesses;

namespace RecommendVote.Server.Demo;

/// <summary>
/// The officer's watch over the demonstration: what the officer's browser does by itself while the witness page is open. It signs only a
/// checkpoint that extends the last one, beginning with the manifest.
/// </summary>
public sealed class DemoWitness(string address, string meeting, StaffKeyPair key) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(address + "/"), Timeout = TimeSpan.FromSeconds(60) };
    private ManifestBody? manifest;
    private int size;
    private Bytes root;

    /// <summary>How many checkpoints it has cosigned.</summary>
    public int Cosigned { get; private set; }

    /// <summary>Looks at the newest public checkpoint, and cosigns it when it is new.</summary>
    public async Task LookAsync()
    {
        await BeginAsync();
        var note = (await http.GetFromJsonAsync<CheckpointReply>($"api/witness/{meeting}/checkpoint"))?.Checkpoint;
        if (!Checkpoint.TryVerify(manifest!, note, out var checkpoint))
            throw new DemoException("the checkpoint is not the server's");
        if (checkpoint.Size == size && Cosigned > 0)
            return;
        if (checkpoint.Size > size)
        {
            using var answer = await http.PostAsJsonAsync($"api/meetings/{meeting}/consistency", new ConsistencyRequest(size, checkpoint.Size));
            answer.EnsureSuccessStatusCode();
            var proof = (await answer.Content.ReadFromJsonAsync<ConsistencyReply>())!.Proof.Select(Read).ToList();
            if (!MerkleProof.VerifyConsistency(manifest!.Suite, size, root, checkpoint.Size, checkpoint.Root, proof))
                throw new DemoException("the checkpoint does not extend the last one");
        }
        var line = new CosignatureKey(manifest!, 1).Sign(checkpoint.Text, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), key);
        (size, root) = (checkpoint.Size, checkpoint.Root);
        using var sent = await http.PostAsJsonAsync($"api/witness/{meeting}/cosignature", new CosignatureRequest(line.ToString(), size));
        if (!sent.IsSuccessStatusCode)
            throw new DemoException($"the cosignature is refused: {await sent.Content.ReadAsStringAsync()}");
        Cosigned++;
    }

    public void Dispose() => http.Dispose();

    private async Task BeginAsync()
    {
        if (manifest is not null)
            return;
        var page = await http.GetFromJsonAsync<PublicReply>($"api/meetings/{meeting}/public") ?? throw new DemoException("no answer");
        if (!Bytes.TryParse(page.Manifest, out var entry) || !EntryCodec.TryDecode(null, entry, out var decoded, out _)
            || decoded is not EnvelopeEntry { Body: ManifestBody body } || body.Officers[0].Key != (Bytes)key.PublicKey.ToArray())
            throw new DemoException("there is no manifest that names this officer");
        (manifest, size, root) = (body, 1, MerkleTree.LeafHash(body.Suite, entry));
    }

    private static Bytes Read(string text) => Bytes.TryParse(text, out var bytes) ? bytes : throw new DemoException("the proof cannot be read");
}
