using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Ends a meeting without a result, for a reason that stands in the record. Organizer and an officer sign it.</summary>
public sealed class ProposeCancellation(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <summary>The reasons that the record knows.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["quorum", "texts", "emergency", "other"];

    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id, string reason, string text)
    {
        if (!Reasons.Contains(reason) || text.Length > FieldRules.MaxText)
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        if (facts.ManifestHash is not { } manifestHash)
            return new Refusal("manifest-missing");
        if (facts.State is MeetingStates.Tallied or MeetingStates.Cancelled or MeetingStates.Aborted)
            return new Refusal("entry-out-of-order");
        var body = new CancelledBody { Nonce = ProposalBook.Nonce(), Reason = reason, Text = text };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, loaded.Value, actor, body, manifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }
}
