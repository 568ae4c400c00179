using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Pauses or resumes casting. Nothing of it stands in the record.</summary>
public sealed class PauseMeeting(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, bool paused)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (!await grains.GetGrain<IMeetingGrain>(id).SetPausedAsync(paused))
            return new Refusal("meeting-not-open");
        await audit.WriteAsync(paused ? "meeting-paused" : "meeting-resumed", actor, id);
        return Done.Yes;
    }
}
