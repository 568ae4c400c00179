using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>
/// One trustee's part as pure steps: given the log so far and the trustee's secrets, what is its next entry? (docs/spec/trustees.md.)
/// The caller replays the log through the gate first, stores the state of a <see cref="TrusteeStep.Send"/> before it appends the entry,
/// and asks again when the log has grown. Used by <c>rv trustee</c> and by the server's demo.
/// </summary>
public static class TrusteeSession
{
    /// <summary>The type under which a trustee proves that it holds the key it registers.</summary>
    public const string InvitationType = "trustee-invitation";

    /// <summary>Proof for <c>PUT /api/trustee/key</c>: a trustee signature over the ASCII meeting id with a manifest hash of 32 zero bytes.</summary>
    public static (Bytes Key, Bytes Proof) Invitation(TrusteeState state, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var identity = new TrusteeIdentity(state.Key);
        var proof = TrusteeSignature.Sign(
            state.Suite, new byte[FieldRules.HashLength], InvitationType, System.Text.Encoding.ASCII.GetBytes(state.Meeting), state.Key, random);
        return (identity.PublicKey.Encode(), proof);
    }

    /// <summary>The next step of the ceremony and the rehearsal: commit, key, shares, ready or complaint, rehearsal.</summary>
    /// <param name="state">The trustee's state, freshly loaded for the rehearsal: it is the restored backup that must work.</param>
    /// <param name="log">Entries that the gate accepted; null for an empty log.</param>
    /// <param name="random">Polynomial, share keys and nonces.</param>
    public static TrusteeStep NextCeremonyStep(TrusteeState state, TrusteeLog? log, IRandomSource random)
    {
        if (TrusteeTurn.Begin(state, log, out var turn) is { } stop)
            return stop;
        if (log!.Has(EntryTypes.TrusteeComplaint))
            return new TrusteeStep.Halt("ceremony-ended", "a trustee complained; a new ceremony needs a new manifest");
        return Round(turn, EntryTypes.TrusteeCommit, () => CeremonySteps.Commit(turn, random))
            ?? Round(turn, EntryTypes.TrusteeKey, () => TrusteeTurn.Lost("the key that was committed to"))
            ?? Round(turn, EntryTypes.TrusteeShares, () => CeremonySteps.Shares(turn, random))
            ?? Round(turn, EntryTypes.TrusteeReady, () => CeremonySteps.ReadyOrComplaint(turn, random))
            ?? Round(turn, EntryTypes.Rehearsal, () => CeremonySteps.Rehearse(turn, random), again => CeremonySteps.IsStillRehearsal(turn, again))
            ?? new TrusteeStep.Done();
    }

    /// <summary>
    /// The next step after the close: mixing the write-ins where contests have slots, tally-ready over the record that this trustee's program
    /// verified, then, once enough trustees have signed the same root (B1), the partial decryptions of exactly what the record says may be opened.
    /// </summary>
    /// <param name="state">The trustee's state.</param>
    /// <param name="record">The whole log replayed by this trustee's own program, every ballot's proof included; never a server's word for it.</param>
    /// <param name="log">The same entries.</param>
    /// <param name="random">Permutations and nonces.</param>
    /// <param name="tallyNote">
    /// The checkpoint's note over size and root that tally-ready names, with its cosignatures. Under <c>tallyQuorum</c> "witnessed" nothing is
    /// decrypted without an officer's line under it: t tally-ready alone do not exclude two views of one meeting (B1).
    /// </param>
    /// <param name="progress">Told of every tuple of a mix, from several threads.</param>
    /// <param name="cancellation">Stops a mix with <see cref="OperationCanceledException"/>; nothing is lost.</param>
    public static TrusteeStep NextTallyStep(
        TrusteeState state, MeetingRecord record, TrusteeLog? log, IRandomSource random, string? tallyNote = null,
        IProgress<ShuffleProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (TrusteeTurn.Begin(state, log, out var turn) is { } stop)
            return stop;
        if (record.ManifestHash != log!.ManifestHash || record.Size != log.Size || record.Tree!.Root() != log.Root(log.Size))
            return new TrusteeStep.Halt("record-not-verified", "the record that was verified is not the log");
        return record.Phase switch
        {
            MeetingPhase.Cancelled => new TrusteeStep.Halt("cancelled", "the meeting was cancelled; nothing more is signed or decrypted"),
            MeetingPhase.Aborted => new TrusteeStep.Halt("ceremony-ended", "a trustee complained; a new ceremony needs a new manifest"),
            MeetingPhase.Tallied => new TrusteeStep.Done(),
            MeetingPhase.Closed when record.BeforeTally is null => MixSteps.Next(turn, record, random, progress, cancellation),
            MeetingPhase.Closed => TallySteps.Next(turn, record, random, tallyNote),
            _ => new TrusteeStep.Wait(EntryTypes.Closed, []),
        };
    }

    /// <summary>
    /// One round: this trustee's entry of the type, the same again when it was signed before and did not arrive, then waiting for the
    /// others'. Null when all have theirs.
    /// </summary>
    private static TrusteeStep? Round(TrusteeTurn turn, string type, Func<TrusteeStep> make, Func<Bytes, bool>? stillFits = null)
    {
        if (turn.Log.EntryOf(type, turn.Index) is null)
        {
            return turn.State.SignedOf(type) is { } again && stillFits?.Invoke(again) is not false
                ? new TrusteeStep.Send(type, again, turn.State)
                : make();
        }
        var missing = turn.Log.Missing(type);
        return missing.Count > 0 ? new TrusteeStep.Wait(type, missing) : null;
    }
}
