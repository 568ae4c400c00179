using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Checks V28 to V30: tally-ready and decryption (B1, B19).</summary>
internal static class TallyRules
{
    public static Outcome Ready(RecordState state, TallyReadyBody body) =>
        (body.Size, body.Root) == state.AfterClosed!.Value
            ? Outcome.Accept(_ => state.TallyReady[body.Trustee - 1] = true)
            : Outcome.Refuse(Check.V28, Codes.TallyReadyDiffers);

    public static Outcome Decryption(RecordState state, DecryptionBody body, ReadOnlyMemory<byte> entry)
    {
        var suite = state.Manifest!.Suite;
        if (!state.HasQuorum)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "too few tally-ready");
        if (body.Phase != 1)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "phase");
        if ((body.Size, body.Root) != state.AfterClosed!.Value)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "size or root");
        var items = state.Tally.Items;
        if (body.D.Count != items.Count)
            return Outcome.Refuse(Check.V30, Codes.DecryptionInvalid, "number of items");
        var d = Decoding.PointsOrIdentity(suite, body.D);
        var proof = new PartialDecryption(
            d, Decoding.Point(suite, body.Tg), Decoding.PointOrIdentity(suite, body.Ta), Decoding.Scalar(suite, body.Z));
        return proof.Verify(Context(state, body.Trustee), [.. items.Select(item => item.Alpha)])
            ? Outcome.Accept(index => state.Decryptions.Add(new AcceptedDecryption(body.Trustee, d, Bytes.Copy(entry.Span), index)))
            : Outcome.Refuse(Check.V30, Codes.DecryptionInvalid, "proof");
    }

    /// <summary>What a trustee's partial decryption of phase 1 is bound to.</summary>
    public static DecryptionContext Context(RecordState state, int trustee)
    {
        var (size, root) = state.AfterClosed!.Value;
        return new DecryptionContext(
            state.Manifest!.Suite, state.ManifestHash.Memory, 1, size, root.Memory, trustee, state.Ceremony!.ShareKeys[trustee - 1]);
    }
}
