namespace RecommendVote.Record;

/// <summary>Commitment to the coming key body: 32 bytes.</summary>
public sealed record TrusteeCommitBody : TrusteeBody
{
    public override string Type => EntryTypes.TrusteeCommit;

    public required Bytes Commit { get; init; }

    public static TrusteeCommitBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TrusteeCommitBody { Trustee = r.Number("trustee"), Commit = r.Hash("commit") };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Base64("commit", Commit).EndObject();
    }
}

/// <summary>Commitments to the trustee's polynomial and proofs of knowledge.</summary>
public sealed record TrusteeKeyBody : TrusteeBody
{
    public override string Type => EntryTypes.TrusteeKey;

    public required string Name { get; init; }

    public required Bytes Key { get; init; }

    /// <summary>32 bytes; that of the commit.</summary>
    public required Bytes Nonce { get; init; }

    /// <summary>t points.</summary>
    public required BytesVector A { get; init; }

    /// <summary>1 + t points: for K, then for each A.</summary>
    public required BytesVector R { get; init; }

    /// <summary>1 + t scalars, in the order of R.</summary>
    public required BytesVector Z { get; init; }

    public static TrusteeKeyBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TrusteeKeyBody
        {
            Trustee = r.Number("trustee"),
            Name = r.Name("name"),
            Key = r.Point("key"),
            Nonce = r.Hash("nonce"),
            A = r.Points("A"),
            R = r.Points("R"),
            Z = r.Scalars("z"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Text("name", Name).Base64("key", Key).Base64("nonce", Nonce)
            .Vector("A", A).Vector("R", R).Vector("z", Z).EndObject();
    }
}

/// <summary>Encrypted shares for all trustees, the sender included.</summary>
public sealed record TrusteeSharesBody : TrusteeBody
{
    public override string Type => EntryTypes.TrusteeShares;

    public required Bytes E { get; init; }

    /// <summary>n scalars.</summary>
    public required BytesVector C { get; init; }

    public static TrusteeSharesBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TrusteeSharesBody { Trustee = r.Number("trustee"), E = r.Point("E"), C = r.Scalars("c") };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Base64("E", E).Vector("c", C).EndObject();
    }
}

/// <summary>The trustee opened its shares and found them right: size and root of the tree after the last shares, and h.</summary>
public sealed record TrusteeReadyBody : TrusteeBody
{
    public override string Type => EntryTypes.TrusteeReady;

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required Bytes H { get; init; }

    public static TrusteeReadyBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TrusteeReadyBody { Trustee = r.Number("trustee"), Size = r.Number("size"), Root = r.Hash("root"), H = r.Point("h") };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Number("size", Size).Base64("root", Root).Base64("h", H).EndObject();
    }
}

/// <summary>Trustee j reveals S = e_i K_j with a proof, because dealer i's share for it does not fit.</summary>
public sealed record TrusteeComplaintBody : TrusteeBody
{
    public override string Type => EntryTypes.TrusteeComplaint;

    public required int Dealer { get; init; }

    public required Bytes S { get; init; }

    /// <summary>Challenge of the Chaum-Pedersen proof.</summary>
    public required Bytes C { get; init; }

    /// <summary>Response of the Chaum-Pedersen proof.</summary>
    public required Bytes Z { get; init; }

    public static TrusteeComplaintBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new TrusteeComplaintBody
        {
            Trustee = r.Number("trustee"),
            Dealer = r.Number("dealer"),
            S = r.Point("S"),
            C = r.Scalar("c"),
            Z = r.Scalar("z"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Number("trustee", Trustee).Number("dealer", Dealer).Base64("S", S).Base64("c", C).Base64("z", Z).EndObject();
    }
}
