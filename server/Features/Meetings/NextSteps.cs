using RecommendVote.Record;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>The one next thing to do in a meeting, from top to bottom of this table.</summary>
public static class NextSteps
{
    public const string SavePositions = "save-positions";
    public const string ImportRoster = "import-roster";
    public const string ImportAttendees = "import-attendees";
    public const string AssignStaff = "assign-staff";
    public const string MakeKeys = "make-keys";
    public const string InviteTrustees = "invite-trustees";
    public const string WaitForTrustees = "wait-for-trustees";
    public const string ProposeManifest = "propose-manifest";
    public const string SignManifest = "sign-manifest";
    public const string ProposeContests = "propose-contests";
    public const string SignContests = "sign-contests";
    public const string PrintCards = "print-cards";
    public const string SignCards = "sign-cards";
    public const string WaitForCeremony = "wait-for-ceremony";
    public const string CheckIn = "check-in";
    public const string SignOpening = "sign-opening";
    public const string Vote = "vote";
    public const string SignClosing = "sign-closing";
    public const string EnterPaper = "enter-paper";
    public const string SignPaper = "sign-paper";
    public const string WaitForMixes = "wait-for-mixes";
    public const string WaitForReady = "wait-for-ready";
    public const string CosignTally = "cosign-tally";
    public const string WaitForTally = "wait-for-tally";
    public const string WaitForTexts = "wait-for-texts";
    public const string CosignEnd = "cosign-end";
    public const string Attest = "attest";
    public const string Finished = "finished";

    public static string Of(MeetingDetails meeting, IReadOnlyCollection<string> openProposals) => meeting.State switch
    {
        MeetingStates.Draft => OfDraft(meeting, openProposals),
        MeetingStates.Preparing => OfPreparing(meeting, openProposals),
        MeetingStates.Open or MeetingStates.Paused => Vote,
        MeetingStates.Closing => SignClosing,
        MeetingStates.Closed => OfClosed(meeting, openProposals),
        MeetingStates.Tallied => RecordGap.Of(meeting) switch
        {
            RecordGap.Attestation => Attest,
            RecordGap.Cosignatures => CosignEnd,
            _ => Finished,
        },
        MeetingStates.Cancelled when RecordGap.Of(meeting) == RecordGap.Cosignatures => CosignEnd,
        _ => Finished,
    };

    private static string OfDraft(MeetingDetails meeting, IReadOnlyCollection<string> openProposals) =>
        meeting.Positions.Count == 0 ? SavePositions
        : meeting.Candidates == 0 ? ImportRoster
        : meeting.Attendees == 0 ? ImportAttendees
        : meeting.Issuer is null || meeting.Officers.Count == 0 || meeting.Draft.Paper != meeting.Tellers.Count > 0 ? AssignStaff
        : !meeting.Organizer.HasKey || !meeting.Issuer.HasKey || meeting.Officers.Concat(meeting.Tellers).Any(person => !person.HasKey) ? MakeKeys
        : meeting.TrusteesInvited < meeting.Draft.Threshold ? InviteTrustees
        : meeting.TrusteesWithKey < meeting.TrusteesInvited ? WaitForTrustees
        : openProposals.Contains(EntryTypes.Manifest) ? SignManifest
        : ProposeManifest;

    /// <summary>Paper first, since it must be counted before anything is decrypted; then mixes, readiness, the officer's cosignature, the phases.</summary>
    private static string OfClosed(MeetingDetails meeting, IReadOnlyCollection<string> openProposals)
    {
        var facts = meeting.Facts;
        if (meeting.Draft.Paper && !facts.PaperCounted && !facts.HasDecryptions)
            return openProposals.Contains(EntryTypes.PaperCount) ? SignPaper : EnterPaper;
        return facts.Tally.IsMixing ? WaitForMixes
            : facts.Witnessed && !facts.TallyCosigned ? CosignTally
            : facts.Tally.Ready < facts.TallyQuorum ? WaitForReady
            : facts.Tally.Awaited == 2 ? WaitForTexts
            : WaitForTally;
    }

    private static string OfPreparing(MeetingDetails meeting, IReadOnlyCollection<string> openProposals) =>
        openProposals.Contains(EntryTypes.Contests) ? SignContests
        : !meeting.Facts.HasContests ? ProposeContests
        : openProposals.Contains(EntryTypes.Cards) ? SignCards
        : meeting.Facts.Classes.Count == 0 ? PrintCards
        : meeting.Facts.Trustees.Any(trustee => trustee.Stage != "rehearsed") ? WaitForCeremony
        : openProposals.Contains(EntryTypes.Opened) ? SignOpening
        : CheckIn;
}
