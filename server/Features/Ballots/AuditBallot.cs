using System.Buffers.Text;
using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>
/// The way of an audited ballot into the server: the checks and limits of a cast, and the card stays as it was. Audits are few, so each is
/// checked alone, at most one a processor at a time.
/// </summary>
public sealed partial class AuditBallot(OpenMeetings meetings, AuditBudget budget, IGrainFactory grains, ILogger<AuditBallot> log) : IDisposable
{
    private const int MostWaiting = 64;

    private readonly SemaphoreSlim room = new(Environment.ProcessorCount, Environment.ProcessorCount);
    private int waiting;

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
            // The writer is reading its log again, or cannot; the client sends the same bytes again.
            LogNoWriter(log, error, meeting);
            return ReceiptAnswer.Refused("overloaded");
        }
        if (open is null)
            return ReceiptAnswer.Refused(state == OpenMeetings.MeetingUnknown ? "meeting-unknown" : MeetingStates.CastRefusal(state));
        if (Base64Url.GetMaxDecodedLength(ballot.Length) > 2L * EntryLimits.ForMeeting(open))
            return ReceiptAnswer.Refused("too-large");
        if (!Bytes.TryParse(ballot, out var entry) || !PeekedCard.TryRead(entry.Span, EntryTypes.BallotAudited, out var card))
            return ReceiptAnswer.Refused("entry-malformed");
        if (open.ClassOf(card) is null)
            return ReceiptAnswer.Refused("card-unknown");
        if (!budget.TryTake(meeting, card.ToString()))
            return ReceiptAnswer.Refused("too-many-requests");
        return await CheckAsync(meeting, open, entry);
    }

    public void Dispose() => room.Dispose();

    private async Task<ReceiptAnswer> CheckAsync(string meeting, OpenMeeting open, Bytes entry)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return ReceiptAnswer.Refused("overloaded");
        }
        await room.WaitAsync();
        try
        {
            var result = await Task.Run(() => new BallotChecker(open).CheckAudit(entry.Memory));
            return result.Audit is { } audit
                ? await grains.GetGrain<IMeetingGrain>(meeting).AppendAuditAsync(new AuditHandover(audit))
                : ReceiptAnswer.Refused(result.Refusal!.Code, result.Refusal.Detail);
        }
        catch (Exception error)
        {
            // Committed or not is unknown here; the client sends the same bytes again and gets the one true answer.
            LogNoWriter(log, error, meeting);
            return ReceiptAnswer.Refused("overloaded");
        }
        finally
        {
            room.Release();
            Interlocked.Decrement(ref waiting);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "an audit of meeting {Meeting} was not committed")]
    private static partial void LogNoWriter(ILogger logger, Exception error, string meeting);
}
