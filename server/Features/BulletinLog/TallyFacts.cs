using Orleans.Concurrency;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>How far the tally is; nothing of it is a count of votes.</summary>
/// <param name="Mixes">Per contest whose write-ins are mixed; empty where no contest has any.</param>
/// <param name="Ready">Trustees who have verified the record.</param>
/// <param name="Decrypted">Trustees who have decrypted, per phase that can be reached.</param>
/// <param name="Awaited">The phase of which decryptions are missing; null before all mixes are in, and once there are enough.</param>
[GenerateSerializer, Immutable]
public sealed record TallyFacts(
    [property: Id(0)] IReadOnlyList<MixProgress> Mixes, [property: Id(1)] int Ready, [property: Id(2)] IReadOnlyList<int> Decrypted, [property: Id(3)] int? Awaited)
{
    /// <summary>Of a meeting that is not closed.</summary>
    public static TallyFacts None { get; } = new([], 0, [0], null);

    /// <summary>Whether mixes are still missing.</summary>
    public bool IsMixing => Mixes.Any(mix => mix.Done < mix.Needed);
}

/// <param name="Contest">The contest's title.</param>
/// <param name="By">Trustees who have mixed, in order.</param>
[GenerateSerializer, Immutable]
public sealed record MixProgress(
    [property: Id(0)] string Contest, [property: Id(1)] int Done, [property: Id(2)] int Needed, [property: Id(3)] IReadOnlyList<int> By);

/// <summary>The words of <c>due</c>.</summary>
internal static class TrusteeDue
{
    public const string Key = "key";
    public const string Ceremony = "ceremony";
    public const string Mix = "mix";
    public const string TallyReady = "tally-ready";
    public const string Witness = "witness";
    public const string FirstPhase = "decrypt-1";
    public const string SecondPhase = "decrypt-2";
    public const string Nothing = "nothing";
}
