using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Checks V09 to V13: commit, key, shares, ready, complaint.</summary>
internal static class CeremonyRules
{
    public static Outcome Commit(RecordState state, TrusteeCommitBody body) =>
        Outcome.Accept(_ => state.Ceremony!.SetCommit(body.Trustee, body.Commit));

    public static Outcome Key(RecordState state, TrusteeKeyBody body, Bytes bodyBytes)
    {
        var manifest = state.Manifest!;
        var commit = Crypto.TrusteeKeyBody.Commit(manifest.Suite, state.ManifestHash, body.Trustee, body.Nonce, bodyBytes);
        if (state.Ceremony!.CommitOf(body.Trustee) != commit)
            return Outcome.Refuse(Check.V09, Codes.CommitDiffers);
        if (body.Key != manifest.Trustees[body.Trustee - 1].Key)
            return Outcome.Refuse(Check.V10, Codes.TrusteeKeyInvalid, "key");
        var key = new Crypto.TrusteeKeyBody(
            body.Trustee, body.Name, state.TrusteeKey(body.Trustee),
            Decoding.Points(manifest.Suite, body.A), Decoding.Points(manifest.Suite, body.R), Decoding.Scalars(manifest.Suite, body.Z));
        var fault = key.Fault(manifest.Suite, state.ManifestHash, body.Trustee, state.TrusteeKey(body.Trustee), manifest.Threshold);
        return fault is null
            ? Outcome.Accept(_ => state.Ceremony.SetKey(body.Trustee, key.A))
            : Outcome.Refuse(Check.V10, Codes.TrusteeKeyInvalid, fault);
    }

    public static Outcome Shares(RecordState state, TrusteeSharesBody body)
    {
        var (manifest, ceremony) = (state.Manifest!, state.Ceremony!);
        if (body.C.Count != manifest.Trustees.Count)
            return Outcome.Refuse(Check.V11, Codes.TrusteeSharesInvalid, "number of shares");
        var ephemeral = Decoding.Point(manifest.Suite, body.E);
        var used = ceremony.AllCommitments.Concat(ceremony.Ephemerals).Concat(manifest.Trustees.Select((_, i) => state.TrusteeKey(i + 1)));
        if (used.Contains(ephemeral))
            return Outcome.Refuse(Check.V11, Codes.TrusteeSharesInvalid, "E is not fresh");
        var shares = new TrusteeShares(body.Trustee, ephemeral, Decoding.Scalars(manifest.Suite, body.C));
        return Outcome.Accept(_ => ceremony.SetShares(body.Trustee, shares, state.Tree!));
    }

    public static Outcome Ready(RecordState state, TrusteeReadyBody body)
    {
        var ceremony = state.Ceremony!;
        if (ceremony.JointKey is not { } h || ceremony.ShareKeys.Any(key => key.IsIdentity))
            return Outcome.Refuse(Check.V12, Codes.ReadyDiffers, "a key is the identity");
        if ((body.Size, body.Root) != ceremony.AfterShares!.Value)
            return Outcome.Refuse(Check.V12, Codes.ReadyDiffers, "size or root");
        if (body.H != h.Encode())
            return Outcome.Refuse(Check.V12, Codes.ReadyDiffers, "h");
        return Outcome.Accept(_ => ceremony.SetReady(body.Trustee));
    }

    public static Outcome Complaint(RecordState state, TrusteeComplaintBody body)
    {
        var (suite, ceremony) = (state.Manifest!.Suite, state.Ceremony!);
        if (body.Dealer < 1 || body.Dealer > state.Manifest.Trustees.Count)
            return Outcome.Refuse(Check.V13, Codes.ComplaintInvalid, "dealer");
        var complaint = new TrusteeComplaint(
            body.Dealer, body.Trustee, Decoding.Point(suite, body.S), Decoding.Scalar(suite, body.C), Decoding.Scalar(suite, body.Z));
        var verdict = complaint.Judge(
            suite, state.ManifestHash, ceremony.SharesOf(body.Dealer)!, ceremony.CommitmentsOf(body.Dealer)!, state.TrusteeKey(body.Trustee));
        if (verdict == ComplaintVerdict.Refused)
            return Outcome.Refuse(Check.V13, Codes.ComplaintInvalid, "proof");
        var atFault = verdict == ComplaintVerdict.DealerAtFault ? body.Dealer : body.Trustee;
        return Outcome.Accept(_ =>
        {
            ceremony.Complaint = (atFault, body.Trustee, body.Dealer);
            state.Phase = MeetingPhase.Aborted;
        });
    }
}
