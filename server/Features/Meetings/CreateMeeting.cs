using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>An organizer begins a meeting; the draft can be changed until the manifest is signed.</summary>
public sealed class CreateMeeting(IDbContextFactory<AppDb> databases, ServerKeys keys, TimeProvider clock, AuditLog audit)
{
    /// <returns>The meeting id.</returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, MeetingDraft draft)
    {
        if (actor.MustBe(Roles.Organizer) is { } refusal)
            return refusal;
        if (draft.Check() is { } fault)
            return fault;
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Meetings.AnyAsync(meeting => meeting.Id == draft.Id))
            return new Refusal("meeting-id-taken");
        var meeting = new Meeting { Id = draft.Id, OrganizerId = actor.AccountId, CreatedAt = clock.GetUtcNow() };
        draft.CopyTo(meeting);
        keys.Create(meeting, meeting.SuiteOf());
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync();
        await audit.WriteAsync("meeting-created", actor, meeting.Id);
        return meeting.Id;
    }
}
