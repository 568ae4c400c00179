using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Meetings;

/// <param name="Parts">What the asking account is in this meeting.</param>
/// <param name="NextStep">The one next thing to do, see <see cref="NextSteps"/>.</param>
public sealed record MeetingDetails(
    MeetingDraft Draft, MeetingParts Parts, string State, IReadOnlyList<CategoryDraft> Categories, IReadOnlyList<PositionDraft> Positions, AnnouncementTexts Announcement,
    StaffName Organizer, StaffName? Issuer, IReadOnlyList<StaffName> Officers, IReadOnlyList<StaffName> Tellers, IReadOnlyDictionary<string, int> HandedOut, DateTimeOffset? ClosesAt,
    int Candidates, int Attendees, int TrusteesInvited, int TrusteesWithKey, int CardPrints, int OpenProposals, RecordFacts Facts, string NextStep);

/// <param name="HasKey">Whether the person has registered a signing key for the meeting's suite.</param>
public sealed record StaffName(string AccountId, string Name, bool HasKey);

/// <summary>Everything the meeting's home page shows.</summary>
public sealed class GetMeeting(IDbContextFactory<AppDb> databases, IGrainFactory grains)
{
    public async Task<Outcome<MeetingDetails>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        string[] accounts = [meeting.OrganizerId, .. meeting.IssuerId is { } issuer ? new[] { issuer } : [], .. meeting.Officers.Select(officer => officer.AccountId), .. meeting.Tellers.Select(teller => teller.AccountId)];
        var names = await db.Users.AsNoTracking().Where(user => accounts.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        var withKey = await db.StaffKeys.Where(key => key.Suite == meeting.Suite && accounts.Contains(key.AccountId)).Select(key => key.AccountId).ToListAsync();
        var trustees = await db.TrusteeInvitations.Where(trustee => trustee.MeetingId == id).Select(trustee => trustee.Key != null).ToListAsync();
        var proposals = await db.Proposals.Where(proposal => proposal.MeetingId == id && proposal.State == ProposalState.Open).Select(proposal => proposal.Type).ToListAsync();
        var details = new MeetingDetails(
            MeetingDraft.Of(meeting),
            MeetingAccess.PartsOf(meeting, actor),
            facts.State,
            [.. meeting.Categories.Select(category => new CategoryDraft(category.Id, category.Name))],
            [.. meeting.Positions.Select(PositionDraft.Of)],
            meeting.Announcement,
            Name(meeting.OrganizerId),
            meeting.IssuerId is null ? null : Name(meeting.IssuerId),
            [.. meeting.Officers.Select(officer => Name(officer.AccountId))],
            [.. meeting.Tellers.Select(teller => Name(teller.AccountId))],
            meeting.HandedOut.ToDictionary(item => item.Category, item => item.Count),
            meeting.ClosesAt,
            await db.Candidates.CountAsync(candidate => candidate.MeetingId == id),
            await db.Attendees.CountAsync(attendee => attendee.MeetingId == id),
            trustees.Count,
            trustees.Count(hasKey => hasKey),
            meeting.CardPrints,
            proposals.Count,
            facts,
            "");
        return details with { NextStep = NextSteps.Of(details, proposals) };

        StaffName Name(string account) => new(account, names.GetValueOrDefault(account, ""), withKey.Contains(account));
    }
}
