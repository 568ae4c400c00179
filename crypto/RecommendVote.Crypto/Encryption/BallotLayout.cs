using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace RecommendVote.Crypto;

/// <summary>
/// Where the bits of a class's ballot lie (docs/spec/ballot.md, "Layout"). Bits are numbered from 0 here and use generator number bit + 1:
/// per contest options, used bits, abstain; after all contests the slack, per contest. Immutable.
/// </summary>
public sealed class BallotLayout
{
    /// <summary>Most bits of a ballot, slack included.</summary>
    public const int MaxBits = 4096;

    private readonly int[] firstBit;
    private readonly int[] firstSlack;
    private readonly int[] firstSlot;
    private readonly int[] weights;
    private readonly int[] contestOfBit;
    private readonly byte[] bytes;

    /// <exception cref="ArgumentException">The shapes break a rule; see <see cref="TryCreate"/>.</exception>
    public BallotLayout(IReadOnlyList<ContestShape> contests)
    {
        if (Fault(contests) is { } fault)
            throw new ArgumentException(fault, nameof(contests));
        Contests = [.. contests];
        EncryptedBits = contests.Sum(c => c.EncryptedBits);
        Bits = EncryptedBits + contests.Sum(c => c.SlackBits);
        Slots = contests.Sum(c => c.Slots);
        firstBit = new int[contests.Count];
        firstSlack = new int[contests.Count];
        firstSlot = new int[contests.Count];
        weights = new int[Bits];
        contestOfBit = new int[Bits];
        bytes = new byte[contests.Count * 11];
        var (bit, slack, slot) = (0, EncryptedBits, 0);
        for (var i = 0; i < contests.Count; i++)
        {
            var contest = contests[i];
            (firstBit[i], firstSlack[i], firstSlot[i]) = (bit, slack, slot);
            foreach (var b in Enumerable.Range(bit, contest.EncryptedBits).Concat(Enumerable.Range(slack, contest.SlackBits)))
                (weights[b], contestOfBit[b]) = (1, i);
            if (contest.Abstain)
                weights[bit + contest.EncryptedBits - 1] = contest.Max;
            bit += contest.EncryptedBits;
            slack += contest.SlackBits;
            slot += contest.Slots;
            WriteShape(contest, bytes.AsSpan(i * 11));
        }
    }

    public IReadOnlyList<ContestShape> Contests { get; }

    /// <summary>N.</summary>
    public int EncryptedBits { get; }

    /// <summary>M = N + slack.</summary>
    public int Bits { get; }

    /// <summary>Write-in slots over all contests.</summary>
    public int Slots { get; }

    /// <summary>Weight of each bit in its contest's sum; M entries.</summary>
    public IReadOnlyList<int> BitWeights => weights;

    /// <summary>The layout bytes that the transcript absorbs; 11 per contest.</summary>
    public ReadOnlyMemory<byte> LayoutBytes => bytes;

    /// <summary>False, and the rule broken, for shapes that no ballot can have.</summary>
    public static bool TryCreate(IReadOnlyList<ContestShape>? contests, [NotNullWhen(true)] out BallotLayout? layout, out string? fault)
    {
        fault = Fault(contests);
        layout = fault is null ? new BallotLayout(contests!) : null;
        return layout is not null;
    }

    /// <summary>Position in <see cref="Contests"/> of the contest a bit belongs to.</summary>
    public int ContestOfBit(int bit) => contestOfBit[bit];

    /// <summary>Bit of an option; contest is a position in <see cref="Contests"/>.</summary>
    public int OptionBit(int contest, int option) => firstBit[contest] + Within(option, Contests[contest].Options);

    /// <summary>The used bit of a write-in slot.</summary>
    public int UsedBit(int contest, int slot) => firstBit[contest] + Contests[contest].Options + Within(slot, Contests[contest].Slots);

    /// <summary>The abstain bit, or -1 without one.</summary>
    public int AbstainBit(int contest) => Contests[contest].Abstain ? firstBit[contest] + Contests[contest].EncryptedBits - 1 : -1;

    public int SlackBit(int contest, int index) => firstSlack[contest] + Within(index, Contests[contest].SlackBits);

    /// <summary>Index of a write-in slot in the text vectors.</summary>
    public int TextIndex(int contest, int slot) => firstSlot[contest] + Within(slot, Contests[contest].Slots);

    /// <summary>All bits of a contest, encrypted and slack.</summary>
    public IEnumerable<int> BitsOf(int contest) =>
        Enumerable.Range(firstBit[contest], Contests[contest].EncryptedBits)
            .Concat(Enumerable.Range(firstSlack[contest], Contests[contest].SlackBits));

    private static string? Fault(IReadOnlyList<ContestShape>? contests)
    {
        if (contests is null || contests.Count == 0)
            return "no contest";
        long bits = 0;
        for (var i = 0; i < contests.Count; i++)
        {
            if (contests[i].Fault() is { } fault)
                return fault;
            if (i > 0 && contests[i].IndexInContests <= contests[i - 1].IndexInContests)
                return "contests out of order";
            bits += contests[i].EncryptedBits + contests[i].SlackBits;
        }
        return bits > MaxBits ? "too many bits" : null;
    }

    private static int Within(int index, int count) =>
        index >= 0 && index < count ? index : throw new ArgumentOutOfRangeException(nameof(index));

    private static void WriteShape(ContestShape contest, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)contest.IndexInContests);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)contest.Options);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], (ushort)contest.Slots);
        destination[6] = contest.Abstain ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(destination[7..], (ushort)contest.Min);
        BinaryPrimitives.WriteUInt16BigEndian(destination[9..], (ushort)contest.Max);
    }
}
