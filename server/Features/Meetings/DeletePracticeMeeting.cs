using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Wipes a practice meeting with its log, or a draft that was never signed. A real meeting's log is never deleted.</summary>
public sealed class DeletePracticeMeeting(IDbContextFactory<AppDb> databases, IGrainFactory grains, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var snapshot = await grain.SnapshotAsync();
        // The mark in the signed manifest counts, not the draft's.
        if (snapshot.State != MeetingStates.Draft && !snapshot.Marks.Contains("practice"))
            return new Refusal("not-practice");
        db.Remove(loaded.Value);
        db.RemoveRange(await db.Candidates.Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.Attendees.Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.TrusteeInvitations.Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.Proposals.Include(row => row.Signers).Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.LogEntries.Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.LogCheckpoints.Where(row => row.MeetingId == id).ToListAsync());
        db.RemoveRange(await db.Cosignatures.Where(row => row.MeetingId == id).ToListAsync());
        await db.SaveChangesAsync();
        await grain.RefreshAsync();
        await audit.WriteAsync("practice-deleted", actor, id);
        return Done.Yes;
    }
}
