using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Everything the gate remembers of the entries so far. Rules read it; only commits of accepted entries change it.</summary>
internal sealed class RecordState
{
    private RecordTally? tally;
    private MerkleTree? counted;
    private IReadOnlyList<ContestMixes>? mixes;
    private TallyPhases? phases;

    public MeetingPhase Phase { get; set; }

    public ManifestBody? Manifest { get; private set; }

    public Bytes ManifestHash { get; private set; }

    /// <summary>Exists from the manifest on.</summary>
    public MerkleTree? Tree { get; private set; }

    public ContestsBody? Contests { get; set; }

    public Bytes ContestsHash { get; set; }

    public CeremonyState? Ceremony { get; private set; }

    public List<ClassState> Classes { get; } = [];

    public Dictionary<Bytes, CardState> Cards { get; } = [];

    public OpenedBody? Opened { get; set; }

    public OpenMeeting? Open { get; set; }

    public BallotBox? Box { get; set; }

    public CancelledBody? Cancelled { get; set; }

    public ClosedBody? Closed { get; set; }

    /// <summary>Cards given out for lost ones, with their entries.</summary>
    public List<AcceptedReplacement> Replacements { get; } = [];

    public PaperCountBody? PaperCount { get; set; }

    /// <summary>Size and root of the tree right after <c>closed</c>: what mixes name.</summary>
    public (int Size, Bytes Root)? AfterClosed { get; set; }

    /// <summary>Size and root of the tree right after <c>closed</c> or the last mix, once all are in: what tally-ready and decryptions name.</summary>
    public (int Size, Bytes Root)? BeforeTally { get; set; }

    public bool[] TallyReady { get; private set; } = [];

    public List<AcceptedDecryption> Decryptions { get; } = [];

    public ResultBody? Result { get; set; }

    public List<AcceptedAttestation> Attestations { get; } = [];

    public int Size => Tree?.Size ?? 0;

    public bool HasQuorum => Manifest is not null && TallyReady.Count(ready => ready) >= Manifest.TallyQuorumSize;

    /// <summary>Groups and items; from <c>closed</c> on, computed once.</summary>
    public RecordTally Tally => tally ??= RecordTally.Of(Manifest!, Contests!, Box!);

    /// <summary>The contests that need mixes, in order; from <c>closed</c> on.</summary>
    public IReadOnlyList<ContestMixes> Mixes => mixes ??= FindMixes();

    /// <summary>What is decrypted; once all mixes are in.</summary>
    public TallyPhases Phases => phases ??= new TallyPhases(Manifest!, Tally, Mixes, Decryptions);

    /// <summary>The tree over the counted trackers in log order; fixed from <c>closed</c> on.</summary>
    public MerkleTree CountedTree => Closed is null ? BuildCountedTree() : counted ??= BuildCountedTree();

    public void Begin(ManifestBody manifest, Bytes manifestHash)
    {
        Manifest = manifest;
        ManifestHash = manifestHash;
        Tree = new MerkleTree(manifest.Suite);
        Ceremony = new CeremonyState(manifest.Suite, manifest.Trustees.Count);
        TallyReady = new bool[manifest.Trustees.Count];
        Phase = MeetingPhase.Preparing;
    }

    /// <summary>The signature's K_i of a trustee.</summary>
    public Point TrusteeKey(int trustee) =>
        Point.TryDecode(Manifest!.Suite, Manifest.Trustees[trustee - 1].Key, out var key) ? key : throw new InvalidOperationException("V07 let a bad key pass");

    public IReadOnlyList<CategoryTurnout> Turnout() =>
        [.. Manifest!.Categories.Select((category, position) =>
        {
            var classes = Classes.Where(item => item.Category == position).ToList();
            return new CategoryTurnout(
                category.Id, classes.Sum(item => item.Cards), classes.Sum(item => item.Voided), classes.Sum(item => item.Ballots));
        })];

    /// <summary>A contest needs mixes when it has slots and is opened.</summary>
    private List<ContestMixes> FindMixes() =>
        [.. Contests!.Contests.Select((contest, position) => (contest.Slots, position))
            .Where(item => item.Slots > 0 && Tally.Groups[item.position].Count > 0)
            .Select(item => new ContestMixes(item.position, item.Slots, Manifest!.Threshold, Box!.MixInputs(item.position)))];

    private MerkleTree BuildCountedTree()
    {
        var tree = new MerkleTree(Manifest!.Suite);
        foreach (var ballot in Box!.Counted)
            tree.Append(ballot.Tracker);
        return tree;
    }
}

/// <summary>A decryption in the log with its exact bytes, which salt the result.</summary>
public sealed record AcceptedDecryption(int Trustee, IReadOnlyList<Point> D, Bytes Entry, int Index, int Phase = 1);

/// <summary>A replacement in the log.</summary>
/// <param name="Body">The card given out and why.</param>
/// <param name="Category">Position of its category in the manifest.</param>
/// <param name="Index">Its entry.</param>
public sealed record AcceptedReplacement(CardReplacedBody Body, int Category, int Index);

/// <summary>An attestation in the log.</summary>
/// <param name="Officer">Position in the manifest, from 1.</param>
/// <param name="Body">What was attested.</param>
/// <param name="Index">Its entry.</param>
public sealed record AcceptedAttestation(int Officer, AttestationBody Body, int Index);
