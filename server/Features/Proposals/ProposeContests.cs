using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Composes the contests from positions, roster and announcement texts. May be proposed again until the meeting is opened; the last one signed holds.</summary>
public sealed class ProposeContests(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        if (facts.ManifestHash is not { } manifestHash)
            return new Refusal("manifest-missing");
        if (facts.State != MeetingStates.Preparing)
            return new Refusal("draft-locked");
        if (meeting.Positions.Count == 0)
            return new Refusal("contests-missing");
        var candidates = await db.Candidates.AsNoTracking().Where(candidate => candidate.MeetingId == id).OrderBy(candidate => candidate.BallotOrder).ToListAsync();
        var planned = ContestPlan.Of(meeting, candidates);
        if (ContestPlan.Fault(meeting, planned) is { } fault)
            return new Refusal("contests-rule", fault);
        var texts = meeting.Announcement;
        var body = new ContestsBody
        {
            Nonce = ProposalBook.Nonce(),
            Contests = [.. planned.Select(item => item.Body)],
            Announcement = new Announcement(texts.Principles, texts.Positions, texts.Conditions, texts.Scope, texts.Requirements),
        };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, meeting, actor, body, manifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }
}
