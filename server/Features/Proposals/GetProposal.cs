using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

[SuppressMessage("Naming", "CA1720", Justification = "the past participle, as the interface names it")]
public sealed record RequiredSignature(string Key, string Name, bool Signed);

/// <param name="Mine">The signer that the asking account is for this proposal, or null.</param>
/// <param name="State"><c>open</c>, <c>appended</c>, <c>refused</c> or <c>withdrawn</c>.</param>
public sealed record ProposalView(
    Guid Id, string Meeting, string Suite, string Type, string ManifestHash, string Body, IReadOnlyList<RequiredSignature> Required, string? Mine, string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefusalCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index);

/// <summary>A proposal as the signing module shows it: the body itself, which the module parses before it signs.</summary>
public sealed class GetProposal(IDbContextFactory<AppDb> databases)
{
    public async Task<Outcome<ProposalView>> RunAsync(Actor actor, Guid id)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Proposals.AsNoTracking().Include(row => row.Signers).SingleOrDefaultAsync(row => row.Id == id) is not { } proposal)
            return new Refusal("proposal-unknown");
        var loaded = await MeetingAccess.LoadAsync(db, actor, proposal.MeetingId, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.DisplayName);
        return new ProposalView(
            proposal.Id, proposal.MeetingId, loaded.Value.Suite, proposal.Type, new Bytes(proposal.ManifestHash).ToString(), new Bytes(proposal.Body).ToString(),
            [.. proposal.Signers.OrderBy(signer => signer.Order).Select(signer =>
                new RequiredSignature(signer.Signer, names.GetValueOrDefault(signer.AccountId, ""), signer.Signature is not null))],
            MineOf(loaded.Value, proposal, actor)?.Id.ToString(),
            proposal.State.ToString().ToLowerInvariant(), proposal.RefusalCode, proposal.Index);
    }

    /// <summary>The slot that an actor may fill, and as which signer. A slot already filled by the actor counts, so that asking again tells the same.</summary>
    internal static (ProposalSigner Slot, SignerId Id)? MineOf(Meeting meeting, Proposal proposal, Actor actor)
    {
        foreach (var slot in proposal.Signers.OrderBy(signer => signer.Order))
        {
            if (!SignerId.TryParse(slot.Signer, out var id))
                continue;
            if (slot.Signature is not null && slot.AccountId != actor.AccountId)
                continue;
            if (ProposalBook.SignerOf(meeting, actor.AccountId, id) is { } mine)
                return (slot, mine);
        }
        return null;
    }
}
