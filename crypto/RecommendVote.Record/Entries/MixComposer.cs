using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Makes the body of a mix from a shuffle and its proof.</summary>
public static class MixComposer
{
    /// <summary>Mixes a contest as this trustee's next mix of it.</summary>
    /// <param name="record">A closed meeting, replayed by the trustee's own program.</param>
    /// <param name="mixes">One of <see cref="MeetingRecord.Mixes"/>, not complete.</param>
    /// <param name="trustee">Who mixes, from 1.</param>
    /// <param name="random">Permutation and scalars.</param>
    /// <param name="progress">Told of every tuple, from several threads.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    public static MixedBody Mix(
        MeetingRecord record, ContestMixes mixes, int trustee, IRandomSource random, IProgress<ShuffleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(mixes);
        var statement = MixRules.Statement(record.State, mixes, trustee);
        var (outputs, proof) = ShuffleProver.Shuffle(statement, random, progress, cancellation: cancellation);
        return Body(statement, outputs, proof);
    }

    /// <summary>The body that carries these outputs and this proof.</summary>
    public static MixedBody Body(ShuffleStatement statement, IReadOnlyList<Point> outputs, ShuffleProof proof)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(proof);
        return new MixedBody
        {
            Contest = statement.Contest,
            Mix = statement.Mix,
            Trustee = statement.Trustee,
            Size = statement.Size,
            Root = new Bytes(statement.Root),
            Outputs = Points(outputs),
            C = Points(proof.C),
            CHat = Points(proof.CHat),
            T1 = proof.T1.Encode(),
            T2 = proof.T2.Encode(),
            T3 = proof.T3.Encode(),
            T4 = Points(proof.T4),
            THat = Points(proof.THat),
            S1 = proof.S1.ToBytes(),
            S2 = proof.S2.ToBytes(),
            S3 = proof.S3.ToBytes(),
            S4 = Scalars(proof.S4),
            SHat = Scalars(proof.SHat),
            SPrime = Scalars(proof.SPrime),
        };
    }

    private static BytesVector Points(IEnumerable<Point> points) => BytesVector.Join(points.Select(point => (Bytes)point.Encode()), Point.Length);

    private static BytesVector Scalars(IEnumerable<Scalar> scalars) => BytesVector.Join(scalars.Select(scalar => (Bytes)scalar.ToBytes()), Scalar.Length);
}
