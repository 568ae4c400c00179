using RecommendVote.Crypto;

namespace RecommendVote.Record.Trustees;

/// <summary>The entries of the ceremony, each made once (docs/spec/trustees.md).</summary>
internal static class CeremonySteps
{
    /// <summary>Draws the polynomial and signs commit and key together: the commit hashes the key's body, which must not change any more.</summary>
    public static TrusteeStep Commit(TrusteeTurn turn, IRandomSource random)
    {
        using var identity = turn.Identity();
        using var polynomial = TrusteePolynomial.Generate(turn.Suite, turn.Log.Manifest.Threshold, random);
        var proved = Crypto.TrusteeKeyBody.Prove(
            turn.Suite, turn.Log.ManifestHash, turn.Index, turn.Log.Manifest.Trustees[turn.Index - 1].Name, identity, polynomial, random);
        var nonce = new byte[FieldRules.HashLength];
        random.Fill(nonce);
        var key = new TrusteeKeyBody
        {
            Trustee = turn.Index,
            Name = proved.Name,
            Key = proved.K.Encode(),
            Nonce = nonce,
            A = Points(proved.A),
            R = Points(proved.R),
            Z = BytesVector.Join(proved.Z.Select(z => (Bytes)z.ToBytes()), Scalar.Length),
        };
        var commit = new TrusteeCommitBody
        {
            Trustee = turn.Index,
            Commit = Crypto.TrusteeKeyBody.Commit(turn.Suite, turn.Log.ManifestHash, turn.Index, nonce, key.ToBytes()),
        };
        var step = turn.Sign(commit, random, turn.State with { Polynomial = [.. polynomial.Coefficients] });
        return step with { State = turn.Keep(step.State, key.Type, turn.Entry(key, random)) };
    }

    /// <summary>Seals f_i(j) for every j. The polynomial is kept until the entry stands in the log.</summary>
    public static TrusteeStep Shares(TrusteeTurn turn, IRandomSource random)
    {
        if (turn.State.Polynomial.Count == 0)
            return TrusteeTurn.Lost("the polynomial");
        using var polynomial = new TrusteePolynomial(turn.State.Polynomial);
        var shares = TrusteeShares.Seal(turn.Suite, turn.Log.ManifestHash, turn.Index, polynomial, turn.Log.IdentityKeys(), random);
        return turn.Sign(
            new TrusteeSharesBody
            {
                Trustee = turn.Index,
                E = shares.E.Encode(),
                C = BytesVector.Join(shares.C.Select(c => (Bytes)c.ToBytes()), Scalar.Length),
            },
            random);
    }

    /// <summary>Opens the shares: all hold, or the first that does not is complained about. The polynomial is dropped here.</summary>
    public static TrusteeStep ReadyOrComplaint(TrusteeTurn turn, IRandomSource random)
    {
        var dropped = turn.State with { Polynomial = [] };
        if (!turn.TryOpenShares(out _, out var badDealer))
            return Complain(turn, badDealer, dropped, random);
        var size = turn.Log.LastIndex(EntryTypes.TrusteeShares) + 1;
        return turn.Sign(
            new TrusteeReadyBody
            {
                Trustee = turn.Index,
                Size = size,
                Root = turn.Log.Root(size),
                H = TrusteeKeys.JointKey(turn.Suite, turn.Log.Commitments()).Encode(),
            },
            random,
            dropped);
    }

    /// <summary>Decrypts the dummy that the tree before the first rehearsal fixes.</summary>
    public static TrusteeStep Rehearse(TrusteeTurn turn, IRandomSource random)
    {
        if (!turn.TryOpenShares(out var share, out var badDealer))
            return new TrusteeStep.Halt("record-not-verified", $"the share of trustee {badDealer} does not fit, and yet the log goes on");
        var size = SizeBeforeRehearsals(turn);
        var root = turn.Log.Root(size);
        var commitments = turn.Log.Commitments();
        var (alpha, _) = Rehearsal.Dummy(turn.Suite, root, TrusteeKeys.JointKey(turn.Suite, commitments));
        var context = new DecryptionContext(
            turn.Suite, turn.Log.ManifestHash.Memory, 0, size, root.Memory, turn.Index, TrusteeKeys.ShareKey(turn.Suite, commitments, turn.Index));
        var part = PartialDecryption.Prove(context, share.Value, [alpha], random);
        return turn.Sign(
            new RehearsalBody
            {
                Trustee = turn.Index,
                Size = size,
                Root = root,
                D = part.D[0].Encode(),
                Tg = part.Tg.Encode(),
                Ta = part.Ta.Encode(),
                Z = part.Z.ToBytes(),
            },
            random);
    }

    /// <summary>
    /// A rehearsal that did not arrive is made anew when the log grew by something else meanwhile: its dummy hangs on the tree before the
    /// first rehearsal, and that is now another tree.
    /// </summary>
    public static bool IsStillRehearsal(TrusteeTurn turn, Bytes entry) =>
        EntryCodec.TryDecode(turn.Suite, entry, out var decoded, out _)
        && decoded is EnvelopeEntry { Body: RehearsalBody body }
        && body.Size == SizeBeforeRehearsals(turn);

    private static int SizeBeforeRehearsals(TrusteeTurn turn) =>
        turn.Log.Has(EntryTypes.Rehearsal) ? turn.Log.FirstIndex(EntryTypes.Rehearsal) : turn.Log.Size;

    private static TrusteeStep.Send Complain(TrusteeTurn turn, int dealer, TrusteeState state, IRandomSource random)
    {
        using var identity = turn.Identity();
        var complaint = TrusteeComplaint.Prove(turn.Suite, turn.Log.ManifestHash, turn.SharesOf(dealer), turn.Index, identity, random);
        return turn.Sign(
            new TrusteeComplaintBody
            {
                Trustee = turn.Index,
                Dealer = dealer,
                S = complaint.S.Encode(),
                C = complaint.C.ToBytes(),
                Z = complaint.Z.ToBytes(),
            },
            random,
            state);
    }

    private static BytesVector Points(IEnumerable<Point> points) => BytesVector.Join(points.Select(point => (Bytes)point.Encode()), Point.Length);
}
