using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>Reads the card of a question about it, within the card's budget, and names the meeting's writer.</summary>
public sealed class AskCard(IGrainFactory grains, OpenMeetings meetings, CardBudget budget)
{
    /// <summary>The 65 bytes of the card's key, or the refusal. A card that does not exist has no budget, and costs no memory.</summary>
    public async Task<(byte[] Card, Refusal? Refusal)> ReadAsync(string meeting, string? card)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return ([], new Refusal("meeting-unknown"));
        if (!Bytes.TryParse(card, out var bytes) || bytes.Length != Crypto.Point.Length)
            return ([], new Refusal("request-malformed"));
        var exists = (await meetings.FindAsync(meeting)).Meeting?.ClassOf(bytes) is not null;
        return exists && !budget.TryTake(meeting, bytes.ToString()) ? ([], new Refusal("too-many-requests")) : (bytes.ToArray(), null);
    }

    public IMeetingGrain Grain(string meeting) => grains.GetGrain<IMeetingGrain>(meeting);
}
