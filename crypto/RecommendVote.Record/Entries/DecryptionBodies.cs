namespace RecommendVote.Record;

/// <summary>Proof that a trustee's restored share decrypts: phase 0 over the one dummy that the tree root fixes (B20).</summary>
public sealed record RehearsalBody : TrusteeBody
{
    public override string Type => EntryTypes.Rehearsal;

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required Bytes D { get; init; }

    public required Bytes Tg { get; init; }

    public required Bytes Ta { get; init; }

    public required Bytes Z { get; init; }

    public static RehearsalBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new RehearsalBody
        {
            Trustee = r.Number("trustee"),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            D = r.Point("d"),
            Tg = r.Point("Tg"),
            Ta = r.Point("Ta"),
            Z = r.Scalar("z"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Number("size", Size).Base64("root", Root)
            .Base64("d", D).Base64("Tg", Tg).Base64("Ta", Ta).Base64("z", Z).EndObject();
    }
}

/// <summary>The trustee verified the record up to and including <c>closed</c> or, where there are mixes, the last <c>mixed</c>.</summary>
public sealed record TallyReadyBody : TrusteeBody
{
    public override string Type => EntryTypes.TallyReady;

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public static TallyReadyBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TallyReadyBody { Trustee = r.Number("trustee"), Size = r.Number("size"), Root = r.Hash("root") };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Number("size", Size).Base64("root", Root).EndObject();
    }
}

/// <summary>A trustee's partial decryptions of all items with one proof. In D and Ta 65 zero bytes stand for the identity (B19).</summary>
public sealed record DecryptionBody : TrusteeBody
{
    public override string Type => EntryTypes.Decryption;

    /// <summary>1: totals and used bits of write-ins; 2: the texts of the used slots.</summary>
    public required int Phase { get; init; }

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required BytesVector D { get; init; }

    public required Bytes Tg { get; init; }

    public required Bytes Ta { get; init; }

    public required Bytes Z { get; init; }

    /// <summary>The phase alone, from the first member of a body.</summary>
    internal static bool TryReadPhase(ReadOnlySpan<byte> body, out int phase)
    {
        var reader = new CanonicalReader(body);
        reader.BeginObject();
        phase = reader.Number("phase");
        return reader.Ok;
    }

    public static DecryptionBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new DecryptionBody
        {
            Phase = r.Number("phase"),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Trustee = r.Number("trustee"),
            D = r.Points("d", orIdentity: true),
            Tg = r.Point("Tg"),
            Ta = r.PointOrIdentity("Ta"),
            Z = r.Scalar("z"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("phase", Phase).Number("size", Size).Base64("root", Root).Number("trustee", Trustee)
            .Vector("d", D).Base64("Tg", Tg).Base64("Ta", Ta).Base64("z", Z).EndObject();
    }
}
