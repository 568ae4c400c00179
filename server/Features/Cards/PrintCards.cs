using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Documents;
using RecommendVote.Documents.Cards;
using RecommendVote.Documents.Drawing;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Features.Proposals;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Cards;

/// <param name="Pdf">The sheet; given out once and kept nowhere.</param>
/// <param name="ProposalIds">One <c>cards</c> proposal per class, for the issuer to sign.</param>
public sealed record PrintedCards(byte[] Pdf, IReadOnlyList<Guid> ProposalIds);

/// <summary>
/// For demonstrations and rehearsals: makes the seeds of all cards, the PDF that holds them, and the <c>cards</c> proposals that hold their
/// public keys. Cards of a real meeting are made away from the server (<see cref="CardPlanDownload"/>). Seeds exist in this call only: they are wiped at its end and never stored. Printing again before the issuer has signed makes new cards, marked as a second print;
/// those of the first print are then worthless.
/// </summary>
public sealed class PrintCards(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book, PublicAddress address, DocumentFonts fonts, TimeProvider clock)
{
    /// <param name="confirmed">That the server shall know the seeds of a meeting that is neither a demonstration nor practice.</param>
    public async Task<Outcome<PrintedCards>> RunAsync(Actor actor, string id, IReadOnlyDictionary<string, int> spares, bool confirmed = false)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Issuer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        var facts = await grain.FactsAsync();
        if (facts.ManifestHash is not { } manifestHash || SignedBodies.Of<ManifestBody>(null, (await grain.PublicEntriesAsync()).Manifest) is not { } manifest)
            return new Refusal("manifest-missing");
        if (facts.State != MeetingStates.Preparing || facts.Classes.Count > 0)
            return new Refusal("draft-locked");
        // The marks of the signed manifest count, not the draft's.
        if (!confirmed && !manifest.Marks.Contains("demo") && !manifest.Marks.Contains("practice"))
            return new Refusal("print-needs-confirmation");
        var plan = await CardPlan.MakeAsync(db, meeting, spares);
        if (plan.Count == 0)
            return new Refusal("nothing-imported");
        if (!meeting.AcknowledgedSmallClass && plan.FirstOrDefault(item => item.Cards < meeting.MinGroupSize) is { } small)
            return new Refusal("class-too-small", small.Name);
        var seeds = plan.Select(item => Enumerable.Range(0, item.Cards).Select(_ => RandomNumberGenerator.GetBytes(CardKey.SeedLength)).ToArray()).ToList();
        try
        {
            var pdf = CardSheetPdf.Make(SheetOf(meeting, manifest, plan, seeds), fonts);
            await ProposalBook.WithdrawAsync(db, id, EntryTypes.Cards);
            var proposals = plan.Select((item, i) => book.Add(db, meeting, actor, BodyOf(manifest, item, seeds[i]), manifestHash)).ToList();
            meeting.CardPrints++;
            await db.SaveChangesAsync();
            await book.NoteAsync(actor, proposals[0], meeting.CardPrints == 1 ? "printed" : "printed-again");
            return new PrintedCards(pdf, [.. proposals.Select(proposal => proposal.Id)]);
        }
        catch (MissingGlyphException error)
        {
            return new Refusal(MissingGlyphException.Code, error.Message);
        }
        finally
        {
            foreach (var seed in seeds.SelectMany(item => item))
                CryptographicOperations.ZeroMemory(seed);
        }
    }

    private CardSheet SheetOf(Meeting meeting, ManifestBody manifest, IReadOnlyList<CardClass> plan, List<byte[][]> seeds)
    {
        var host = address.Uri;
        var link = $"{host.GetLeftPart(UriPartial.Authority)}/v/{meeting.Id}";
        var fingerprint = CardLink.Fingerprint(manifest.Suite, manifest.Organizer.Key);
        var cards = plan.SelectMany((item, i) => seeds[i].Select(seed => new CardToPrint(
            $"{link}#{CardLink.FormatFragment(seed, fingerprint)}", CardSeedText.Format(seed), item.Name, ClassColours.Of(i)))).ToList();
        var header = DocumentHeaders.Of(meeting, manifest.Organizer.Name);
        if (meeting.CardPrints > 0)
            header = header with { Marks = header.Marks | DocumentMarks.SecondPrint };
        return new CardSheet(header, link, cards, clock.GetUtcNow().UtcDateTime)
        {
            MadeOnServer = true,
            Spares = plan.Where(item => item.Spares > 0).ToDictionary(item => item.Name, item => item.Spares),
        };
    }

    private static CardsBody BodyOf(ManifestBody manifest, CardClass item, byte[][] seeds)
    {
        var keys = seeds.Select(seed =>
        {
            using var key = CardKey.FromSeed(manifest.Suite, seed, manifest.Meeting);
            return new Bytes(key.PublicKey.Encode());
        }).Order();
        return new CardsBody
        {
            Nonce = ProposalBook.Nonce(),
            Class = item.Class,
            Category = item.Category,
            Contests = item.Contests,
            Cards = BytesVector.Join(keys, Point.Length),
        };
    }
}
