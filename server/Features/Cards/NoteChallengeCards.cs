using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Cards;

/// <summary>
/// Notes which spare cards the appointed challengers drew; they go into the closing, and are no longer counted as handed out. Only public keys
/// come here: the officer's browser reads the codes.
/// </summary>
public sealed class NoteChallengeCards(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    /// <param name="cards">Public keys in base64url; replaces what was noted before.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, IReadOnlyList<string> cards)
    {
        if (cards.Count > 1000)
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        if ((await grain.SnapshotAsync()).State is not (MeetingStates.Preparing or MeetingStates.Open or MeetingStates.Paused) and var state)
            return new Refusal(MeetingStates.CastRefusal(state));
        var keys = new SortedSet<Bytes>();
        foreach (var text in cards)
        {
            if (!Bytes.TryParse(text, out var key) || key.Length != Crypto.Point.Length)
                return new Refusal("card-unknown");
            var card = await grain.CardAsync(key.ToArray());
            if (card.Code is { } code)
                return new Refusal(code);
            if (card.Status != "unused" || card.IsReplacement)
                return new Refusal("challenge-card-used");
            keys.Add(key);
        }
        loaded.Value.ChallengeCards = [.. keys.Select(key => key.ToString())];
        await db.SaveChangesAsync();
        await grain.RefreshAsync();
        await audit.WriteAsync("challenge-cards-noted", actor, id, $"{keys.Count}");
        return Done.Yes;
    }
}
