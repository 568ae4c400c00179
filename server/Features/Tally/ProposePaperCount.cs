using System.Text;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Tally;

/// <summary>
/// Puts the count of the paper forms up for signature by two tellers and an officer, before anything is decrypted. It is shown beside the
/// electronic result and never added to it.
/// </summary>
public sealed class ProposePaperCount(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <param name="other">Number of the second teller, from 1; the first is the one who asks.</param>
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id, int other, IReadOnlyList<PaperForms> forms, IReadOnlyList<PaperContest> contests)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Teller);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var mine = meeting.Tellers.FindIndex(teller => teller.AccountId == actor.AccountId) + 1;
        if (other < 1 || other > meeting.Tellers.Count || other == mine)
            return new Refusal("staff-not-distinct");
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        if (facts.State != MeetingStates.Closed || facts.HasDecryptions || facts.PaperCounted)
            return new Refusal("entry-out-of-order");
        var body = new PaperCountBody
        {
            Nonce = ProposalBook.Nonce(),
            Forms = forms,
            Contests = [.. contests.Select(contest => contest with { WriteIns = Ordered(contest.WriteIns) })],
        };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, meeting, actor, body, facts.ManifestHash, tellers: (Math.Min(mine, other), Math.Max(mine, other)));
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }

    /// <summary>Names ascend by their bytes; the same name twice is one with both counts.</summary>
    private static IReadOnlyList<PaperWriteIn>? Ordered(IReadOnlyList<PaperWriteIn>? writeIns) => writeIns is null ? null :
        [.. writeIns.GroupBy(item => item.Text.Trim()).Where(group => group.Key.Length > 0)
            .Select(group => new PaperWriteIn(group.Key, group.Sum(item => item.Count)))
            .OrderBy(item => Convert.ToHexString(Encoding.UTF8.GetBytes(item.Text)), StringComparer.Ordinal)];
}
