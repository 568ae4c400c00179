using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>How two records of one meeting relate.</summary>
public enum ComparisonKind
{
    /// <summary>The same entries.</summary>
    Same,

    /// <summary>The second begins with all entries of the first.</summary>
    SecondExtendsFirst,

    /// <summary>The first begins with all entries of the second.</summary>
    FirstExtendsSecond,

    /// <summary>They part: two histories of one meeting.</summary>
    Fork,

    /// <summary>Their manifests differ.</summary>
    DifferentMeetings,

    /// <summary>One of them is no record file, or its checkpoint does not fit its entries.</summary>
    Unreadable,
}

/// <summary>The outcome of a comparison. Exit code 0: one history; 1: a fork; 2: nothing can be said.</summary>
/// <param name="Kind">How they relate.</param>
/// <param name="FirstSize">Entries of the first.</param>
/// <param name="SecondSize">Entries of the second.</param>
/// <param name="PartAt">For a fork the index of the first entry that differs.</param>
/// <param name="FirstCheckpoint">The first's signed note: with the second's, both signed by one server, the evidence of a fork.</param>
/// <param name="SecondCheckpoint">The second's signed note.</param>
/// <param name="Detail">What is wrong, when something is.</param>
public sealed record RecordComparison(
    ComparisonKind Kind, int FirstSize, int SecondSize, int? PartAt, string FirstCheckpoint, string SecondCheckpoint, string? Detail)
{
    /// <summary>For a fork the proof that <see cref="Witnesses.Evidence"/> takes, from the smaller checkpoint to the larger.</summary>
    public IReadOnlyList<Bytes> Proof { get; init; } = [];

    /// <summary>Exact bytes of entry 0 of the first; empty when it could not be read.</summary>
    public Bytes ManifestEntry { get; init; }

    public int ExitCode => Kind switch
    {
        ComparisonKind.Fork => 1,
        ComparisonKind.DifferentMeetings or ComparisonKind.Unreadable => 2,
        _ => 0,
    };
}

/// <summary>Compares two records by their trees: does one extend the other? Says nothing about whether their entries hold.</summary>
public static class RecordComparer
{
    public static RecordComparison Compare(Stream first, Stream second)
    {
        var (a, faultA) = Read(first);
        var (b, faultB) = Read(second);
        return Compare(a, faultA, b, faultB);
    }

    /// <summary>
    /// A record and a signed note of the same meeting: is the note's checkpoint a state of the record's log? A note for a longer log says
    /// nothing (<see cref="ComparisonKind.Unreadable"/>).
    /// </summary>
    public static RecordComparison Compare(Stream record, string note)
    {
        var (half, fault) = Read(record);
        if (half is null)
            return Unreadable("record: " + fault);
        if (!Checkpoint.TryVerify(half.Manifest, note, out var noted))
            return Unreadable("the note is not signed by this meeting's server");
        if (noted.Size > half.Tree.Size)
            return Unreadable("the note is for a longer log than the record");
        var agrees = half.Tree.Root(noted.Size) == noted.Root;
        var kind = !agrees ? ComparisonKind.Fork : noted.Size == half.Tree.Size ? ComparisonKind.Same : ComparisonKind.FirstExtendsSecond;
        return new RecordComparison(kind, half.Tree.Size, noted.Size, null, half.Note, note, null)
        {
            // The proof that the record's own log leads to another root at that size; nobody needs the record to see it.
            Proof = agrees ? [] : StartedProof(half.Tree, noted.Size),
            ManifestEntry = half.ManifestEntry,
        };
    }

    private static RecordComparison Unreadable(string fault) => new(ComparisonKind.Unreadable, 0, 0, null, "", "", fault);

    private static List<Bytes> StartedProof(MerkleTree tree, int size)
    {
        if (size == tree.Size || size == 0)
            return [];
        var proof = tree.ConsistencyProof(size, tree.Size);
        return int.IsPow2(size) ? [tree.Root(size), .. proof] : [.. proof];
    }

    private static RecordComparison Compare(Half? a, string? faultA, Half? b, string? faultB)
    {
        if (a is null || b is null)
            return new RecordComparison(ComparisonKind.Unreadable, 0, 0, null, "", "", faultA is not null ? "first: " + faultA : "second: " + faultB);
        var common = CommonPrefix(a.Tree, b.Tree);
        var kind = common == 0 ? ComparisonKind.DifferentMeetings
            : common < Math.Min(a.Tree.Size, b.Tree.Size) ? ComparisonKind.Fork
            : a.Tree.Size == b.Tree.Size ? ComparisonKind.Same
            : a.Tree.Size < b.Tree.Size ? ComparisonKind.SecondExtendsFirst
            : ComparisonKind.FirstExtendsSecond;
        var (shorter, longer) = a.Tree.Size <= b.Tree.Size ? (a, b) : (b, a);
        return new RecordComparison(
            kind, a.Tree.Size, b.Tree.Size, kind == ComparisonKind.Fork ? common : null, a.Note, b.Note, null)
        {
            Proof = kind == ComparisonKind.Fork ? StartedProof(longer.Tree, shorter.Tree.Size) : [],
            ManifestEntry = a.ManifestEntry,
        };
    }

    private static (Half? Half, string? Fault) Read(Stream stream)
    {
        if (!RecordFile.TryOpen(stream, out var file, out var fault))
            return (null, fault);
        var reader = file.OpenEntries();
        ManifestBody? manifest = null;
        Bytes manifestEntry = default;
        MerkleTree? tree = null;
        while (reader.TryRead(out var entry))
        {
            if (manifest is null)
            {
                if (!EntryCodec.TryDecode(null, entry.Span, out var decoded, out _) || decoded is not EnvelopeEntry { Body: ManifestBody body })
                    return (null, "entry 0 is not a manifest");
                manifest = body;
                manifestEntry = Bytes.Copy(entry.Span);
                tree = new MerkleTree(body.Suite);
            }
            tree!.Append(entry.Span);
        }
        if (reader.Fault is not null || manifest is null || tree is null)
            return (null, reader.Fault ?? "no entries");
        return Checkpoint.TryVerify(manifest, file.Checkpoint, out var checkpoint) && checkpoint.Size == tree.Size && checkpoint.Root == tree.Root()
            ? (new Half(manifest, manifestEntry, tree, file.Checkpoint), null)
            : (null, "the checkpoint does not fit the entries");
    }

    private static int CommonPrefix(MerkleTree a, MerkleTree b)
    {
        var common = 0;
        while (common < Math.Min(a.Size, b.Size) && a.LeafHash(common) == b.LeafHash(common))
            common++;
        return common;
    }

    private sealed record Half(ManifestBody Manifest, Bytes ManifestEntry, MerkleTree Tree, string Note);
}
