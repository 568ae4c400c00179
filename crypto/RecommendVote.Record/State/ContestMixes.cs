using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>How far the mixes of one contest are (docs/spec/record.md, "Mixes").</summary>
public sealed class ContestMixes
{
    private readonly List<int> mixers = [];

    internal ContestMixes(int contest, int slots, int needed, IReadOnlyList<Point> inputs)
    {
        Contest = contest;
        Slots = slots;
        Needed = needed;
        Current = inputs;
    }

    /// <summary>Position in the contests entry.</summary>
    public int Contest { get; }

    /// <summary>J, write-in slots.</summary>
    public int Slots { get; }

    /// <summary>Mixes needed: the threshold t.</summary>
    public int Needed { get; }

    /// <summary>N, one tuple per counted ballot of the contest.</summary>
    public int Tuples => Current.Count / (4 * Slots);

    /// <summary>Who has mixed, in the order of the mixes.</summary>
    public IReadOnlyList<int> Mixers => mixers;

    public bool IsComplete => mixers.Count == Needed;

    /// <summary>4JN points: the inputs of the next mix, which are the outputs of the last one.</summary>
    public IReadOnlyList<Point> Current { get; private set; }

    internal void Add(int trustee, IReadOnlyList<Point> outputs)
    {
        mixers.Add(trustee);
        Current = outputs;
    }
}
