namespace RecommendVote.Record;

/// <summary>The counts, salted so that sealed results cannot be guessed from a leaf hash (B6).</summary>
public sealed record ResultBody : EntryBody
{
    public override string Type => EntryTypes.Result;

    /// <summary>H("RV1-result-salt" || the decryption entries used, in log order): the first t of phase 1 and, where there is a phase 2, the first t of phase 2.</summary>
    public required Bytes Salt { get; init; }

    public required IReadOnlyList<ContestResult> Contests { get; init; }

    public static ResultBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new ResultBody { Salt = r.Hash("salt"), Contests = r.List("contests", ContestResult.Read) };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("salt", Salt).List("contests", Contests, static (item, w) => item.Write(w)).EndObject();
    }
}
