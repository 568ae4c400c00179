namespace RecommendVote.Record;

/// <summary>The signed content of an entry that has an envelope.</summary>
public abstract record EntryBody
{
    /// <summary>The entry type that carries this body.</summary>
    public abstract string Type { get; }

    /// <summary>Appends the canonical JSON of this body.</summary>
    public abstract void Write(CanonicalWriter writer);

    /// <summary>The bytes that are signed and logged.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return writer.ToArray();
    }
}

/// <summary>A body sent by one trustee.</summary>
public abstract record TrusteeBody : EntryBody
{
    /// <summary>The sender's position in the manifest, from 1.</summary>
    public required int Trustee { get; init; }
}
