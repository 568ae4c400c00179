using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Takes back a proposal that is not in the log yet. A closing is abandoned instead, since it froze casting.</summary>
public sealed class WithdrawProposal(IDbContextFactory<AppDb> databases, AbandonClosing abandon, ProposalBook book)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Proposals.SingleOrDefaultAsync(proposal => proposal.Id == id) is not { } proposal)
            return new Refusal("proposal-unknown");
        var loaded = await MeetingAccess.LoadAsync(db, actor, proposal.MeetingId, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (proposal.ProposedBy != actor.AccountId && (MeetingAccess.PartsOf(loaded.Value, actor) & MeetingParts.Organizer) == 0)
            return new Refusal("not-allowed");
        if (proposal.State != ProposalState.Open)
            return new Refusal("proposal-closed");
        if (proposal.Type == EntryTypes.Closed)
            return await abandon.RunAsync(actor, proposal.MeetingId);
        proposal.State = ProposalState.Withdrawn;
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "withdrawn");
        return Done.Yes;
    }
}
