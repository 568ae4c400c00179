using RecommendVote.Record;
using RecommendVote.Server.Features.BulletinLog;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Ballots;

/// <summary>Reads the card of a question about it, within the card's budget, and names the meeting's writer.</summary>
public sealed class AskCard(IGrainFactory grains, CardBudget budget)
{
    /// <summary>The 65 bytes of the card's key, or the refusal.</summary>
    public (byte[] Card, Refusal? Refusal) Read(string meeting, string? card)
    {
        if (!FieldRules.IsMeetingId(meeting))
            return ([], new Refusal("meeting-unknown"));
        if (!Bytes.TryParse(card, out var bytes) || bytes.Length != Crypto.Point.Length)
            return ([], new Refusal("request-malformed"));
        return budget.TryTake(meeting, bytes.ToString()) ? (bytes.ToArray(), null) : ([], new Refusal("too-many-requests"));
    }

    public IMeetingGrain Grain(string meeting) => grains.GetGrain<IMeetingGrain>(meeting);
}
