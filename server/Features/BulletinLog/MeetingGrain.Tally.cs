using RecommendVote.Record;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.BulletinLog;

/// <content>How far the tally is: mixes of write-ins, trustees' readiness, and the phases of decryption.</content>
public sealed partial class MeetingGrain
{
    /// <summary>Size of the tree that tally-ready names; null while it is not known yet, and in a meeting that was cancelled.</summary>
    private int? TallyPlace() => Record.Phase is MeetingPhase.Closed or MeetingPhase.Tallied ? Record.BeforeTally?.Size : null;

    private TallyFacts TallyNow()
    {
        if (Record.Closed is null)
            return TallyFacts.None;
        var mixes = Record.Mixes.Select(mix => new MixProgress(Record.Contests!.Contests[mix.Contest].Title, mix.Mixers.Count, Record.Manifest!.Threshold, [.. mix.Mixers]));
        // Where names may have been written in, whether there is a second phase shows only after the first.
        var phases = Record.Mixes.Count > 0 && (Record.AwaitedPhase == 2 || Record.Decryptions.Any(item => item.Phase == 2)) ? 2 : 1;
        return new TallyFacts(
            [.. mixes],
            Record.TallyReady.Count(ready => ready),
            [.. Enumerable.Range(1, phases).Select(phase => Record.Decryptions.Count(item => item.Phase == phase))],
            Record.Phase == MeetingPhase.Tallied ? null : Record.AwaitedPhase);
    }

    /// <summary>What a trustee can do now (docs/spec/server-api.md, "Trustees").</summary>
    private string DueOf(int trustee)
    {
        if (Record.Manifest is not { } manifest)
            return TrusteeDue.Nothing;
        if (Record.Phase == MeetingPhase.Preparing)
            return Record.Ceremony!.Rehearsed[trustee - 1] ? TrusteeDue.Nothing : TrusteeDue.Ceremony;
        if (Record.Phase != MeetingPhase.Closed)
            return TrusteeDue.Nothing;
        var tally = TallyNow();
        if (TallyPlace() is not { } place)
            return tally.Mixes.Any(mix => mix.Done < mix.Needed && !mix.By.Contains(trustee)) ? TrusteeDue.Mix : TrusteeDue.Nothing;
        if (!Record.TallyReady[trustee - 1])
            return TrusteeDue.TallyReady;
        if (!Record.HasTallyQuorum || tally.Awaited is not { } phase || HasDecrypted(trustee, phase))
            return TrusteeDue.Nothing;
        return manifest.IsWitnessed && cosigned.OfficersOf(place).Count == 0 ? TrusteeDue.Witness
            : phase == 1 ? TrusteeDue.FirstPhase : TrusteeDue.SecondPhase;
    }

    private bool HasDecrypted(int trustee, int phase) => Record.Decryptions.Any(item => item.Trustee == trustee && item.Phase == phase);

    private string StageOf(int position)
    {
        var ceremony = Record.Ceremony!;
        return HasDecrypted(position + 1, 1) ? "decrypted"
            : Record.TallyReady[position] ? "tally-ready"
            : ceremony.Rehearsed[position] ? "rehearsed"
            : ceremony.Ready[position] ? "ready"
            : ceremony.SharesSent[position] ? "shares"
            : ceremony.KeysSent[position] ? "key"
            : ceremony.Committed[position] ? "committed"
            : "none";
    }
}
