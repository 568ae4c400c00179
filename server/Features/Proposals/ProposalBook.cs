using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Writes bodies down as proposals, each with the people who must sign it.</summary>
public sealed class ProposalBook(TimeProvider clock, AuditLog audit)
{
    /// <summary>16 random bytes for a body (B6).</summary>
    public static Bytes Nonce() => RandomNumberGenerator.GetBytes(FieldRules.NonceLength);

    /// <summary>
    /// Keeps a body as an open proposal. Does not save.
    /// </summary>
    /// <param name="officer">Number of the officer who is asked first; any other of the meeting may sign instead.</param>
    /// <param name="tellers">The two tellers of a paper count, ascending.</param>
    public Proposal Add(AppDb db, Meeting meeting, Actor actor, EntryBody body, ReadOnlySpan<byte> manifestHash, int officer = 1, (int First, int Second) tellers = default)
    {
        var proposal = new Proposal
        {
            Id = Guid.NewGuid(),
            MeetingId = meeting.Id,
            Type = body.Type,
            ManifestHash = manifestHash.ToArray(),
            Body = body.ToBytes(),
            ProposedBy = actor.AccountId,
            ProposedAt = clock.GetUtcNow(),
        };
        foreach (var signer in SignersOf(body.Type, officer, tellers))
            proposal.Signers.Add(new ProposalSigner
            {
                ProposalId = proposal.Id,
                Signer = signer.ToString(),
                Order = proposal.Signers.Count,
                AccountId = AccountOf(meeting, signer) ?? "",
            });
        db.Proposals.Add(proposal);
        return proposal;
    }

    /// <summary>Withdraws the open proposals of a type, so that only one can be signed. Does not save.</summary>
    public static async Task WithdrawAsync(AppDb db, string meeting, string type)
    {
        foreach (var old in await db.Proposals.Where(proposal => proposal.MeetingId == meeting && proposal.Type == type && proposal.State == ProposalState.Open).ToListAsync())
            old.State = ProposalState.Withdrawn;
    }

    /// <summary>The account that plays a signer's part in a meeting, or null.</summary>
    public static string? AccountOf(Meeting meeting, SignerId signer) => signer.Role switch
    {
        SignerRole.Organizer => meeting.OrganizerId,
        SignerRole.Issuer => meeting.IssuerId,
        SignerRole.Officer => meeting.Officers.ElementAtOrDefault(signer.Index - 1)?.AccountId,
        SignerRole.Teller => meeting.Tellers.ElementAtOrDefault(signer.Index - 1)?.AccountId,
        _ => null,
    };

    /// <summary>The signer that an account is in a meeting for a slot: any officer of the meeting may fill an officer's slot.</summary>
    public static SignerId? SignerOf(Meeting meeting, string accountId, SignerId slot)
    {
        if (slot.Role != SignerRole.Officer)
            return AccountOf(meeting, slot) == accountId ? slot : null;
        var place = meeting.Officers.FindIndex(officer => officer.AccountId == accountId);
        return place < 0 ? null : SignerId.Officer(place + 1);
    }

    public Task NoteAsync(Actor actor, Proposal proposal, string what) =>
        audit.WriteAsync($"{proposal.Type}-{what}", actor, proposal.MeetingId, proposal.Id.ToString());

    private static IReadOnlyList<SignerId> SignersOf(string type, int officer, (int First, int Second) tellers) => EntryTypes.Find(type)!.Signers switch
    {
        EntrySigners.Organizer => [SignerId.Organizer],
        EntrySigners.Issuer => [SignerId.Issuer],
        EntrySigners.Officer => [SignerId.Officer(officer)],
        EntrySigners.OrganizerAndOfficer => [SignerId.Organizer, SignerId.Officer(officer)],
        EntrySigners.TellersAndOfficer => [SignerId.Teller(tellers.First), SignerId.Teller(tellers.Second), SignerId.Officer(officer)],
        _ => throw new ArgumentException("no staff sign this type", nameof(type)),
    };
}
