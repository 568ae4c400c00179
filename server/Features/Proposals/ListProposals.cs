using Microsoft.EntityFrameworkCore;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Proposals;

/// <param name="MineToSign">True when the asking account can sign it now.</param>
public sealed record ProposalLine(
    Guid Id, string Type, string State, string? RefusalCode, int? Index, DateTimeOffset ProposedAt, IReadOnlyList<RequiredSignature> Signers, bool MineToSign);

/// <summary>The proposals of a meeting, newest first.</summary>
public sealed class ListProposals(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<IReadOnlyList<ProposalLine>>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        var proposals = await db.Proposals.AsNoTracking().Include(proposal => proposal.Signers).Where(proposal => proposal.MeetingId == id).ToListAsync();
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        return Outcome.Of<IReadOnlyList<ProposalLine>>([.. proposals.OrderByDescending(proposal => proposal.ProposedAt).Select(proposal => new ProposalLine(
            proposal.Id, proposal.Type, proposal.State.ToString().ToLowerInvariant(), proposal.RefusalCode, proposal.Index, proposal.ProposedAt,
            [.. proposal.Signers.OrderBy(signer => signer.Order).Select(signer =>
                new RequiredSignature(signer.Signer, names.GetValueOrDefault(signer.AccountId, ""), signer.Signature is not null))],
            proposal.State == ProposalState.Open && GetProposal.MineOf(loaded.Value, proposal, actor) is { Slot.Signature: null }))]);
    }
}
