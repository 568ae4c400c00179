using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>Names the issuer, the officers and, where paper is used, the tellers of a meeting. All are different people, or their signatures would count once.</summary>
public sealed class AssignStaff(IDbContextFactory<AppDb> databases, StaffByRole staff, AuditLog audit)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, string id, string issuerAccountId, IReadOnlyList<string> officerAccountIds, IReadOnlyList<string>? tellerAccountIds = null)
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
        IReadOnlyList<string> tellerIds = tellerAccountIds ?? [];
        if (tellerIds.Count is 1 or > 15)
            return new Refusal("draft-rule", "no tellers, or 2..15");
        string[] everyone = [meeting.OrganizerId, issuerAccountId, .. officerAccountIds, .. tellerIds];
        if (everyone.Distinct().Count() != everyone.Length)
            return new Refusal("staff-not-distinct");
        var issuers = await staff.RunAsync(Roles.Issuer, meeting.Suite);
        var officers = await staff.RunAsync(Roles.Officer, meeting.Suite);
        var tellers = await staff.RunAsync(Roles.Teller, meeting.Suite);
        if (!issuers.Any(line => line.AccountId == issuerAccountId) || officerAccountIds.Any(officer => !officers.Any(line => line.AccountId == officer))
            || tellerIds.Any(teller => !tellers.Any(line => line.AccountId == teller)))
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
        meeting.Tellers.RemoveAll(old => !tellerIds.Contains(old.AccountId));
        for (var order = 0; order < tellerIds.Count; order++)
        {
            var row = meeting.Tellers.Find(old => old.AccountId == tellerIds[order]);
            if (row is null)
                meeting.Tellers.Add(row = new MeetingTeller { MeetingId = id, AccountId = tellerIds[order] });
            row.Order = order;
        }
        await db.SaveChangesAsync();
        await audit.WriteAsync("staff-assigned", actor, id);
        return Done.Yes;
    }
}
