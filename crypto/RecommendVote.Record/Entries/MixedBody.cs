namespace RecommendVote.Record;

/// <summary>
/// One mix of a contest's write-ins with its proof (docs/spec/shuffle.md): N tuples of J slots, per slot the used-bit ciphertext and the text
/// ciphertext. Points are listed tuple by tuple, ciphertext by ciphertext, alpha then beta.
/// </summary>
public sealed record MixedBody : TrusteeBody
{
    public override string Type => EntryTypes.Mixed;

    /// <summary>Position in the contests entry, from 0.</summary>
    public required int Contest { get; init; }

    /// <summary>Number of the mix in its contest, from 1.</summary>
    public required int Mix { get; init; }

    /// <summary>Size of the tree right after <c>closed</c>.</summary>
    public required int Size { get; init; }

    /// <summary>Its root, 32 bytes.</summary>
    public required Bytes Root { get; init; }

    /// <summary>4JN points.</summary>
    public required BytesVector Outputs { get; init; }

    /// <summary>N points: commitments to the permutation.</summary>
    public required BytesVector C { get; init; }

    /// <summary>N points: the chain over the permuted weights.</summary>
    public required BytesVector CHat { get; init; }

    public required Bytes T1 { get; init; }

    public required Bytes T2 { get; init; }

    public required Bytes T3 { get; init; }

    /// <summary>4J points: per ciphertext of a tuple its alpha part and its beta part.</summary>
    public required BytesVector T4 { get; init; }

    /// <summary>N points.</summary>
    public required BytesVector THat { get; init; }

    public required Bytes S1 { get; init; }

    public required Bytes S2 { get; init; }

    public required Bytes S3 { get; init; }

    /// <summary>2J scalars.</summary>
    public required BytesVector S4 { get; init; }

    /// <summary>N scalars.</summary>
    public required BytesVector SHat { get; init; }

    /// <summary>N scalars.</summary>
    public required BytesVector SPrime { get; init; }

    public static MixedBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new MixedBody
        {
            Contest = r.Number("contest"),
            Mix = r.Number("mix"),
            Trustee = r.Number("trustee"),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Outputs = r.Points("outputs"),
            C = r.Points("c"),
            CHat = r.Points("cHat"),
            T1 = r.Point("t1"),
            T2 = r.Point("t2"),
            T3 = r.Point("t3"),
            T4 = r.Points("t4"),
            THat = r.Points("tHat"),
            S1 = r.Scalar("s1"),
            S2 = r.Scalar("s2"),
            S3 = r.Scalar("s3"),
            S4 = r.Scalars("s4"),
            SHat = r.Scalars("sHat"),
            SPrime = r.Scalars("sPrime"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("contest", Contest).Number("mix", Mix).Number("trustee", Trustee).Number("size", Size).Base64("root", Root)
            .Vector("outputs", Outputs).Vector("c", C).Vector("cHat", CHat)
            .Base64("t1", T1).Base64("t2", T2).Base64("t3", T3).Vector("t4", T4).Vector("tHat", THat)
            .Base64("s1", S1).Base64("s2", S2).Base64("s3", S3).Vector("s4", S4).Vector("sHat", SHat).Vector("sPrime", SPrime).EndObject();
    }
}
