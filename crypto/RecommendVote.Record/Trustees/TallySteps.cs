using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>What a trustee signs after the close.</summary>
internal static class TallySteps
{
    public static TrusteeStep Next(TrusteeTurn turn, MeetingRecord record, IRandomSource random, string? tallyNote)
    {
        var (size, root) = record.AfterClosed!.Value;
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
        if (turn.Log.EntryOf(EntryTypes.Decryption, turn.Index) is not null || record.Decryptions.Count >= record.Manifest!.Threshold)
            return new TrusteeStep.Done();
        if (record.Manifest!.IsWitnessed && !IsCosigned(record.Manifest, size, root, tallyNote))
            return new TrusteeStep.Wait(TrusteeStep.Cosignature, []);
        return turn.State.SignedOf(EntryTypes.Decryption) is { } sent
            ? new TrusteeStep.Send(EntryTypes.Decryption, sent, turn.State)
            : Decrypt(turn, record, size, root, random);
    }

    /// <summary>Whether the server and an officer have signed exactly what the trustees verified.</summary>
    private static bool IsCosigned(ManifestBody manifest, int size, Bytes root, string? note) =>
        Checkpoint.TryVerify(manifest, note, out var checkpoint)
        && (checkpoint.Size, checkpoint.Root) == (size, root)
        && Cosignatures.ValidOf(manifest, note).Count > 0;

    private static TrusteeStep Decrypt(TrusteeTurn turn, MeetingRecord record, int size, Bytes root, IRandomSource random)
    {
        if (!turn.TryOpenShares(out var share, out var badDealer))
            return new TrusteeStep.Halt("record-not-verified", $"the share of trustee {badDealer} does not fit, and yet the log goes on");
        var items = record.Tally!.Items;
        var part = PartialDecryption.Prove(record.DecryptionContext(turn.Index), share.Value, [.. items.Select(item => item.Alpha)], random);
        return turn.Sign(
            new DecryptionBody
            {
                Phase = 1,
                Size = size,
                Root = root,
                Trustee = turn.Index,
                D = BytesVector.Join(part.D.Select(d => (Bytes)d.Encode()), Point.Length),
                Tg = part.Tg.Encode(),
                Ta = part.Ta.Encode(),
                Z = part.Z.ToBytes(),
            },
            random);
    }

    private static TallyReadyBody? SignedReady(TrusteeTurn turn) =>
        turn.State.SignedOf(EntryTypes.TallyReady) is { } entry
        && EntryCodec.TryDecode(turn.Suite, entry, out var decoded, out _)
        && decoded is EnvelopeEntry { Body: TallyReadyBody body } ? body : null;
}
