using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Names the issuer and the officers of a meeting. Organizer, issuer and officers are different people, or their signatures would count once.</summary>
public sealed class AssignStaff(IDbContextFactory<AppDb> databases, StaffByRole staff, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, string issuerAccountId, IReadOnlyList<string> officerAccountIds)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        if (await db.LogEntries.AnyAsync(entry => entry.MeetingId == id))
            return new Refusal("draft-locked");
        if (officerAccountIds.Count is < 1 or > 15)
            return new Refusal("draft-rule", "1..15 officers");
        string[] everyone = [meeting.OrganizerId, issuerAccountId, .. officerAccountIds];
        if (everyone.Distinct().Count() != everyone.Length)
            return new Refusal("staff-not-distinct");
        var issuers = await staff.RunAsync(Roles.Issuer, meeting.Suite);
        var officers = await staff.RunAsync(Roles.Officer, meeting.Suite);
        if (!issuers.Any(line => line.AccountId == issuerAccountId) || officerAccountIds.Any(officer => !officers.Any(line => line.AccountId == officer)))
            return new Refusal("staff-unsuitable");
        meeting.IssuerId = issuerAccountId;
        meeting.Officers.RemoveAll(old => !officerAccountIds.Contains(old.AccountId));
        for (var order = 0; order < officerAccountIds.Count; order++)
        {
            var row = meeting.Officers.Find(old => old.AccountId == officerAccountIds[order]);
            if (row is null)
                meeting.Officers.Add(row = new MeetingOfficer { MeetingId = id, AccountId = officerAccountIds[order] });
            row.Order = order;
        }
        await db.SaveChangesAsync();
        await audit.WriteAsync("staff-assigned", actor, id);
        return Done.Yes;
    }
}
