namespace RecommendVote.Record;

/// <summary>The counts, salted so that sealed results cannot be guessed from a leaf hash (B6).</summary>
public sealed record ResultBody : EntryBody
{
    public override string Type => EntryTypes.Result;

    /// <summary>H("RV1-result-salt" || the t decryption entries used, in log order).</summary>
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

/// <summary>The counts of one contest. No groups: too few ballots to open it.</summary>
public sealed record ContestResult(string Id, IReadOnlyList<GroupResult> Groups)
{
    internal static ContestResult Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new ContestResult(r.Id("id"), r.List("groups", GroupResult.Read));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) =>
        writer.BeginObject().Text("id", Id).List("groups", Groups, static (item, w) => item.Write(w)).EndObject();
}

/// <summary>The counts of one group of categories. Abstain is null when the contest has no abstain bit.</summary>
public sealed record GroupResult(IReadOnlyList<string> Categories, int Ballots, IReadOnlyList<int> Options, int? Abstain)
{
    internal static GroupResult Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new GroupResult(
            r.Ids("categories"),
            r.Number("ballots"),
            r.List("options", static (ref CanonicalReader x) => x.Number()),
            r.TryMember("abstain") ? r.Number() : null);
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Texts("categories", Categories).Number("ballots", Ballots)
            .List("options", Options, static (count, w) => w.Number(count));
        if (Abstain is { } abstain)
            writer.Number("abstain", abstain);
        writer.EndObject();
    }
}
