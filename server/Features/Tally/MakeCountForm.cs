using Microsoft.EntityFrameworkCore;
using RecommendVote.Documents;
using RecommendVote.Documents.Counting;
using RecommendVote.Documents.Drawing;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Records;
using RecommendVote.Server.Hosting;
using Refusal = RecommendVote.Server.Hosting.Refusal;

namespace RecommendVote.Server.Features.Tally;

/// <summary>Makes the count form (计票结果汇总表) from what stands in the record, and nothing else.</summary>
public sealed class MakeCountForm(IDbContextFactory<AppDb> databases, GetTally tally, DocumentFonts fonts, TimeProvider clock, AuditLog audit)
{
    /// <returns>The PDF.</returns>
    public async Task<Outcome<byte[]>> RunAsync(Actor actor, string id)
    {
        var outcome = await tally.RunAsync(actor, id);
        if (!outcome.Ok)
            return outcome.Refusal;
        if (outcome.Value is not { Result: { } result, Closed: { } closed, Contests: { } contests, Manifest: { } manifest } view)
            return new Refusal("result-missing");
        await using var db = await databases.CreateDbContextAsync();
        var meeting = await db.Meetings.AsNoTracking().SingleAsync(row => row.Id == id);
        var totals = new CountTotals(
            closed.Attendance.Sum(item => item.Expected), closed.Attendance.Sum(item => item.Present),
            closed.Counts.Sum(item => item.Cards), closed.Counts.Sum(item => item.Voided), closed.Counts.Sum(item => item.HandedOut),
            closed.Counts.Sum(item => item.Ballots), closed.Counts.Sum(item => item.Ballots), 0)
        {
            Challengers = closed.ChallengeCards.Count,
            Replaced = view.Replacements,
        };
        var counted = contests.Contests.Zip(result.Contests).ToList();
        var positions = counted.Where(item => item.First.Kind is null).Select(item => CountFormParts.Position(manifest, item.First, item.Second, view.People)).ToList();
        var reference = RecordReferences.Of(meeting.Suite, view.ManifestHash!, view.Checkpoint!);
        try
        {
            var form = new CountForm(DocumentHeaders.Of(meeting, manifest.Organizer.Name), totals, positions, reference, clock.GetUtcNow().UtcDateTime)
            {
                Judgements = CountFormParts.Judgements(counted),
                Paper = view.Paper is { } paper ? CountFormParts.Paper(paper, contests.Contests, ContestWords.Printed) : null,
                Audits = view.Audits,
            };
            var pdf = CountFormPdf.Make(form, fonts);
            await audit.WriteAsync("count-form-made", actor, id);
            return pdf;
        }
        catch (MissingGlyphException error)
        {
            return new Refusal(MissingGlyphException.Code, error.Message);
        }
    }
}
