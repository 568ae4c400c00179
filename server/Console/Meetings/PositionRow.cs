using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.StaffConsole.Meetings;

/// <summary>One row of the positions page while it is being filled in.</summary>
public sealed class PositionRow
{
    private string kind = PositionKinds.Choice;

    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public string Position { get; set; } = "";
    public int Min { get; set; } = 1;
    public int Max { get; set; } = 1;
    public bool Abstain { get; set; } = true;
    public int Slots { get; set; }

    /// <summary>Grades or answers, one a line.</summary>
    public string Answers { get; set; } = "";

    /// <summary>Dimensions, one a line; empty for one overall grade.</summary>
    public string Dimensions { get; set; } = "";

    /// <summary>Choosing a kind fills in its usual rules.</summary>
    public string Kind
    {
        get => kind;
        set
        {
            if (value == kind)
                return;
            kind = value;
            (Min, Max, Slots, Dimensions) = (1, 1, 0, "");
            Abstain = kind != PositionKinds.Grade;
            Answers = Lines(kind switch
            {
                PositionKinds.Grade => PositionDraft.UsualGrades,
                PositionKinds.Vote => PositionDraft.UsualAnswers,
                _ => [],
            });
        }
    }

    public bool ByDimension
    {
        get => Dimensions.Length > 0;
        set => Dimensions = value ? Lines(PositionDraft.UsualDimensions) : "";
    }

    public bool WithDefer
    {
        get => Split(Answers).Contains(PositionDraft.Defer);
        set => Answers = Lines(value ? [.. Split(Answers), PositionDraft.Defer] : [.. Split(Answers).Where(answer => answer != PositionDraft.Defer)]);
    }

    /// <summary>A new row with the usual rules of a meeting's kind; <paramref name="title"/> where that kind has one.</summary>
    public static PositionRow New(string id, string meetingKind, Func<string, string> title)
    {
        var row = new PositionRow { Id = id };
        row.Kind = meetingKind switch
        {
            MeetingKinds.Assessment => PositionKinds.Grade,
            MeetingKinds.Vote => PositionKinds.Vote,
            _ => PositionKinds.Choice,
        };
        if (row.Kind != PositionKinds.Choice)
            row.Title = title(row.Kind);
        return row;
    }

    public static PositionRow Of(PositionDraft draft) => new()
    {
        Id = draft.Id,
        Title = draft.Title,
        Position = draft.Position,
        Kind = draft.Kind,
        Min = draft.Min,
        Max = draft.Max,
        Abstain = draft.Abstain,
        Slots = draft.Slots,
        Answers = Lines(draft.Answers),
        Dimensions = Lines(draft.Dimensions),
    };

    public PositionDraft ToDraft() => new(Id.Trim(), Title, Position, Min, Max, Abstain)
    {
        Kind = Kind,
        Slots = Slots,
        Answers = Split(Answers),
        Dimensions = Split(Dimensions),
    };

    private static string Lines(IReadOnlyList<string> texts) => string.Join('\n', texts);

    private static string[] Split(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
