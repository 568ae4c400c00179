using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>
/// An officer's statement over the record as it stands: verified, or an objection with a text. "Verified" is offered only when every check but
/// completeness holds here too; an objection can be made at any time after the manifest.
/// </summary>
public sealed class ProposeAttestation(IDbContextFactory<AppDb> databases, IGrainFactory grains, RecordVerification verification, ProposalBook book)
{
    /// <param name="verdict"><c>verified</c> or <c>objection</c>.</param>
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id, string verdict, string text)
    {
        if (verdict is not (AttestationBody.Verified or AttestationBody.Objection) || text.Length > FieldRules.MaxText
            || (verdict == AttestationBody.Objection && string.IsNullOrWhiteSpace(text)))
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        if (facts.ManifestHash is not { } manifestHash)
            return new Refusal("manifest-missing");
        if (verdict == AttestationBody.Verified)
        {
            if (facts.State is not (MeetingStates.Tallied or MeetingStates.Cancelled or MeetingStates.Aborted))
                return new Refusal("result-missing");
            var verified = await verification.VerifyAsync(id);
            if (!verified.Ok)
                return verified.Refusal;
            if (!verified.Value.HoldsUpToAttestation)
                return new Refusal("verification-failed", verified.Value.HeadlineEn);
        }
        var body = new AttestationBody { Nonce = ProposalBook.Nonce(), Verdict = verdict, Size = facts.Size, Root = facts.Root, Text = text };
        var officer = loaded.Value.Officers.FindIndex(row => row.AccountId == actor.AccountId) + 1;
        var proposal = book.Add(db, loaded.Value, actor, body, manifestHash, officer);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }
}
