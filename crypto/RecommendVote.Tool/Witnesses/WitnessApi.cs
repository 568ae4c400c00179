using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Witnesses;

/// <summary>What a witness asks of the server (docs/spec/server-api.md, "Witnesses"); no account, no cookie.</summary>
public sealed class WitnessApi(string server, string meeting) : IDisposable
{
    /// <summary>The public entries and a proof: contests of 2 MiB and a closing of 8 MiB in base64url are the largest.</summary>
    private const long LargestAnswer = 32L << 20;

    private readonly HttpClient http = ServerJson.Connect(server, LargestAnswer);

    /// <summary>Exact bytes of entry 0; null before there is a manifest.</summary>
    public async Task<Bytes?> GetManifestAsync(CancellationToken cancellation)
    {
        var answer = await ServerJson.SendAsync<Public>(http, HttpMethod.Get, $"api/meetings/{meeting}/public", null, cancellation);
        if (answer.Manifest is null)
            return null;
        return Bytes.TryParse(answer.Manifest, out var entry) ? entry : throw new ToolException("the server sent a manifest that is not base64url", ExitCodes.Failed);
    }

    /// <summary>The public checkpoint's note.</summary>
    public async Task<string?> GetCheckpointAsync(CancellationToken cancellation) =>
        (await ServerJson.SendAsync<Noted>(http, HttpMethod.Get, $"api/witness/{meeting}/checkpoint", null, cancellation)).Checkpoint;

    /// <summary>The consistency proof between two sizes.</summary>
    public async Task<IReadOnlyList<Bytes>> GetProofAsync(int from, int to, CancellationToken cancellation)
    {
        var answer = await ServerJson.SendAsync<Proven>(http, HttpMethod.Post, $"api/meetings/{meeting}/consistency", new { from, to }, cancellation);
        return [.. (answer.Proof ?? []).Select(text => Bytes.TryParse(text, out var hash)
            ? hash
            : throw new ToolException("the server sent a proof that is not base64url", ExitCodes.Failed))];
    }

    public async Task SendAsync(NoteSignature line, int size, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        await ServerJson.SendAsync<object>(http, HttpMethod.Post, $"api/witness/{meeting}/cosignature", new { line = line.ToString(), size }, cancellation);
    }

    public void Dispose() => http.Dispose();

    private sealed record Public(string? Manifest);

    private sealed record Noted(string? Checkpoint);

    private sealed record Proven(IReadOnlyList<string>? Proof);
}
