using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// What the trustees may decrypt in which phase, and what came out (docs/spec/record.md, "What is decrypted"): first sums and used bits, then
/// only the texts of slots whose used bit is 1 (B13). Made when all mixes are in; it follows from the record alone.
/// </summary>
internal sealed class TallyPhases
{
    private readonly Suite suite;
    private readonly int threshold;
    private readonly IReadOnlyList<AcceptedDecryption> decryptions;
    private readonly Lazy<(IReadOnlyList<int>? Counts, Refusal? Refusal)> first;
    private readonly Lazy<IReadOnlyList<MixedSlot>> usedSlots;

    /// <param name="manifest">Suite and threshold.</param>
    /// <param name="tally">Groups and their sums.</param>
    /// <param name="mixes">All complete.</param>
    /// <param name="decryptions">Grows as they are accepted.</param>
    public TallyPhases(
        ManifestBody manifest, RecordTally tally, IEnumerable<ContestMixes> mixes, IReadOnlyList<AcceptedDecryption> decryptions)
    {
        suite = manifest.Suite;
        threshold = manifest.Threshold;
        this.decryptions = decryptions;
        Slots = [.. mixes.SelectMany(MixedSlot.Of)];
        FirstItems =
        [
            .. tally.Items.Select(item => new OpenItem(item.Alpha, item.Beta, item.Ballots)),
            .. Slots.Select(slot => new OpenItem(slot.UsedAlpha, slot.UsedBeta, 1)),
        ];
        first = new(() => ResultBuilder.Count(suite, FirstItems, CountedOf(1)));
        usedSlots = new(() => first.Value.Counts is { } counts
            ? [.. Slots.Where((_, position) => counts[counts.Count - Slots.Count + position] == 1)]
            : []);
    }

    /// <summary>Contests in order, tuples in the order of the last mix, slots in order.</summary>
    public IReadOnlyList<MixedSlot> Slots { get; }

    /// <summary>Phase 1: the sums, then the used bits.</summary>
    public IReadOnlyList<OpenItem> FirstItems { get; }

    /// <summary>Whether t decryptions of phase 1 are in.</summary>
    public bool FirstDone => CountedOf(1).Count == threshold;

    /// <summary>Counts of phase 1, or why there are none; only when it is done.</summary>
    public (IReadOnlyList<int>? Counts, Refusal? Refusal) First =>
        FirstDone ? first.Value : throw new InvalidOperationException("phase 1 is not done");

    /// <summary>Slots whose used bit is 1: what phase 2 opens. Empty before phase 1 is done, and when there is no phase 2.</summary>
    public IReadOnlyList<MixedSlot> UsedSlots => FirstDone ? usedSlots.Value : [];

    /// <summary>The phase of which decryptions are missing; null when a result can be made.</summary>
    public int? Awaited => !FirstDone ? 1 : UsedSlots.Count > 0 && CountedOf(2).Count < threshold ? 2 : null;

    /// <summary>The alphas to decrypt in a phase; null when that phase is not open.</summary>
    public IReadOnlyList<Point>? List(int phase) => phase switch
    {
        1 => [.. FirstItems.Select(item => item.Alpha)],
        2 when UsedSlots.Count > 0 => [.. UsedSlots.Select(slot => slot.TextAlpha)],
        _ => null,
    };

    /// <summary>The first t decryptions of a phase, in log order.</summary>
    public IReadOnlyList<AcceptedDecryption> CountedOf(int phase) =>
        [.. decryptions.Where(decryption => decryption.Phase == phase).Take(threshold)];

    /// <summary>The text of every used slot, null when it is unreadable; only when nothing is awaited.</summary>
    public IReadOnlyList<string?> Texts()
    {
        if (UsedSlots.Count == 0)
            return [];
        var messages = PartialDecryption.CombineAll(
            suite, [.. UsedSlots.Select(slot => slot.TextBeta)], [.. CountedOf(2).Select(part => (part.Trustee, part.D))]);
        return [.. messages.Select(message => WriteInText.Decode(suite, message))];
    }
}

/// <summary>A ciphertext to decrypt whose message is a count of at most <paramref name="Bound"/>.</summary>
internal readonly record struct OpenItem(Point Alpha, Point Beta, int Bound);
