using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Checks V28 to V30: tally-ready and decryption (B1, B19).</summary>
internal static class TallyRules
{
    public static Outcome Ready(RecordState state, TallyReadyBody body) =>
        (body.Size, body.Root) == state.BeforeTally!.Value
            ? Outcome.Accept(_ => state.TallyReady[body.Trustee - 1] = true)
            : Outcome.Refuse(Check.V28, Codes.TallyReadyDiffers);

    public static Outcome Decryption(RecordState state, DecryptionBody body, ReadOnlyMemory<byte> entry)
    {
        var suite = state.Manifest!.Suite;
        if (!state.HasQuorum)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "too few tally-ready");
        if (state.Phases.List(body.Phase) is not { } alpha)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "phase");
        if ((body.Size, body.Root) != state.BeforeTally!.Value)
            return Outcome.Refuse(Check.V29, Codes.TallyQuorum, "size or root");
        if (body.D.Count != alpha.Count)
            return Outcome.Refuse(Check.V30, Codes.DecryptionInvalid, "number of items");
        var d = Decoding.PointsOrIdentity(suite, body.D);
        var proof = new PartialDecryption(
            d, Decoding.Point(suite, body.Tg), Decoding.PointOrIdentity(suite, body.Ta), Decoding.Scalar(suite, body.Z));
        return proof.Verify(Context(state, body.Trustee, body.Phase), alpha)
            ? Outcome.Accept(index => state.Decryptions.Add(new AcceptedDecryption(body.Trustee, d, Bytes.Copy(entry.Span), index, body.Phase)))
            : Outcome.Refuse(Check.V30, Codes.DecryptionInvalid, "proof");
    }

    /// <summary>What a trustee's partial decryption is bound to.</summary>
    public static DecryptionContext Context(RecordState state, int trustee, int phase)
    {
        var (size, root) = state.BeforeTally!.Value;
        return new DecryptionContext(
            state.Manifest!.Suite, state.ManifestHash.Memory, phase, size, root.Memory, trustee, state.Ceremony!.ShareKeys[trustee - 1]);
    }
}
