using Microsoft.EntityFrameworkCore;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Data;
using RecommendVote.Server.Features.Accounts;
using RecommendVote.Server.Features.BulletinLog;
using RecommendVote.Server.Features.Meetings;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Features.Records;

/// <param name="Number">For example V07.</param>
/// <param name="State"><c>passed</c>, <c>failed</c> or <c>not-checked</c>.</param>
/// <param name="Code">Why it failed, or null.</param>
/// <param name="Detail">Where and what exactly, for the file; in English.</param>
public sealed record NamedCheck(string Number, string Zh, string En, string State, int Count, string? Code, string? Detail);

/// <param name="AllHold">Every check holds and the record is complete. Before the attestation only completeness (V34) is missing.</param>
/// <param name="HoldsUpToAttestation">Nothing fails but completeness: what an officer may attest as verified.</param>
public sealed record VerificationView(
    IReadOnlyList<NamedCheck> Checks, bool AllHold, bool HoldsUpToAttestation, string HeadlineZh, string HeadlineEn, int Entries, string ManifestHash, string RecordHash,
    TimeSpan Took, string Checkpoint);

/// <summary>
/// Replays the whole committed record from disk through the verifier, as <c>rv verify</c> does offline, and names every check. The server
/// vouches for nothing by this; the officer's own copy does.
/// </summary>
public sealed class RecordVerification(IDbContextFactory<AppDb> databases, LogStore store, TimeProvider clock, AuditLog audit)
{
    public async Task<Outcome<VerificationView>> RunAsync(Actor actor, string id, IProgress<VerifyProgress>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var loaded = await MeetingAccess.LoadAsync(db, actor, id, MeetingParts.Organizer | MeetingParts.Officer);
        if (!loaded.Ok)
            return loaded.Refusal;
        var outcome = await VerifyAsync(id, progress, cancellation);
        if (outcome.Ok)
            await audit.WriteAsync("record-verified", actor, id, outcome.Value.HeadlineEn);
        return outcome;
    }

    internal async Task<Outcome<VerificationView>> VerifyAsync(string id, IProgress<VerifyProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (size, note) = await store.CheckpointAsync(id);
        if (note is null)
            return new Hosting.Refusal("manifest-missing");
        var entries = (await store.ReadAsync(id, 0, long.MaxValue)).Take(size).Select(entry => (ReadOnlyMemory<byte>)entry);
        using var zip = new MemoryStream();
        RecordFile.Write(zip, entries, note);
        zip.Position = 0;
        var began = clock.GetTimestamp();
        var options = new VerifyOptions { Random = SystemRandomSource.Instance, Progress = progress, Cancellation = cancellation };
        var report = await Task.Run(() => RecordVerifier.Verify(zip, options), cancellation);
        return new VerificationView(
            [.. report.Outcomes.Select(Named)],
            report.AllHold,
            report.Failure is null or { Check: Check.V34 },
            report.HeadlineZh, report.HeadlineEn, report.Entries,
            Convert.ToHexStringLower(report.ManifestHash), Convert.ToHexStringLower(report.RecordHash),
            clock.GetElapsedTime(began), note);
    }

    private static NamedCheck Named(CheckOutcome outcome)
    {
        var (zh, en) = CheckTexts.For(outcome.Check);
        var state = outcome.State switch
        {
            CheckState.Passed => "passed",
            CheckState.Failed => "failed",
            _ => "not-checked",
        };
        return new NamedCheck(outcome.Check.ToString(), zh, en, state, outcome.Count, outcome.Refusal?.Code, outcome.Refusal?.ToString());
    }
}
