using System.Net.Http.Json;
using RecommendVote.Record;
using RecommendVote.Server.Features.Ballots;
using RecommendVote.Server.Features.Witnesses;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>What an officer's browser does while the witness page is open: checks that a checkpoint extends the last one, and cosigns it.</summary>
public sealed class WitnessClient(HttpClient http, PreparedMeeting meeting, ManifestBody manifest)
{
    public int Size { get; private set; }

    private Bytes root;

    public async Task<Checkpoint> NewestAsync() => Read(await NoteAsync());

    public async Task<string> NoteAsync() => (await http.GetFromJsonAsync<CheckpointReply>($"/api/witness/{meeting.Id}/checkpoint"))!.Checkpoint;

    public Checkpoint Read(string? note)
    {
        Assert.True(Checkpoint.TryVerify(manifest, note, out var checkpoint));
        return checkpoint;
    }

    public string LineOver(Checkpoint checkpoint, long time = 1_780_000_000) =>
        new CosignatureKey(manifest, 1).Sign(checkpoint.Text, time, meeting.Officer.Key!).ToString();

    public Task<HttpResponseMessage> SendAsync(string line, int size) =>
        http.PostAsJsonAsync($"/api/witness/{meeting.Id}/cosignature", new { line, size });

    /// <summary>One look: the newest public checkpoint is cosigned when it is new.</summary>
    public async Task LookAsync()
    {
        var checkpoint = await NewestAsync();
        if (checkpoint.Size == Size)
            return;
        Assert.True(checkpoint.Size > Size, "the server shows a smaller checkpoint");
        if (Size > 0)
        {
            using var answer = await http.PostAsJsonAsync($"/api/meetings/{meeting.Id}/consistency", new { from = Size, to = checkpoint.Size });
            await answer.DemandOkAsync();
            var proof = (await answer.Content.ReadFromJsonAsync<ConsistencyReply>())!;
            Assert.True(MerkleProof.VerifyConsistency(manifest.Suite, Size, root, checkpoint.Size, checkpoint.Root, [.. proof.Proof.Select(Answers.Bytes)]));
        }
        using var sent = await SendAsync(LineOver(checkpoint), checkpoint.Size);
        await sent.DemandOkAsync();
        (Size, root) = (checkpoint.Size, checkpoint.Root);
    }

    public static async Task<WitnessClient> OfAsync(HttpClient http, PreparedMeeting meeting)
    {
        Assert.True(EntryCodec.TryDecode(null, Answers.Bytes((await meeting.Grain.PublicEntriesAsync()).Manifest!), out var entry, out _));
        return new WitnessClient(http, meeting, (ManifestBody)((EnvelopeEntry)entry).Body);
    }
}
