using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Cards;

/// <summary>Voids cards that lie on the organizer's table: each is scanned, and only unused ones can be voided.</summary>
public sealed class ProposeVoidedCards(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <summary>The reasons that the record knows.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["not-handed-out", "spoilt", "returned-unused"];

    /// <param name="cards">Public keys in base64url; the browser that read the codes keeps those to itself.</param>
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id, string reason, IReadOnlyList<string> cards)
    {
        if (!Reasons.Contains(reason) || cards.Count is 0 or > 100_000)
            return new Refusal("request-malformed");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        if (facts.ManifestHash is not { } manifestHash || facts.Classes.Count == 0)
            return new Refusal("cards-missing");
        var keys = new SortedSet<Bytes>();
        foreach (var text in cards)
        {
            if (!Bytes.TryParse(text, out var key) || key.Length != Point.Length)
                return new Refusal("card-unknown");
            var card = await grain.CardAsync(key.ToArray());
            if (card.Code is { } code)
                return new Refusal(code);
            if (card.Audits > 0)
                return new Refusal("voided-rule", "the card has an audit");
            if (card.Status != "unused")
                return new Refusal(card.Status == "voided" ? "card-voided" : "already-cast");
            keys.Add(key);
        }
        var body = new CardsVoidedBody { Nonce = ProposalBook.Nonce(), Reason = reason, Cards = BytesVector.Join(keys, Point.Length) };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, loaded.Value, actor, body, manifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }
}
