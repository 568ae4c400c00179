using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Takes an unsigned closing back: voting goes on.</summary>
public sealed class AbandonClosing(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (!loaded.Value.Closing)
            return new Refusal("not-closing");
        await ProposalBook.WithdrawAsync(db, id, EntryTypes.Closed);
        await db.SaveChangesAsync();
        if (!await grains.GetGrain<IMeetingGrain>(id).SetClosingAsync(false))
            return new Refusal("not-closing");
        await audit.WriteAsync("closing-abandoned", actor, id);
        return Done.Yes;
    }
}
