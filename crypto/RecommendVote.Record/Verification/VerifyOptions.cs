using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>What a verifier is given besides the record.</summary>
public sealed record VerifyOptions
{
    /// <summary>An unpredictable source for the weights of batch verification: who knows them can forge.</summary>
    public required IRandomSource Random { get; init; }

    /// <summary>Anchor: the manifest's hash as noted in the room, 32 bytes.</summary>
    public Bytes? ManifestHash { get; init; }

    /// <summary>Anchor: a checkpoint noted in the room, its three lines or the whole signed note.</summary>
    public string? CheckpointNote { get; init; }

    public IProgress<VerifyProgress>? Progress { get; init; }

    /// <summary>Threads; 0 for all processors.</summary>
    public int MaxParallelism { get; init; }

    public CancellationToken Cancellation { get; init; }
}

/// <summary>How far a verifier is.</summary>
/// <param name="Entries">Entries that passed.</param>
/// <param name="BytesRead">Of <paramref name="BytesTotal"/>.</param>
/// <param name="BytesTotal">Bytes of the entries; 0 when unknown.</param>
public readonly record struct VerifyProgress(int Entries, long BytesRead, long BytesTotal);
