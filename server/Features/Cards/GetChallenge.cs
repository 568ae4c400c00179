using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Cards;

/// <param name="Planned">Spare cards that the challengers shall draw.</param>
/// <param name="Noted">Cards noted so far.</param>
/// <param name="Idle">Of these, cards that have audited nothing yet.</param>
/// <param name="Audits">Audits made with these cards.</param>
/// <param name="AllAudits">Audits of everybody.</param>
public sealed record ChallengeView(int Planned, int Noted, int Idle, int Audits, int AllAudits);

/// <summary>How far the appointed challengers are.</summary>
public sealed class GetChallenge(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<ChallengeView>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var audits = new List<int>();
        foreach (var text in loaded.Value.ChallengeCards)
            if (Bytes.TryParse(text, out var key))
                audits.Add((await grain.CardAsync(key.ToArray())).Audits);
        return new ChallengeView(loaded.Value.Challengers, audits.Count, audits.Count(count => count == 0), audits.Sum(), (await grain.FactsAsync()).Audits);
    }
}
