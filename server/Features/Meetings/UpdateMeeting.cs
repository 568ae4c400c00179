using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Changes the draft of a meeting whose manifest is not signed yet. Keys made by trustees hold for one suite, so that cannot change once one was made.</summary>
public sealed class UpdateMeeting(IDbContextFactory<AppDb> databases, IGrainFactory grains, ServerKeys keys, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, MeetingDraft draft)
    {
        if (draft.Check() is { } fault)
            return fault;
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        if (draft.Id != id || await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        if (draft.Suite != meeting.Suite)
        {
            if (await db.TrusteeInvitations.AnyAsync(trustee => trustee.MeetingId == id && trustee.Key != null))
                return new Refusal("draft-locked", "trustees have made keys for the other suite");
            keys.Create(meeting, Suites.Named(draft.Suite));
        }
        draft.CopyTo(meeting);
        await db.SaveChangesAsync();
        await grains.GetGrain<IMeetingGrain>(id).RefreshAsync();
        await audit.WriteAsync("meeting-changed", actor, id);
        return Done.Yes;
    }
}
