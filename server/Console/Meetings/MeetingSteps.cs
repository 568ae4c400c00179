using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.StaffConsole.Meetings;

public enum StepState
{
    Done,
    Now,
    Later,
}

/// <param name="Key">Its text is <c>step.KEY</c>.</param>
/// <param name="Page">Page under the meeting's own.</param>
/// <param name="Detail">Figures beside the step, or empty.</param>
public sealed record MeetingStep(string Key, string Page, StepState State, string Detail = "");

/// <param name="Page">Where it is done; absolute when it begins with a slash.</param>
/// <param name="Mine">Whether the person who looks is the one to do it.</param>
/// <param name="By">The role that does it: <c>organizer</c>, <c>issuer</c>, <c>officer</c>, <c>trustees</c>, or several.</param>
public sealed record NextThing(string Key, string Page, bool Mine, string By);

/// <summary>The steps of a meeting in order, and the one that is next, as the home page shows them.</summary>
public static class MeetingSteps
{
    /// <summary>Every step's key; the texts are checked against it.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "settings", "announcement", "positions", "roster", "attendees", "staff", "trustees", "manifest", "contests", "cards", "ceremony", "check-in", "open", "vote",
        "tally", "verify",
    ];

    public static IReadOnlyList<MeetingStep> Of(MeetingDetails meeting)
    {
        var facts = meeting.Facts;
        var signed = facts.ManifestHash is not null;
        var opened = meeting.State is not (MeetingStates.Draft or MeetingStates.Preparing or MeetingStates.Cancelled or MeetingStates.Aborted);
        var closed = meeting.State is MeetingStates.Closed or MeetingStates.Tallied;
        var attested = facts.Attestations.Count > 0;
        var rehearsed = facts.Trustees.Count(trustee => trustee.Stage is not ("none" or "committed" or "key" or "shares" or "ready"));
        var decrypted = facts.Tally.Decrypted[0];
        (string Key, string Page, bool Done, string Detail)[] rows =
        [
            ("settings", "settings", true, ""),
            ("announcement", "announcement", meeting.Announcement.Principles.Length > 0 && meeting.Announcement.Requirements.Length > 0, ""),
            ("positions", "positions", meeting.Positions.Count > 0, $"{meeting.Positions.Count}"),
            ("roster", "roster", meeting.Candidates > 0, $"{meeting.Candidates}"),
            ("attendees", "attendees", meeting.Attendees > 0, $"{meeting.Attendees}"),
            ("staff", "staff", HasStaff(meeting), ""),
            ("trustees", "trustees", meeting.TrusteesInvited >= meeting.Draft.Threshold && meeting.TrusteesWithKey == meeting.TrusteesInvited, $"{meeting.TrusteesWithKey} / {meeting.TrusteesInvited}"),
            ("manifest", "sign", signed, ""),
            ("contests", "sign", facts.HasContests, ""),
            ("cards", "cards", facts.Classes.Count > 0, facts.Classes.Count > 0 ? $"{facts.Categories.Sum(category => category.Cards)}" : ""),
            ("ceremony", "trustees", facts.Trustees.Count > 0 && rehearsed == facts.Trustees.Count, facts.Trustees.Count > 0 ? $"{rehearsed} / {facts.Trustees.Count}" : ""),
            ("check-in", "check-in", opened, ""),
            ("open", "open", opened, ""),
            ("vote", "live", closed, ""),
            ("tally", "result", meeting.State == MeetingStates.Tallied, closed ? $"{decrypted} / {facts.Threshold}" : ""),
            ("verify", "verify", attested, ""),
        ];
        var now = StepOf(meeting.NextStep);
        return [.. rows.Select(row => new MeetingStep(row.Key, row.Page, row.Key == now ? StepState.Now : row.Done ? StepState.Done : StepState.Later, row.Detail))];
    }

    /// <summary>The next thing for the person who looks.</summary>
    public static NextThing NextOf(MeetingDetails meeting, string accountId)
    {
        var organizer = meeting.Parts.HasFlag(MeetingParts.Organizer);
        var officer = meeting.Parts.HasFlag(MeetingParts.Officer);
        var issuer = meeting.Parts.HasFlag(MeetingParts.Issuer);
        var myKeyMissing = (organizer && !meeting.Organizer.HasKey)
            || (issuer && meeting.Issuer is { HasKey: false }) || meeting.Officers.Concat(meeting.Tellers).Any(person => person.AccountId == accountId && !person.HasKey);
        return meeting.NextStep switch
        {
            NextSteps.SavePositions => new(meeting.NextStep, "positions", organizer, "organizer"),
            NextSteps.ImportRoster => new(meeting.NextStep, "roster", organizer, "organizer"),
            NextSteps.ImportAttendees => new(meeting.NextStep, "attendees", organizer, "organizer"),
            NextSteps.AssignStaff => new(meeting.NextStep, "staff", organizer, "organizer"),
            NextSteps.MakeKeys => myKeyMissing ? new(meeting.NextStep, "/my-key", true, "staff") : new(meeting.NextStep, "staff", false, "staff"),
            NextSteps.InviteTrustees => new(meeting.NextStep, "trustees", organizer, "organizer"),
            NextSteps.WaitForTrustees or NextSteps.WaitForCeremony => new(meeting.NextStep, "trustees", false, "trustees"),
            NextSteps.ProposeManifest or NextSteps.ProposeContests => new(meeting.NextStep, "sign", organizer, "organizer"),
            NextSteps.SignManifest or NextSteps.SignContests or NextSteps.SignOpening or NextSteps.SignClosing => new(meeting.NextStep, "sign", organizer || officer, "organizer-officer"),
            NextSteps.PrintCards => new(meeting.NextStep, "cards", organizer || issuer, "organizer-issuer"),
            NextSteps.SignCards => new(meeting.NextStep, "sign", issuer, "issuer"),
            NextSteps.CheckIn => new(meeting.NextStep, "check-in", organizer, "organizer"),
            NextSteps.Vote => new(meeting.NextStep, "live", organizer || officer, "organizer-officer"),
            NextSteps.EnterPaper => new(meeting.NextStep, "paper", meeting.Parts.HasFlag(MeetingParts.Teller), "tellers"),
            NextSteps.SignPaper => new(meeting.NextStep, "sign", officer || meeting.Parts.HasFlag(MeetingParts.Teller), "tellers-officer"),
            NextSteps.WaitForMixes or NextSteps.WaitForReady or NextSteps.WaitForTally or NextSteps.WaitForTexts => new(meeting.NextStep, "result", false, "trustees"),
            NextSteps.CosignTally or NextSteps.CosignEnd => new(meeting.NextStep, "witness", officer, "officer"),
            NextSteps.Attest => new(meeting.NextStep, "verify", officer, "officer"),
            NextSteps.Finished => new(meeting.NextStep, "result", false, ""),
            _ => new(meeting.NextStep, "result", organizer || officer, "organizer-officer"),
        };
    }

    private static bool HasStaff(MeetingDetails meeting) =>
        meeting.Organizer.HasKey && meeting.Issuer is { HasKey: true } && meeting.Officers.Count > 0 && meeting.Officers.Concat(meeting.Tellers).All(person => person.HasKey)
        && meeting.Draft.Paper == meeting.Tellers.Count > 0;

    private static string StepOf(string next) => next switch
    {
        NextSteps.SavePositions => "positions",
        NextSteps.ImportRoster => "roster",
        NextSteps.ImportAttendees => "attendees",
        NextSteps.AssignStaff or NextSteps.MakeKeys => "staff",
        NextSteps.InviteTrustees or NextSteps.WaitForTrustees => "trustees",
        NextSteps.ProposeManifest or NextSteps.SignManifest => "manifest",
        NextSteps.ProposeContests or NextSteps.SignContests => "contests",
        NextSteps.PrintCards or NextSteps.SignCards => "cards",
        NextSteps.WaitForCeremony => "ceremony",
        NextSteps.CheckIn => "check-in",
        NextSteps.SignOpening => "open",
        NextSteps.Vote or NextSteps.SignClosing => "vote",
        NextSteps.EnterPaper or NextSteps.SignPaper or NextSteps.WaitForMixes or NextSteps.WaitForReady or NextSteps.CosignTally or NextSteps.WaitForTally
            or NextSteps.WaitForTexts => "tally",
        NextSteps.Attest or NextSteps.CosignEnd => "verify",
        _ => "",
    };
}
