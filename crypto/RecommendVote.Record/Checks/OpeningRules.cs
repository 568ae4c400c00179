using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V17: what <c>opened</c> says is what the log holds, and enough people are present.</summary>
internal static class OpeningRules
{
    public static Outcome Apply(RecordState state, OpenedBody body, ReadOnlyMemory<byte> entry)
    {
        var (manifest, contests) = (state.Manifest!, state.Contests!);
        var otherKeys = CardsRules.OtherKeys(state);
        // Cards may be logged before the ceremony has fixed h and X_j.
        if (otherKeys.Any(state.Cards.ContainsKey))
            return Outcome.Refuse(Check.V15, Codes.CardsRule, "a card is another key");
        if (state.Ceremony!.JointKey is not { } h || body.H != h.Encode())
            return Differs("h");
        if (body.Contests != state.ContestsHash)
            return Differs("contests");
        if (body.Size != state.Size || body.Root != state.Tree!.Root())
            return Differs("size or root");
        if (AttendanceFault(manifest, body.Attendance) is { } fault)
            return Differs(fault);
        if (body.Attendance.Sum(item => (long)item.Present) * manifest.Quorum.Of < body.Attendance.Sum(item => (long)item.Expected) * manifest.Quorum.Need)
            return Outcome.Refuse(Check.V17, Codes.QuorumNotMet);
        var contestsOfClasses = state.Classes.Select(item => ContestPositions(contests, item.Contests)).ToList();
        if (contestsOfClasses.Any(positions => positions is null))
            return Differs("contests of a class");
        return Outcome.Accept(_ => Commit(state, body, entry, h, contestsOfClasses!));
    }

    /// <summary>What is wrong with an attendance list, or null: one item per category in order, present at most expected.</summary>
    public static string? AttendanceFault(ManifestBody manifest, IReadOnlyList<Attendance> attendance) =>
        !attendance.Select(item => item.Category).SequenceEqual(manifest.Categories.Select(item => item.Id), StringComparer.Ordinal) ? "attendance categories"
        : attendance.Any(item => item.Present > item.Expected) ? "more present than expected"
        : null;

    private static void Commit(RecordState state, OpenedBody body, ReadOnlyMemory<byte> entry, Point h, List<List<int>> contestsOfClasses)
    {
        var manifest = state.Manifest!;
        var shapes = ContestsRules.Shapes(state.Contests!);
        var openedHash = manifest.Suite.Hash(entry.Span);
        var classes = state.Classes.Select((item, i) => new OpenClass(item.Id, item.Category, contestsOfClasses[i], new BallotStatement(
            manifest.Suite, state.ManifestHash, openedHash, h, item.Id, new BallotLayout([.. contestsOfClasses[i].Select(contest => shapes[contest])]))));
        var position = state.Classes.Select((item, i) => (item, i)).ToDictionary(pair => pair.item, pair => pair.i);
        state.Opened = body;
        state.Open = new OpenMeeting(
            manifest, state.ManifestHash, openedHash, h, [.. classes],
            state.Cards.Select(card => KeyValuePair.Create(card.Key, position[card.Value.Class])));
        state.Box = new BallotBox(state.Open, shapes);
        state.Phase = MeetingPhase.Open;
    }

    /// <summary>Positions of a class's contests, ascending; null when one is unknown or they are out of order.</summary>
    private static List<int>? ContestPositions(ContestsBody contests, IReadOnlyList<string> ids)
    {
        var known = contests.Contests.Select(contest => contest.Id).ToList();
        var positions = ids.Select(id => known.IndexOf(id)).ToList();
        return positions.Contains(-1) || positions.Zip(positions.Skip(1)).Any(pair => pair.First >= pair.Second) ? null : positions;
    }

    private static Outcome Differs(string what) => Outcome.Refuse(Check.V17, Codes.OpenedDiffers, what);
}
