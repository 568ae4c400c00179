using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Checks V36 and V37: a mix of write-ins stands where it may, and its proof holds (B7).</summary>
internal static class MixRules
{
    /// <param name="state">A closed meeting.</param>
    /// <param name="body">The mix.</param>
    /// <param name="random">For the weights of one sum; null to check equation by equation.</param>
    public static Outcome Apply(RecordState state, MixedBody body, IRandomSource? random)
    {
        var mixes = state.Mixes.FirstOrDefault(item => item.Contest == body.Contest && !item.IsComplete);
        if (mixes is null)
            return Differs("this contest needs no mix");
        if (body.Mix != mixes.Mixers.Count + 1)
            return Differs("number of the mix");
        if (mixes.Mixers.Contains(body.Trustee))
            return Differs("this trustee has mixed this contest");
        if ((body.Size, body.Root) != state.AfterClosed!.Value)
            return Differs("size or root");
        if (!Fits(body, mixes))
            return Differs("numbers of elements");
        var suite = state.Manifest!.Suite;
        var (statement, outputs, proof) = (Statement(state, mixes, body.Trustee), Decoding.Points(suite, body.Outputs), Proof(suite, body));
        var fault = random is null ? ShuffleVerifier.Verify(statement, outputs, proof) : ShuffleVerifier.Verify(statement, outputs, proof, random);
        return fault == ShuffleFault.None
            ? Outcome.Accept(_ => Commit(state, mixes, body.Trustee, outputs))
            : Outcome.Refuse(Check.V37, Codes.MixInvalid, fault.ToString());
    }

    /// <summary>What the next mix of a contest by this trustee is about.</summary>
    public static ShuffleStatement Statement(RecordState state, ContestMixes mixes, int trustee)
    {
        var (size, root) = state.AfterClosed!.Value;
        return new ShuffleStatement(
            state.Manifest!.Suite, state.ManifestHash, size, root, state.Open!.H, mixes.Contest, mixes.Mixers.Count + 1, trustee, mixes.Slots, mixes.Current);
    }

    private static void Commit(RecordState state, ContestMixes mixes, int trustee, IReadOnlyList<Point> outputs)
    {
        mixes.Add(trustee, outputs);
        if (state.Mixes.All(item => item.IsComplete))
            state.BeforeTally = (state.Size, state.Tree!.Root());
    }

    private static bool Fits(MixedBody body, ContestMixes mixes)
    {
        var (n, slots) = (mixes.Tuples, mixes.Slots);
        return body.Outputs.Count == mixes.Current.Count && body.T4.Count == 4 * slots && body.S4.Count == 2 * slots
            && new[] { body.C, body.CHat, body.THat, body.SHat, body.SPrime }.All(vector => vector.Count == n);
    }

    private static ShuffleProof Proof(Suite suite, MixedBody body) => new(
        Decoding.Points(suite, body.C), Decoding.Points(suite, body.CHat),
        Decoding.Point(suite, body.T1), Decoding.Point(suite, body.T2), Decoding.Point(suite, body.T3),
        Decoding.Points(suite, body.T4), Decoding.Points(suite, body.THat),
        Decoding.Scalar(suite, body.S1), Decoding.Scalar(suite, body.S2), Decoding.Scalar(suite, body.S3),
        Decoding.Scalars(suite, body.S4), Decoding.Scalars(suite, body.SHat), Decoding.Scalars(suite, body.SPrime));

    private static Outcome Differs(string what) => Outcome.Refuse(Check.V36, Codes.MixDiffers, what);
}
