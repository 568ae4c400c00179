using Microsoft.EntityFrameworkCore;
using RecommendVote.Record;
using RecommendVote.Record.Cards;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Cards;

/// <summary>
/// Takes the list of public keys that the issuer's own machine made, and puts one <c>cards</c> entry per class up for the issuer to sign.
/// No seed comes here.
/// </summary>
public sealed class TakeCardList(IDbContextFactory<AppDb> databases, IGrainFactory grains, PublicAddress address, ProposalBook book)
{
    /// <returns>The proposals' ids, one per class.</returns>
    public async Task<Outcome<IReadOnlyList<Guid>>> RunAsync(Actor actor, string id, byte[] file)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Issuer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        if (!CardListFile.TryRead(meeting.SuiteOf(), file, out var list, out var fault))
            return new Refusal("cards-list-malformed", fault);
        var plan = await CardPlanDownload.ComposeAsync(db, grains, address, meeting);
        if (!plan.Ok)
            return plan.Refusal;
        if (list.DiffersFrom(plan.Value) is { } difference)
            return new Refusal("cards-list-differs", difference);
        await ProposalBook.WithdrawAsync(db, id, EntryTypes.Cards);
        var proposals = list.Classes.Select(item => book.Add(db, meeting, actor, new CardsBody
        {
            Nonce = ProposalBook.Nonce(),
            Class = item.Class,
            Category = item.Category,
            Contests = item.Contests,
            Cards = item.Cards,
        }, plan.Value.ManifestHash.Span)).ToList();
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposals[0], "listed");
        return Outcome.Of<IReadOnlyList<Guid>>([.. proposals.Select(proposal => proposal.Id)]);
    }
}
