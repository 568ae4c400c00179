using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <param name="Key">The signer, for example <c>officer-1</c>.</param>
/// <param name="Sig">The staff signature over the entry message, base64url.</param>
public sealed record NewSignature(string Key, string Sig);

/// <param name="Complete">True when all have signed and the entry is in the log at <paramref name="Index"/>.</param>
public sealed record SignatureTaken(bool Complete, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index);

/// <summary>
/// Takes a finished signature for a proposal; the last one appends the entry. Two signatures count as two only if two person records gave
/// them. Sending a signature again is fine and, after a crash between the last signature and the log, finishes the work.
/// </summary>
public sealed class SignProposal(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    public async Task<Outcome<SignatureTaken>> RunAsync(Actor actor, Guid id, NewSignature request)
    {
        if (!SignerId.TryParse(request.Key, out var claimed) || !Bytes.TryParse(request.Sig, out var signature))
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Proposals.Include(row => row.Signers).SingleOrDefaultAsync(row => row.Id == id) is not { } proposal)
            return new Refusal("proposal-unknown");
        var loaded = await MeetingAccess.LoadAsync(db, actor, proposal.MeetingId, MeetingParts.Anyone);
        if (!loaded.Ok)
            return loaded.Refusal;
        if (GetProposal.MineOf(loaded.Value, proposal, actor) is not { } mine || mine.Id != claimed)
            return new Refusal("signer-mismatch");
        if (proposal.State == ProposalState.Appended)
            return new SignatureTaken(true, proposal.Index);
        if (proposal.State != ProposalState.Open)
            return new Refusal("proposal-closed");
        if (proposal.Signers.Exists(slot => slot != mine.Slot && slot.Signature is not null && slot.AccountId == actor.AccountId))
            return new Refusal("staff-not-distinct");
        if (await ManifestAsync(db, proposal) is not { } manifest || KeyOf(manifest, claimed) is not { } key)
            return new Refusal("manifest-missing");
        var unsigned = new UnsignedEntry(proposal.Type, proposal.Body);
        if (!manifest.Suite.StaffSignatures.Verify(key, unsigned.StaffMessage(proposal.ManifestHash), signature))
            return new Refusal("signature-invalid");
        if (mine.Slot.Signature is null)
        {
            // An officer other than the one first named may sign: the slot becomes that officer's.
            var slot = mine.Slot;
            if (slot.Signer != claimed.ToString())
            {
                proposal.Signers.Remove(slot);
                db.Remove(slot);
                proposal.Signers.Add(slot = new ProposalSigner { ProposalId = proposal.Id, Signer = claimed.ToString(), Order = slot.Order });
                db.Entry(slot).State = EntityState.Added;
            }
            (slot.AccountId, slot.Signature) = (actor.AccountId, signature.ToArray());
            await db.SaveChangesAsync();
            await book.NoteAsync(actor, proposal, "signed");
        }
        return proposal.Signers.TrueForAll(slot => slot.Signature is not null) ? await AppendAsync(db, proposal, unsigned) : new SignatureTaken(false, null);
    }

    private async Task<Outcome<SignatureTaken>> AppendAsync(AppDb db, Proposal proposal, UnsignedEntry unsigned)
    {
        var signatures = proposal.Signers.OrderBy(slot => slot.Order).Select(slot =>
            new EntrySignature(SignerId.TryParse(slot.Signer, out var signer) ? signer : default, slot.Signature!)).ToList();
        var grain = grains.GetGrain<IMeetingGrain>(proposal.MeetingId);
        var answer = await grain.AppendAsync(unsigned.ToEntry(signatures));
        (proposal.State, proposal.Index, proposal.RefusalCode) = answer.Index is { } index
            ? (ProposalState.Appended, index, (string?)null)
            : (ProposalState.Refused, (int?)null, answer.Code);
        await db.SaveChangesAsync();
        return answer.Index is null ? new Refusal(answer.Code!, answer.Detail) : new SignatureTaken(true, answer.Index);
    }

    /// <summary>The manifest in the log; for the manifest's own proposal the one proposed.</summary>
    private static async Task<ManifestBody?> ManifestAsync(AppDb db, Proposal proposal)
    {
        if (proposal.Type == EntryTypes.Manifest)
            return EntryBodies.TryDecode(null, proposal.Type, proposal.Body, out var proposed, out _) ? proposed as ManifestBody : null;
        var entry = await db.LogEntries.AsNoTracking().Where(row => row.MeetingId == proposal.MeetingId && row.Index == 0).Select(row => row.Bytes).SingleOrDefaultAsync();
        return entry is null ? null : SignedBodies.Of<ManifestBody>(null, entry);
    }

    private static Bytes? KeyOf(ManifestBody manifest, SignerId signer) => signer.Role switch
    {
        SignerRole.Organizer => manifest.Organizer.Key,
        SignerRole.Issuer => manifest.Issuer.Key,
        SignerRole.Officer => manifest.Officers.ElementAtOrDefault(signer.Index - 1)?.Key,
        SignerRole.Teller => manifest.Tellers.ElementAtOrDefault(signer.Index - 1)?.Key,
        _ => null,
    };
}
