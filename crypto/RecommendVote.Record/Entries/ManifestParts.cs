namespace RecommendVote.Record;

/// <summary>An id and the name shown for it.</summary>
public sealed record NamedId(string Id, string Name)
{
    internal static NamedId Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new NamedId(r.Id("id"), r.Name("name"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject().Text("id", Id).Text("name", Name).EndObject();
}

/// <summary>A person or body and its public key.</summary>
public sealed record NamedKey(string Name, Bytes Key)
{
    internal static NamedKey Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new NamedKey(r.Name("name"), r.Base64("key"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject().Text("name", Name).Base64("key", Key).EndObject();
}

/// <summary>Attendance needed to open: present * Of >= expected * Need.</summary>
public sealed record QuorumRule(int Need, int Of)
{
    internal static QuorumRule Read(ref CanonicalReader r)
    {
        r.Member("quorum");
        r.BeginObject();
        var item = new QuorumRule(r.Number("need"), r.Number("of"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) =>
        writer.Member("quorum").BeginObject().Number("need", Need).Number("of", Of).EndObject();
}
