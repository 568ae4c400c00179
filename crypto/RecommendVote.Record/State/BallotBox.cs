using System.Collections.ObjectModel;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>The ballots of an open meeting: which values occurred, which ballots count, and the sums of the counted ones.</summary>
internal sealed class BallotBox
{
    private readonly OpenMeeting meeting;
    private readonly PointSet points = new();
    private readonly HashSet<Bytes> trackers = [];
    private readonly List<BoxedBallot> ballots = [];
    private readonly List<AcceptedAudit> audits = [];
    private readonly Dictionary<Bytes, AcceptedAudit> auditOfTracker = [];
    private readonly ContestSums[][] sums;

    /// <param name="meeting">The opened meeting.</param>
    /// <param name="shapes">Per contest of the contests entry.</param>
    public BallotBox(OpenMeeting meeting, IReadOnlyList<ContestShape> shapes)
    {
        this.meeting = meeting;
        sums = [.. shapes.Select(shape =>
            Enumerable.Range(0, meeting.Manifest.Categories.Count).Select(_ => new ContestSums(meeting.Suite.Group, shape.EncryptedBits)).ToArray())];
    }

    public int Entries => ballots.Count;

    /// <summary>Audits in log order.</summary>
    public IReadOnlyList<AcceptedAudit> Audits => audits;

    public BoxedBallot this[int position] => ballots[position];

    /// <summary>Sums per category of a contest.</summary>
    public IReadOnlyList<ContestSums> Contest(int contest) => sums[contest];

    /// <summary>The last ballot of each card, in log order.</summary>
    public IEnumerable<BoxedBallot> Counted => ballots.Where(ballot => !ballot.Superseded);

    /// <summary>V21: what occurs for the second time, or null.</summary>
    public string? Repeated(SealedBallot ballot, Bytes tracker)
    {
        if (trackers.Contains(tracker))
            return "tracker";
        var own = new HashSet<Point>();
        foreach (var point in UniquePoints(ballot))
        {
            if (!own.Add(point) || points.Contains(point))
                return "alpha, B, A, T1 or R";
        }
        return null;
    }

    public AcceptedAudit? Audit(Bytes tracker) => auditOfTracker.GetValueOrDefault(tracker);

    /// <summary>Remembers an audit's values; it counts nowhere.</summary>
    public void Add(CheckedAudit audit, CardState card, int index)
    {
        Remember(audit.Audited.Ballot, audit.Tracker);
        card.Audits++;
        var accepted = new AcceptedAudit(audit.Card, audit.Tracker, index);
        audits.Add(accepted);
        auditOfTracker.Add(audit.Tracker, accepted);
    }

    public void Add(CheckedBallot ballot, CardState card, int index)
    {
        Remember(ballot.Ballot, ballot.Tracker);
        if (card.LatestBallot >= 0)
        {
            ballots[card.LatestBallot].Supersede();
            Count(ballot.Class, card.LatestCiphertexts!, remove: true);
        }
        else
        {
            card.Class.Ballots++;
        }
        card.LatestBallot = ballots.Count;
        card.LatestCiphertexts = meeting.Manifest.Revoting ? ballot.Ballot.Ciphertexts : null;
        ballots.Add(new BoxedBallot(ballot.Tracker, index, WriteIns(ballot)));
        Count(ballot.Class, ballot.Ballot.Ciphertexts, remove: false);
    }

    private void Remember(SealedBallot ballot, Bytes tracker)
    {
        foreach (var point in UniquePoints(ballot))
            points.Add(point);
        trackers.Add(tracker);
    }

    private void Count(OpenClass cardClass, BallotCiphertexts ciphertexts, bool remove)
    {
        for (var position = 0; position < cardClass.Contests.Count; position++)
        {
            var contest = sums[cardClass.Contests[position]][cardClass.Category];
            var firstBit = cardClass.Statement.Layout.OptionBit(position, 0);
            if (remove)
                contest.Remove(ciphertexts, firstBit);
            else
                contest.Add(ciphertexts, firstBit);
        }
    }

    /// <summary>4JN points: the write-ins of a contest's counted ballots in log order, as the first mix takes them.</summary>
    public IReadOnlyList<Point> MixInputs(int contest) =>
        [.. Counted.SelectMany(ballot => ballot.WriteIns.GetValueOrDefault(contest) ?? [])];

    /// <summary>Per contest with slots, slot by slot: used-bit ciphertext and text ciphertext.</summary>
    private static IReadOnlyDictionary<int, Point[]> WriteIns(CheckedBallot ballot)
    {
        if (ballot.Class.Statement.Layout.Slots == 0)
            return ReadOnlyDictionary<int, Point[]>.Empty;
        var writeIns = new Dictionary<int, Point[]>();
        var (layout, c) = (ballot.Class.Statement.Layout, ballot.Ballot.Ciphertexts);
        for (var position = 0; position < layout.Contests.Count; position++)
        {
            var slots = layout.Contests[position].Slots;
            var points = new Point[4 * slots];
            for (var slot = 0; slot < slots; slot++)
            {
                var (used, text) = (layout.UsedBit(position, slot), layout.TextIndex(position, slot));
                (points[4 * slot], points[(4 * slot) + 1]) = (c.Alpha[used], c.Beta[used]);
                (points[(4 * slot) + 2], points[(4 * slot) + 3]) = (c.TextAlpha[text], c.TextBeta[text]);
            }
            if (slots > 0)
                writeIns.Add(ballot.Class.Contests[position], points);
        }
        return writeIns;
    }

    private static IEnumerable<Point> UniquePoints(SealedBallot ballot) =>
        ballot.Ciphertexts.Alpha.Concat(ballot.Ciphertexts.TextAlpha).Concat([ballot.Proof.B, ballot.Proof.A, ballot.Proof.T1, ballot.R]);
}

/// <summary>An audit in the log.</summary>
/// <param name="Card">The card it was made with, 65 bytes.</param>
/// <param name="Tracker">32 bytes.</param>
/// <param name="Index">Its entry.</param>
public sealed record AcceptedAudit(Bytes Card, Bytes Tracker, int Index);

/// <summary>A ballot in the box.</summary>
internal sealed class BoxedBallot(Bytes tracker, int index, IReadOnlyDictionary<int, Point[]> writeIns)
{
    public Bytes Tracker { get; } = tracker;

    /// <summary>Index of its entry.</summary>
    public int Index { get; } = index;

    public bool Superseded { get; private set; }

    /// <summary>Per contest with slots its 4J points; empty once the ballot is superseded.</summary>
    public IReadOnlyDictionary<int, Point[]> WriteIns { get; private set; } = writeIns;

    public void Supersede()
    {
        Superseded = true;
        WriteIns = ReadOnlyDictionary<int, Point[]>.Empty;
    }
}
