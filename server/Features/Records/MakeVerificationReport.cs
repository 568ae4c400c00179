using System.Reflection;
using Microsoft.EntityFrameworkCore;
using RecommendVote.Documents;
using RecommendVote.Documents.Drawing;
using RecommendVote.Documents.Verification;
using RecommendVote.Record.Reports;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Cards;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Records;

/// <summary>The officer's one-page report: every named check, the record's hash, and the statement that was signed, if there is one.</summary>
public sealed class MakeVerificationReport(
    IDbContextFactory<AppDb> databases, RecordVerification verification, IGrainFactory grains, DocumentFonts fonts, TimeProvider clock, AuditLog audit)
{
    /// <returns>The PDF.</returns>
    public async Task<Outcome<byte[]>> RunAsync(Actor actor, string id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var verified = await verification.VerifyAsync(id);
        if (!verified.Ok)
            return verified.Refusal;
        var facts = await grains.GetGrain<IMeetingGrain>(id).FactsAsync();
        var organizer = await db.Users.AsNoTracking().Where(user => user.Id == loaded.Value.OrganizerId).Select(user => user.DisplayName).SingleAsync();
        var lines = verified.Value.Checks.Select(check => new CheckLine(check.Number, check.Zh, check.En, StateOf(check.State), check.Detail ?? $"{check.Count}")).ToList();
        var report = new VerificationReport(
            DocumentHeaders.Of(loaded.Value, organizer),
            RecordReferences.Of(loaded.Value.Suite, facts.ManifestHash!, verified.Value.Checkpoint),
            lines,
            $"RecommendVote.Server {typeof(MakeVerificationReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            clock.GetUtcNow().UtcDateTime)
        {
            Audits = facts.Audits,
            Detection = DetectionChance.Table(facts.ChallengeAudits),
            Challengers = (facts.ChallengeAudits, facts.ChallengeCards),
            Statement = facts.Attestations.Count == 0 ? null : new OfficerStatement(
                facts.Attestations[^1].Officer, facts.Attestations[^1].Verdict == Record.AttestationBody.Objection, facts.Attestations[^1].Text),
        };
        try
        {
            var pdf = VerificationReportPdf.Make(report, fonts);
            await audit.WriteAsync("verification-report-made", actor, id);
            return pdf;
        }
        catch (MissingGlyphException error)
        {
            return new Refusal(MissingGlyphException.Code, error.Message);
        }
    }

    private static CheckOutcome StateOf(string state) => state switch
    {
        "passed" => CheckOutcome.Passed,
        "failed" => CheckOutcome.Failed,
        _ => CheckOutcome.NotChecked,
    };
}
