using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Position">Id of the row of the plan that it comes from; recusals name that.</param>
public sealed record PlannedContest(string Position, ContestBody Body);

/// <summary>
/// The contests that a meeting's plan and roster give: one for a choice among the names eligible for a position; one for each eligible person,
/// and dimension, of an assessment or a vote. People stand in ballot order.
/// </summary>
public static class ContestPlan
{
    /// <param name="candidates">The roster in ballot order.</param>
    public static IReadOnlyList<PlannedContest> Of(Meeting meeting, IReadOnlyList<Candidate> candidates) =>
        [.. meeting.Positions.SelectMany(position => Contests(position, [.. candidates.Where(candidate => candidate.EligibleFor.Contains(position.Id))])
            .Select(contest => new PlannedContest(position.Id, contest)))];

    /// <summary>Why the record could not hold the contests, or null.</summary>
    public static string? Fault(Meeting meeting, IReadOnlyList<PlannedContest> contests)
    {
        foreach (var position in meeting.Positions)
            if (!contests.Any(contest => contest.Position == position.Id))
                return $"{position.Id}: no names";
        foreach (var contest in contests.Select(item => item.Body))
        {
            if (contest.Options.Count == 0 || contest.Max > contest.Options.Count + contest.Slots)
                return $"{contest.Id}: {contest.Options.Count} names for at most {contest.Max} marks";
            if (!FieldRules.IsId(contest.Id))
                return $"{contest.Id}: the ids of position and person together are too long";
        }
        return contests.Count > 200 ? $"{contests.Count} contests; at most 200" : null;
    }

    private static IEnumerable<ContestBody> Contests(MeetingPosition position, IReadOnlyList<Candidate> people) => position.Kind switch
    {
        PositionKinds.Choice => [Choice(position, people)],
        PositionKinds.Grade when position.Dimensions.Count > 0 =>
            people.SelectMany(person => position.Dimensions.Select((dimension, i) => Judgement(position, person, $"-{i + 1}") with { Dimension = dimension })),
        _ => people.Select(person => Judgement(position, person, "")),
    };

    private static ContestBody Choice(MeetingPosition position, IReadOnlyList<Candidate> people) => new()
    {
        Id = position.Id,
        Title = position.Title,
        Position = position.Position,
        Options = [.. people.Select(candidate => new OptionBody(candidate.Id, candidate.Name, candidate.Detail))],
        Slots = position.Slots,
        Min = position.Min,
        Max = position.Max,
        Abstain = position.Abstain,
    };

    /// <summary>One grade or one vote about one person: the person's name is the title, unit and post the position.</summary>
    private static ContestBody Judgement(MeetingPosition position, Candidate person, string suffix) => new()
    {
        Id = $"{position.Id}-{person.Id}{suffix}",
        Title = person.Name,
        Position = person.Detail,
        Kind = position.Kind,
        Subject = person.Id,
        Options = [.. position.Answers.Select((answer, i) => new OptionBody($"a{i + 1}", answer))],
        Min = 1,
        Max = 1,
        Abstain = position.Kind == PositionKinds.Vote,
    };
}
