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
        if (a is null || b is null)
            return new RecordComparison(ComparisonKind.Unreadable, 0, 0, null, "", "", faultA is not null ? "first: " + faultA : "second: " + faultB);
        var common = CommonPrefix(a.Tree, b.Tree);
        var kind = common == 0 ? ComparisonKind.DifferentMeetings
            : common < Math.Min(a.Tree.Size, b.Tree.Size) ? ComparisonKind.Fork
            : a.Tree.Size == b.Tree.Size ? ComparisonKind.Same
            : a.Tree.Size < b.Tree.Size ? ComparisonKind.SecondExtendsFirst
            : ComparisonKind.FirstExtendsSecond;
        return new RecordComparison(
            kind, a.Tree.Size, b.Tree.Size, kind == ComparisonKind.Fork ? common : null, a.Note, b.Note, null);
    }

    private static (Half? Half, string? Fault) Read(Stream stream)
    {
        if (!RecordFile.TryOpen(stream, out var file, out var fault))
            return (null, fault);
        var reader = file.OpenEntries();
        ManifestBody? manifest = null;
        MerkleTree? tree = null;
        while (reader.TryRead(out var entry))
        {
            if (manifest is null)
            {
                if (!EntryCodec.TryDecode(null, entry.Span, out var decoded, out _) || decoded is not EnvelopeEntry { Body: ManifestBody body })
                    return (null, "entry 0 is not a manifest");
                manifest = body;
                tree = new MerkleTree(body.Suite);
            }
            tree!.Append(entry.Span);
        }
        if (reader.Fault is not null || manifest is null || tree is null)
            return (null, reader.Fault ?? "no entries");
        return Checkpoint.TryVerify(manifest, file.Checkpoint, out var checkpoint) && checkpoint.Size == tree.Size && checkpoint.Root == tree.Root()
            ? (new Half(tree, file.Checkpoint), null)
            : (null, "the checkpoint does not fit the entries");
    }

    private static int CommonPrefix(MerkleTree a, MerkleTree b)
    {
        var common = 0;
        while (common < Math.Min(a.Size, b.Size) && a.LeafHash(common) == b.LeafHash(common))
            common++;
        return common;
    }

    private sealed record Half(MerkleTree Tree, string Note);
}
