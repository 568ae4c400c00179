using Orleans.Concurrency;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>Exact facts of the record in memory, for staff pages and for composing the next entry. Absent parts are null.</summary>
[GenerateSerializer, Immutable]
public sealed record RecordFacts
{
    [Id(0)] public required string State { get; init; }
    [Id(1)] public required int Size { get; init; }
    [Id(2)] public required byte[] Root { get; init; }
    [Id(3)] public byte[]? ManifestHash { get; init; }
    [Id(4)] public byte[]? ContestsHash { get; init; }

    /// <summary>The trustees' joint key once all are ready, 65 bytes.</summary>
    [Id(5)] public byte[]? JointKey { get; init; }

    /// <summary>How far each trustee is, by index from 1.</summary>
    [Id(6)] public IReadOnlyList<TrusteeProgress> Trustees { get; init; } = [];

    /// <summary>Per category of the manifest, in order.</summary>
    [Id(7)] public IReadOnlyList<CategoryCards> Categories { get; init; } = [];

    /// <summary>Root over the counted trackers as it stands now.</summary>
    [Id(8)] public byte[]? CountedRoot { get; init; }
    [Id(9)] public IReadOnlyList<string> Classes { get; init; } = [];
    [Id(10)] public string? Checkpoint { get; init; }
    [Id(11)] public bool HasContests { get; init; }

    /// <summary>How many trustees must have verified the record before anything is decrypted, and how many decrypt.</summary>
    [Id(12)] public int TallyQuorum { get; init; }
    [Id(13)] public int Threshold { get; init; }
    [Id(14)] public IReadOnlyList<AttestationFact> Attestations { get; init; } = [];

    /// <summary>Audited ballots in the log.</summary>
    [Id(15)] public int Audits { get; init; }

    /// <summary>Of these, made with the challengers' cards that the closing lists.</summary>
    [Id(16)] public int ChallengeAudits { get; init; }

    /// <summary>Challengers' cards that the closing lists.</summary>
    [Id(28)] public int ChallengeCards { get; init; }

    /// <summary>Cards given out for lost ones.</summary>
    [Id(17)] public int Replacements { get; init; }
    [Id(18)] public bool PaperCounted { get; init; }
    [Id(19)] public bool HasDecryptions { get; init; }

    /// <summary>Whether trustees wait for an officer's cosignature (manifest rule "witnessed").</summary>
    [Id(20)] public bool Witnessed { get; init; }

    /// <summary>Size of the largest checkpoint that an officer cosigned; 0 for none.</summary>
    [Id(21)] public int CosignedSize { get; init; }

    /// <summary>Size of the public checkpoint, which moves in steps while voting is open: pages show this one.</summary>
    [Id(29)] public int PublicSize { get; init; }

    /// <summary>Officers who cosigned the newest checkpoint, and how many must have.</summary>
    [Id(22)] public int CosignedBy { get; init; }
    [Id(23)] public int CosignaturesNeeded { get; init; }

    /// <summary>The note that trustees decrypt under, with officers' lines; null until the tally may begin.</summary>
    [Id(24)] public string? TallyCheckpoint { get; init; }

    /// <summary>Whether an officer has cosigned it.</summary>
    [Id(25)] public bool TallyCosigned { get; init; }
    [Id(26)] public TallyFacts Tally { get; init; } = TallyFacts.None;

    /// <summary>What each trustee can do now, by index from 0.</summary>
    [Id(27)] public IReadOnlyList<string> Due { get; init; } = [];
}

/// <param name="Stage">The last step done: <c>none</c>, <c>committed</c>, <c>key</c>, <c>shares</c>, <c>ready</c>, <c>rehearsed</c>, <c>tally-ready</c>, <c>decrypted</c>.</param>
[GenerateSerializer, Immutable]
public sealed record TrusteeProgress([property: Id(0)] int Index, [property: Id(1)] string Name, [property: Id(2)] string Stage);

[GenerateSerializer, Immutable]
public sealed record CategoryCards([property: Id(0)] string Category, [property: Id(1)] int Cards, [property: Id(2)] int Voided, [property: Id(3)] int Ballots);

[GenerateSerializer, Immutable]
public sealed record AttestationFact([property: Id(0)] string Officer, [property: Id(1)] string Verdict, [property: Id(2)] string Text, [property: Id(3)] int Size);
