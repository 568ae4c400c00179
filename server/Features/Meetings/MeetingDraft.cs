using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>What an organizer fills in for a new meeting. The defaults are those of an ordinary recommendation meeting.</summary>
public sealed record MeetingDraft
{
    public required string Id { get; init; }
    public string Suite { get; init; } = "SM2-SM3";
    public required string Title { get; init; }
    public string Place { get; init; } = "";

    /// <summary>See <see cref="MeetingKinds"/>.</summary>
    public string Kind { get; init; } = MeetingKinds.Recommendation;

    /// <summary>Planned start; kept in UTC to the second.</summary>
    public required DateTimeOffset PlannedStart { get; init; }

    /// <summary>Everything runs on one machine: shown on every screen and report.</summary>
    public bool Demo { get; init; }

    /// <summary>A rehearsal with marked cards, deleted afterwards.</summary>
    public bool Practice { get; init; }

    /// <summary>t: how many trustees open the totals.</summary>
    public int Threshold { get; init; } = 2;
    public bool AllTrusteesAcknowledged { get; init; }
    public int MinGroupSize { get; init; } = 5;
    public bool AllowSmall { get; init; }
    public bool AcknowledgedSmallClass { get; init; }
    public bool Revoting { get; init; }
    public MeetingPolicy Policy { get; init; }
    public int QuorumNeed { get; init; } = 2;
    public int QuorumOf { get; init; } = 3;

    /// <summary>Report names that only one ballot writes in as "other".</summary>
    public bool SingleWriteInsHidden { get; init; }

    /// <summary>Trustees decrypt only what an officer has cosigned.</summary>
    public bool Witnessed { get; init; } = true;

    /// <summary>How many officers must have cosigned the end of the record; not more than there are.</summary>
    public int WitnessQuorum { get; init; } = 1;

    /// <summary>Paper forms are used beside the screen.</summary>
    public bool Paper { get; init; }

    /// <summary>Spare cards that appointed challengers draw.</summary>
    public int Challengers { get; init; }

    /// <summary>Null, or which rule the draft breaks.</summary>
    public Refusal? Check()
    {
        if (!FieldRules.IsMeetingId(Id))
            return new Refusal("meeting-id-invalid");
        if (!RecommendVote.Crypto.Suite.TryParse(Suite, out _))
            return new Refusal("suite-unknown");
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > 200 || Place.Length > 200)
            return new Refusal("name-missing");
        if (Threshold is < 2 or > 15)
            return new Refusal("draft-rule", "threshold is 2..15");
        if (MinGroupSize is < 3 or > 1000)
            return new Refusal("draft-rule", "minimum group size is 3..1000");
        if (QuorumNeed < 1 || QuorumOf < QuorumNeed || QuorumOf > 100)
            return new Refusal("draft-rule", "quorum is a fraction of at most 1");
        if (!MeetingKinds.All.Contains(Kind))
            return new Refusal("draft-rule", "unknown kind of meeting");
        if (WitnessQuorum is < 0 or > 15 || Challengers is < 0 or > 1000)
            return new Refusal("draft-rule", "0..15 witnesses, 0..1000 challengers");
        return null;
    }

    /// <summary>Writes everything but the id into the meeting.</summary>
    public void CopyTo(Meeting meeting)
    {
        meeting.Suite = Suite;
        meeting.Title = Title.Trim();
        meeting.Place = Place.Trim();
        meeting.Kind = Kind;
        var start = PlannedStart.UtcDateTime;
        meeting.PlannedStart = new DateTime(start.Year, start.Month, start.Day, start.Hour, start.Minute, start.Second, DateTimeKind.Utc);
        meeting.Demo = Demo;
        meeting.Practice = Practice;
        meeting.Threshold = Threshold;
        meeting.AllTrusteesAcknowledged = AllTrusteesAcknowledged;
        meeting.MinGroupSize = MinGroupSize;
        meeting.AllowSmall = AllowSmall;
        meeting.AcknowledgedSmallClass = AcknowledgedSmallClass;
        meeting.Revoting = Revoting;
        meeting.Policy = Policy;
        meeting.QuorumNeed = QuorumNeed;
        meeting.QuorumOf = QuorumOf;
        meeting.SingleWriteInsHidden = SingleWriteInsHidden;
        meeting.Witnessed = Witnessed;
        meeting.WitnessQuorum = WitnessQuorum;
        meeting.Paper = Paper;
        meeting.Challengers = Challengers;
    }

    public static MeetingDraft Of(Meeting meeting) => new()
    {
        Id = meeting.Id,
        Suite = meeting.Suite,
        Title = meeting.Title,
        Place = meeting.Place,
        Kind = meeting.Kind,
        PlannedStart = new DateTimeOffset(DateTime.SpecifyKind(meeting.PlannedStart, DateTimeKind.Utc)),
        Demo = meeting.Demo,
        Practice = meeting.Practice,
        Threshold = meeting.Threshold,
        AllTrusteesAcknowledged = meeting.AllTrusteesAcknowledged,
        MinGroupSize = meeting.MinGroupSize,
        AllowSmall = meeting.AllowSmall,
        AcknowledgedSmallClass = meeting.AcknowledgedSmallClass,
        Revoting = meeting.Revoting,
        Policy = meeting.Policy,
        QuorumNeed = meeting.QuorumNeed,
        QuorumOf = meeting.QuorumOf,
        SingleWriteInsHidden = meeting.SingleWriteInsHidden,
        Witnessed = meeting.Witnessed,
        WitnessQuorum = meeting.WitnessQuorum,
        Paper = meeting.Paper,
        Challengers = meeting.Challengers,
    };
}
