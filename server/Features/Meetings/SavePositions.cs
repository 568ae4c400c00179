using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Position">A longer description of the post, may be empty.</param>
/// <param name="Abstain">With an abstain mark, min is at least 1 and an empty form counts as abstention.</param>
public sealed record PositionDraft(string Id, string Title, string Position, int Min, int Max, bool Abstain)
{
    /// <summary>The grades of an assessment unless the organizer writes others.</summary>
    public static IReadOnlyList<string> UsualGrades { get; } = ["优秀", "称职", "基本称职", "不称职", "不了解"];

    /// <summary>The dimensions of an assessment by dimension.</summary>
    public static IReadOnlyList<string> UsualDimensions { get; } = ["德", "能", "勤", "绩", "廉"];

    /// <summary>The answers of a vote; abstention is a mark of its own.</summary>
    public static IReadOnlyList<string> UsualAnswers { get; } = ["同意", "不同意"];

    /// <summary>The answer that a vote may have besides.</summary>
    public const string Defer = "缓议";

    /// <summary>See <see cref="PositionKinds"/>.</summary>
    public string Kind { get; init; } = PositionKinds.Choice;

    /// <summary>Write-in slots of a choice, 0..3.</summary>
    public int Slots { get; init; }

    /// <summary>Grades or answers in ballot order, at least two; none for a choice.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Dimensions of a grade; none for one overall grade.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    public static PositionDraft Of(MeetingPosition position) =>
        new(position.Id, position.Title, position.Position, position.Min, position.Max, position.Abstain)
        {
            Kind = position.Kind,
            Slots = position.Slots,
            Answers = position.Answers,
            Dimensions = position.Dimensions,
        };

    /// <summary>Which rule the draft breaks, or null.</summary>
    internal string? Fault()
    {
        if (Kind == PositionKinds.Choice)
            return Slots is < 0 or > 3 ? "0..3 write-in slots"
                : Answers.Count + Dimensions.Count > 0 ? "a choice has neither grades nor dimensions"
                : Max < 1 || Min < 0 || Min > Max || (Abstain && Min < 1) ? "0 <= min <= max, max >= 1, and min >= 1 with an abstain mark"
                : null;
        if (Kind is not (PositionKinds.Grade or PositionKinds.Vote))
            return "unknown kind";
        return Slots != 0 || Min != 1 || Max != 1 ? "exactly one answer and no write-in for each person"
            : Answers.Count is < 2 or > 20 || !AreNames(Answers) ? "2..20 different answers"
            : Dimensions.Count > 20 || !AreNames(Dimensions) ? "at most 20 different dimensions"
            : Kind == PositionKinds.Grade && Abstain ? "a grade has no abstain mark"
            : Kind == PositionKinds.Vote && (!Abstain || Dimensions.Count > 0) ? "a vote has an abstain mark and no dimensions"
            : null;
    }

    private static bool AreNames(IReadOnlyList<string> texts) =>
        texts.Distinct().Count() == texts.Count && texts.All(text => text.Length is > 0 and <= 50 && text.Trim() == text);
}

/// <summary>Sets the positions to fill, in ballot order. They go into the contests entry.</summary>
public sealed class SavePositions(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyList<PositionDraft> positions)
    {
        if (positions.Count is < 1 or > 200 || positions.DistinctBy(position => position.Id).Count() != positions.Count)
            return new Refusal("draft-rule", "1..200 positions with different ids");
        foreach (var position in positions)
        {
            if (!FieldRules.IsId(position.Id) || string.IsNullOrWhiteSpace(position.Title) || position.Title.Length > 200 || position.Position.Length > FieldRules.MaxText)
                return new Refusal("name-missing", position.Id);
            if (position.Fault() is { } fault)
                return new Refusal("draft-rule", $"{position.Id}: {fault}");
        }
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        meeting.Positions.RemoveAll(old => !positions.Any(position => position.Id == old.Id));
        for (var order = 0; order < positions.Count; order++)
        {
            var row = meeting.Positions.Find(old => old.Id == positions[order].Id);
            if (row is null)
                meeting.Positions.Add(row = new MeetingPosition { MeetingId = id, Id = positions[order].Id });
            (row.Title, row.Position, row.Order) = (positions[order].Title.Trim(), positions[order].Position.Trim(), order);
            (row.Min, row.Max, row.Abstain) = (positions[order].Min, positions[order].Max, positions[order].Abstain);
            (row.Kind, row.Slots) = (positions[order].Kind, positions[order].Slots);
            (row.Answers, row.Dimensions) = ([.. positions[order].Answers], [.. positions[order].Dimensions]);
        }
        await db.SaveChangesAsync();
        return Done.Yes;
    }
}
