using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>What a trustee signs once the record is complete up to the last mix.</summary>
internal static class TallySteps
{
    public static TrusteeStep Next(TrusteeTurn turn, MeetingRecord record, IRandomSource random, string? tallyNote)
    {
        var (size, root) = record.BeforeTally!.Value;
        if (SignedReady(turn) is { } signed && (signed.Size, signed.Root) != (size, root))
            return new TrusteeStep.Halt("signed-otherwise", "this file has signed tally-ready over another record; two records of one meeting are evidence of fraud");
        if (turn.Log.EntryOf(EntryTypes.TallyReady, turn.Index) is null)
        {
            return turn.State.SignedOf(EntryTypes.TallyReady) is { } again
                ? new TrusteeStep.Send(EntryTypes.TallyReady, again, turn.State)
                : turn.Sign(new TallyReadyBody { Trustee = turn.Index, Size = size, Root = root }, random);
        }
        if (!record.HasTallyQuorum)
            return new TrusteeStep.Wait(EntryTypes.TallyReady, turn.Log.Missing(EntryTypes.TallyReady));
        if (record.AwaitedPhase is not { } phase)
            return new TrusteeStep.Done();
        if (turn.Log.EntryOf(EntryTypes.Decryption, turn.Index, phase) is not null)
            return IsLastPhase(record, phase) ? new TrusteeStep.Done() : new TrusteeStep.Wait(EntryTypes.Decryption, Awaited(record, phase));
        if (record.Manifest!.IsWitnessed && !IsCosigned(record.Manifest, size, root, tallyNote))
            return new TrusteeStep.Wait(TrusteeStep.Cosignature, []);
        return turn.State.SignedOf(EntryTypes.Decryption, phase) is { } sent
            ? new TrusteeStep.Send(EntryTypes.Decryption, sent, turn.State)
            : Decrypt(turn, record, phase, random);
    }

    /// <summary>Whether the server and an officer have signed exactly what the trustees verified.</summary>
    private static bool IsCosigned(ManifestBody manifest, int size, Bytes root, string? note) =>
        Checkpoint.TryVerify(manifest, note, out var checkpoint)
        && (checkpoint.Size, checkpoint.Root) == (size, root)
        && Cosignatures.ValidOf(manifest, note).Count > 0;

    private static TrusteeStep Decrypt(TrusteeTurn turn, MeetingRecord record, int phase, IRandomSource random)
    {
        if (!turn.TryOpenShares(out var share, out var badDealer))
            return new TrusteeStep.Halt("record-not-verified", $"the share of trustee {badDealer} does not fit, and yet the log goes on");
        var context = record.DecryptionContext(turn.Index, phase);
        var part = PartialDecryption.Prove(context, share.Value, record.DecryptionList(phase)!, random);
        return turn.Sign(
            new DecryptionBody
            {
                Phase = phase,
                Size = context.Size,
                Root = new Bytes(context.Root),
                Trustee = turn.Index,
                D = BytesVector.Join(part.D.Select(d => (Bytes)d.Encode()), Point.Length),
                Tg = part.Tg.Encode(),
                Ta = part.Ta.Encode(),
                Z = part.Z.ToBytes(),
            },
            random);
    }

    /// <summary>Write-ins may bring a second phase, for which this trustee may be needed again.</summary>
    private static bool IsLastPhase(MeetingRecord record, int phase) => phase == 2 || record.Mixes.Count == 0;

    /// <summary>The trustees who have not decrypted in this phase.</summary>
    private static List<int> Awaited(MeetingRecord record, int phase) =>
        [.. Enumerable.Range(1, record.Manifest!.Trustees.Count)
            .Where(trustee => record.Decryptions.All(item => item.Phase != phase || item.Trustee != trustee))];

    private static TallyReadyBody? SignedReady(TrusteeTurn turn) =>
        turn.State.SignedOf(EntryTypes.TallyReady) is { } entry
        && EntryCodec.TryDecode(turn.Suite, entry, out var decoded, out _)
        && decoded is EnvelopeEntry { Body: TallyReadyBody body } ? body : null;
}
