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

/// <summary>Gives a spare card out for one that its holder lost or that cannot be read. Nobody knows which card was lost. Organizer and officer sign.</summary>
public sealed class ProposeReplacedCard(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <summary>The reasons that the record knows.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["lost", "unreadable", "other"];

    /// <param name="card">Public key of the spare card, base64url.</param>
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id, string card, string reason, string text)
    {
        if (!Reasons.Contains(reason) || text.Length > FieldRules.MaxText)
            return new Refusal("request-malformed");
        if (!Bytes.TryParse(card, out var key) || key.Length != Point.Length)
            return new Refusal("card-unknown");
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        if (facts.ManifestHash is not { } manifestHash || facts.Classes.Count == 0)
            return new Refusal("cards-missing");
        var known = await grain.CardAsync(key.ToArray());
        if (known.Code is { } code)
            return new Refusal(code);
        if (known.Status != "unused" || known.Audits > 0 || known.IsReplacement || loaded.Value.ChallengeCards.Contains(key.ToString()))
            return new Refusal("replacement-invalid");
        var body = new CardReplacedBody { Nonce = ProposalBook.Nonce(), Card = key, Reason = reason, Text = text };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, loaded.Value, actor, body, manifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }
}
