namespace RecommendVote.Record;

/// <summary>The counts of one contest. No groups: too few ballots to open it.</summary>
/// <param name="Id">Contest id.</param>
/// <param name="Groups">Per group of categories.</param>
/// <param name="WriteIns">Null exactly when the contest has no write-in slots.</param>
public sealed record ContestResult(string Id, IReadOnlyList<GroupResult> Groups, WriteInsResult? WriteIns = null)
{
    internal static ContestResult Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new ContestResult(r.Id("id"), r.List("groups", GroupResult.Read), WriteInsResult.ReadIfAny(ref r));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Text("id", Id).List("groups", Groups, static (item, w) => item.Write(w));
        WriteIns?.Write(writer);
        writer.EndObject();
    }
}

/// <summary>The counts of one group of categories.</summary>
/// <param name="Categories">Category ids.</param>
/// <param name="Ballots">Counted ballots.</param>
/// <param name="Options">Per listed option.</param>
/// <param name="Abstain">Null when the contest has no abstain bit.</param>
/// <param name="Used">Used write-in slots, per slot; null when the contest has none.</param>
public sealed record GroupResult(
    IReadOnlyList<string> Categories, int Ballots, IReadOnlyList<int> Options, int? Abstain, IReadOnlyList<int>? Used = null)
{
    internal static GroupResult Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new GroupResult(
            r.Ids("categories"),
            r.Number("ballots"),
            r.List("options", static (ref CanonicalReader x) => x.Number()),
            null)
        {
            Used = r.TryMember("used") ? r.Numbers() : null,
            Abstain = r.TryMember("abstain") ? r.Number() : null,
        };
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Texts("categories", Categories).Number("ballots", Ballots)
            .List("options", Options, static (count, w) => w.Number(count));
        if (Used is { } used)
            writer.List("used", used, static (count, w) => w.Number(count));
        if (Abstain is { } abstain)
            writer.Number("abstain", abstain);
        writer.EndObject();
    }
}
