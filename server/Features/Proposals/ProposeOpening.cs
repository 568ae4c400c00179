using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Rosters;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Proposals;

/// <summary>Composes the opening from the record as it stands and the attendance at the door. Organizer and an officer sign it.</summary>
public sealed class ProposeOpening(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        if (Missing(facts) is { } missing)
            return missing;
        var waiting = await db.Proposals.Where(proposal => proposal.MeetingId == id && proposal.State == ProposalState.Open).Select(proposal => proposal.Type).ToListAsync();
        if (waiting.Contains(EntryTypes.Cards))
            return new Refusal("cards-pending");
        if (waiting.Contains(EntryTypes.CardsVoided))
            return new Refusal("voiding-pending");
        var attendance = await GetAttendance.OfAsync(db, loaded.Value);
        if (!attendance.QuorumMet)
            return new Refusal("quorum-not-met", $"{attendance.Present}/{attendance.Expected}");
        var body = new OpenedBody
        {
            Nonce = ProposalBook.Nonce(),
            H = facts.JointKey!,
            Contests = facts.ContestsHash!,
            Size = facts.Size,
            Root = facts.Root,
            Attendance = [.. attendance.Categories.Select(category => new Attendance(category.Id, category.Expected, category.Present))],
        };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, loaded.Value, actor, body, facts.ManifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }

    internal static Refusal? Missing(RecordFacts facts) =>
        facts.ManifestHash is null ? new Refusal("manifest-missing")
        : facts.State != MeetingStates.Preparing ? new Refusal("entry-out-of-order")
        : facts.ContestsHash is null ? new Refusal("contests-missing")
        : facts.Classes.Count == 0 ? new Refusal("cards-missing")
        : facts.JointKey is null || facts.Trustees.Any(trustee => trustee.Stage != "rehearsed") ? new Refusal("ceremony-unfinished")
        : null;
}
