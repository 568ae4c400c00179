using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Record.Cards;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Cards;

/// <summary>
/// The card plan for the issuer's own machine (docs/spec/cards-file.md). The spares chosen are kept, so that the list that comes back can be
/// compared with the plan.
/// </summary>
public sealed class CardPlanDownload(IDbContextFactory<AppDb> databases, IGrainFactory grains, PublicAddress address, AuditLog audit)
{
    /// <returns>The canonical bytes of the plan.</returns>
    public async Task<Outcome<byte[]>> RunAsync(Actor actor, string id, IReadOnlyDictionary<string, int> spares)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Issuer);
        if (!loaded.Ok)
            return loaded.Refusal;
        loaded.Value.CardSpares = spares.ToDictionary(pair => pair.Key, pair => Math.Clamp(pair.Value, 0, 1000));
        var composed = await ComposeAsync(db, grains, address, loaded.Value);
        if (!composed.Ok)
            return composed.Refusal;
        await db.SaveChangesAsync();
        await audit.WriteAsync("card-plan-downloaded", actor, id);
        return composed.Value.ToBytes();
    }

    /// <summary>The plan of a meeting whose contests are signed and whose cards are not, with the spares kept in it.</summary>
    internal static async Task<Outcome<CardPlanFile>> ComposeAsync(AppDb db, IGrainFactory grains, PublicAddress address, Meeting meeting)
    {
        var grain = grains.GetGrain<IMeetingGrain>(meeting.Id);
        var facts = await grain.FactsAsync();
        if (!Bytes.TryParse((await grain.PublicEntriesAsync()).Manifest, out var manifest) || !facts.HasContests)
            return new Refusal("contests-missing");
        if (facts.State != MeetingStates.Preparing || facts.Classes.Count > 0)
            return new Refusal("draft-locked");
        var classes = await CardPlan.MakeAsync(db, meeting, meeting.CardSpares);
        if (classes.Count == 0)
            return new Refusal("nothing-imported");
        if (!meeting.AcknowledgedSmallClass && classes.FirstOrDefault(item => item.Cards < meeting.MinGroupSize) is { } small)
            return new Refusal("class-too-small", small.Name);
        var file = new CardPlanFile(
            manifest, address.Uri.GetLeftPart(UriPartial.Authority),
            [.. classes.Select(item => new PlannedClass(item.Class, item.Category, item.Name, item.Contests, item.Cards, item.Spares))]);
        // Read back as the issuer's program will, so that a plan it would refuse is refused here.
        return CardPlanFile.TryRead(file.ToBytes(), out var plan, out var fault) ? plan : new Refusal("cards-list-differs", fault);
    }
}
