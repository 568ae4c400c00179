using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V14: the rehearsal decrypts the dummy that the tree root fixes (B20).</summary>
internal static class RehearsalRules
{
    public static Outcome Apply(RecordState state, RehearsalBody body)
    {
        var (suite, ceremony) = (state.Manifest!.Suite, state.Ceremony!);
        var before = ceremony.BeforeRehearsals ?? (state.Size, state.Tree!.Root());
        if ((body.Size, body.Root) != before)
            return Outcome.Refuse(Check.V14, Codes.RehearsalInvalid, "size or root");
        var (alpha, _) = Rehearsal.Dummy(suite, body.Root, ceremony.JointKey!);
        var context = new DecryptionContext(
            suite, state.ManifestHash.Memory, 0, body.Size, body.Root.Memory, body.Trustee, ceremony.ShareKeys[body.Trustee - 1]);
        var proof = new PartialDecryption(
            [Decoding.Point(suite, body.D)], Decoding.Point(suite, body.Tg), Decoding.Point(suite, body.Ta), Decoding.Scalar(suite, body.Z));
        return proof.Verify(context, [alpha])
            ? Outcome.Accept(_ => ceremony.SetRehearsed(body.Trustee, before))
            : Outcome.Refuse(Check.V14, Codes.RehearsalInvalid, "proof");
    }
}
