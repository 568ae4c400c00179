using System.Buffers.Text;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>The one way of a ballot into the server, from the hub and from HTTP alike. A refusal leaves no trace of the content.</summary>
public sealed partial class CastBallot(OpenMeetings meetings, CardBudget budget, BallotIntake intake, ILogger<CastBallot> log)
{
    /// <param name="ballot">Base64url of the exact entry bytes.</param>
    public async Task<ReceiptAnswer> RunAsync(string meeting, string ballot)
    {
        if (meeting is null || ballot is null)
            return ReceiptAnswer.Refused("request-malformed");
        OpenMeeting? open;
        string state;
        try
        {
            (open, state) = await meetings.FindAsync(meeting);
        }
        catch (Exception error)
        {
            // The writer is reading its log again, or cannot; the client keeps the ballot and sends it again.
            LogNoWriter(log, error, meeting);
            return ReceiptAnswer.Refused("overloaded");
        }
        if (open is null)
            return ReceiptAnswer.Refused(state == OpenMeetings.MeetingUnknown ? "meeting-unknown" : MeetingStates.CastRefusal(state));
        if (Base64Url.GetMaxDecodedLength(ballot.Length) > EntryLimits.ForMeeting(open))
            return ReceiptAnswer.Refused("too-large");
        if (!Bytes.TryParse(ballot, out var entry) || !PeekedCard.TryRead(entry.Span, EntryTypes.Ballot, out var card))
            return ReceiptAnswer.Refused("entry-malformed");
        if (open.ClassOf(card) is null)
            return ReceiptAnswer.Refused("card-unknown");
        if (!budget.TryTake(meeting, card.ToString()))
            return ReceiptAnswer.Refused("too-many-requests");
        return await intake.CastAsync(meeting, entry.ToArray());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the writer of meeting {Meeting} did not answer")]
    private static partial void LogNoWriter(ILogger logger, Exception error, string meeting);
}
