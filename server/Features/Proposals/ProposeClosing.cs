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

/// <summary>
/// Freezes casting and composes the closing over the frozen tree (B14). Until organizer and officer have signed, the closing can be abandoned
/// and voting goes on.
/// </summary>
public sealed class ProposeClosing(IDbContextFactory<AppDb> databases, IGrainFactory grains, ProposalBook book)
{
    /// <returns>The proposal's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var meeting = loaded.Value;
        var grain = grains.GetGrain<IMeetingGrain>(id);
        if (!await grain.SetClosingAsync(true))
            return new Refusal(MeetingStates.CastRefusal((await grain.FactsAsync()).State));
        var facts = await grain.FactsAsync();
        var attendance = await GetAttendance.OfAsync(db, meeting);
        var challengers = await ChallengersAsync(grain, meeting);
        var counts = facts.Categories.Select(category => new CategoryCount(
            category.Category, category.Cards, category.Voided, HandedOutIn(meeting, category, challengers.In(category.Category)), category.Ballots)).ToList();
        if ((challengers.Fault ?? Fault(counts, challengers, attendance)) is { } fault)
        {
            await grain.SetClosingAsync(false);
            return fault;
        }
        var body = new ClosedBody
        {
            Nonce = ProposalBook.Nonce(),
            Size = facts.Size,
            Root = facts.Root,
            Attendance = [.. attendance.Categories.Select(category => new Attendance(category.Id, category.Expected, category.Present))],
            Counts = counts,
            CountedRoot = facts.CountedRoot!,
            ChallengeCards = BytesVector.Join(challengers.Cards.Keys.Order(), Crypto.Point.Length),
        };
        await ProposalBook.WithdrawAsync(db, id, body.Type);
        var proposal = book.Add(db, meeting, actor, body, facts.ManifestHash);
        await db.SaveChangesAsync();
        await book.NoteAsync(actor, proposal, "proposed");
        return proposal.Id;
    }

    /// <summary>As counted at the door; where nobody counted, every card that was neither voided nor drawn by a challenger.</summary>
    internal static int HandedOutIn(Meeting meeting, CategoryCards category, int challengers) =>
        meeting.HandedOut.Find(item => item.Category == category.Category)?.Count ?? category.Cards - category.Voided - challengers;

    /// <summary>The challengers' cards as noted, by category; the fault names what a closing may not hold.</summary>
    internal static async Task<ChallengersCards> ChallengersAsync(IMeetingGrain grain, Meeting meeting)
    {
        var cards = new Dictionary<Bytes, string>();
        Refusal? fault = null;
        foreach (var text in meeting.ChallengeCards)
        {
            if (!Bytes.TryParse(text, out var card))
                continue;
            var known = await grain.CardAsync(card.ToArray());
            cards[card] = known.Category;
            fault ??= known.Code is { } code ? new Refusal(code)
                : known.Status != "unused" || known.IsReplacement ? new Refusal("challenge-card-used", ShortCard(card))
                : known.Audits == 0 ? new Refusal("challenge-card-idle", ShortCard(card))
                : null;
        }
        return new ChallengersCards(cards, fault);
    }

    private static string ShortCard(Bytes card) => card.ToString()[2..12];

    private static Refusal? Fault(IEnumerable<CategoryCount> counts, ChallengersCards challengers, AttendanceView attendance)
    {
        foreach (var (count, present) in counts.Zip(attendance.Categories))
        {
            if (count.HandedOut > count.Cards - count.Voided - challengers.In(count.Category) || count.HandedOut < count.Ballots)
                return new Refusal("handed-out-missing", $"{present.Name}: {count.HandedOut}");
            if (count.Ballots > present.Present)
                return new Refusal("closed-differs", $"{present.Name}: {count.Ballots} ballots, {present.Present} present");
        }
        return null;
    }
}

/// <param name="Cards">Category by card.</param>
internal sealed record ChallengersCards(IReadOnlyDictionary<Bytes, string> Cards, Refusal? Fault)
{
    public int In(string category) => Cards.Values.Count(item => item == category);
}
