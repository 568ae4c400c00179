using RecommendVote.Record;
using RecommendVote.Server.Features.Meetings;

namespace RecommendVote.Server.Features.BulletinLog;

/// <content>How far the tally is: mixes of write-ins, trustees' readiness, and the phases of decryption.</content>
public sealed partial class MeetingGrain
{
    /// <summary>Size of the tree that tally-ready names; null while it is not known yet, and in a meeting that was cancelled.</summary>
    private int? TallyPlace() => Record.Phase is MeetingPhase.Closed or MeetingPhase.Tallied ? Record.AfterClosed?.Size : null;

    private TallyFacts TallyNow()
    {
        if (Record.Closed is null)
            return TallyFacts.None;
        return new TallyFacts(
            [],
            Record.TallyReady.Count(ready => ready),
            [Record.Decryptions.Count],
            Record.Phase == MeetingPhase.Tallied ? null : 1);
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

    private bool HasDecrypted(int trustee, int phase) => Record.Decryptions.Any(item => item.Trustee == trustee && phase == 1);

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
