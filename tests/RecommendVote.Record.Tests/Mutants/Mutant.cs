namespace RecommendVote.Record.Tests.Mutants;

/// <summary>A record that is wrong in one way, or only looks so, with everything that a verifier is given.</summary>
/// <param name="Base">Name of the whole record that it was made from.</param>
/// <param name="Mutator">What was done, in kebab case.</param>
/// <param name="Signed">True when an entry was signed anew by whoever must sign it and the checkpoint by the server, so that no signature or hash can tell.</param>
internal sealed record Mutant(string Base, string Mutator, bool Signed)
{
    /// <summary>Entries and note; unused when <see cref="Zip"/> is given.</summary>
    public IReadOnlyList<Bytes> Entries { get; init; } = [];

    public string Checkpoint { get; init; } = "";

    /// <summary>The whole file, where the container itself was changed.</summary>
    public byte[]? Zip { get; init; }

    /// <summary>Anchors (V06).</summary>
    public Bytes? ManifestHash { get; init; }

    public string? NotedCheckpoint { get; init; }
}
