using System.Globalization;
using System.Security.Cryptography;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.StaffConsole.Meetings;

/// <summary>The fields of the meeting form while they are being filled in.</summary>
public sealed class MeetingFields
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public string Place { get; set; } = "";
    public string Kind { get; set; } = MeetingKinds.Recommendation;

    /// <summary>As the browser's date and time field writes it.</summary>
    public string Start { get; set; } = "";
    public string Suite { get; set; } = "SM2-SM3";
    public MeetingPolicy Policy { get; set; }
    public int Threshold { get; set; } = 2;
    public bool AllTrusteesAcknowledged { get; set; }
    public int MinGroupSize { get; set; } = 5;
    public bool AllowSmall { get; set; }
    public bool AcknowledgedSmallClass { get; set; }
    public bool Revoting { get; set; }
    public bool Practice { get; set; }
    public bool Demo { get; set; }
    public int QuorumNeed { get; set; } = 2;
    public int QuorumOf { get; set; } = 3;
    public bool SingleWriteInsHidden { get; set; }
    public bool Witnessed { get; set; } = true;
    public int WitnessQuorum { get; set; } = 1;
    public bool Paper { get; set; }
    public int Challengers { get; set; }

    /// <summary>Sensible values for a meeting tomorrow morning.</summary>
    public static MeetingFields New(ConsoleClock clock)
    {
        var day = clock.Now.Date.AddDays(1);
        return new MeetingFields
        {
            Id = $"m{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)}",
            Start = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T09:00",
        };
    }

    public static MeetingFields Of(MeetingDraft draft, ConsoleClock clock) => new()
    {
        Id = draft.Id,
        Title = draft.Title,
        Place = draft.Place,
        Kind = draft.Kind,
        Start = clock.Field(draft.PlannedStart),
        Suite = draft.Suite,
        Policy = draft.Policy,
        Threshold = draft.Threshold,
        AllTrusteesAcknowledged = draft.AllTrusteesAcknowledged,
        MinGroupSize = draft.MinGroupSize,
        AllowSmall = draft.AllowSmall,
        AcknowledgedSmallClass = draft.AcknowledgedSmallClass,
        Revoting = draft.Revoting,
        Practice = draft.Practice,
        Demo = draft.Demo,
        QuorumNeed = draft.QuorumNeed,
        QuorumOf = draft.QuorumOf,
        SingleWriteInsHidden = draft.SingleWriteInsHidden,
        Witnessed = draft.Witnessed,
        WitnessQuorum = draft.WitnessQuorum,
        Paper = draft.Paper,
        Challengers = draft.Challengers,
    };

    /// <summary>The draft, or null when the start is no time.</summary>
    public MeetingDraft? ToDraft(ConsoleClock clock) => clock.Parse(Start) is not { } start ? null : new MeetingDraft
    {
        Id = Id.Trim(),
        Title = Title,
        Place = Place,
        Kind = Kind,
        PlannedStart = start,
        Suite = Suite,
        Policy = Policy,
        Threshold = Threshold,
        AllTrusteesAcknowledged = AllTrusteesAcknowledged,
        MinGroupSize = MinGroupSize,
        AllowSmall = AllowSmall,
        AcknowledgedSmallClass = AcknowledgedSmallClass,
        Revoting = Revoting,
        Practice = Practice,
        Demo = Demo,
        QuorumNeed = QuorumNeed,
        QuorumOf = QuorumOf,
        SingleWriteInsHidden = SingleWriteInsHidden,
        Witnessed = Witnessed,
        WitnessQuorum = WitnessQuorum,
        Paper = Paper,
        Challengers = Challengers,
    };
}
