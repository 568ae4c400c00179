namespace RecommendVote.Record;

/// <summary>How often one text was written in, by its exact bytes. It is never added to a listed option.</summary>
public sealed record WriteInCount(string Text, int Count);

/// <summary>What the used write-in slots of a contest hold (docs/spec/record.md, "Write-ins of the result").</summary>
/// <param name="Texts">Ascending by UTF-8 bytes.</param>
/// <param name="Other">Texts that occur once, where the manifest says that these are not shown.</param>
/// <param name="Void">A text twice in one form, or the name of a listed option.</param>
/// <param name="Unreadable">Points that encode no text.</param>
public sealed record WriteInsResult(IReadOnlyList<WriteInCount> Texts, int Other, int Void, int Unreadable)
{
    /// <summary>Of a contest that is not opened.</summary>
    public static WriteInsResult None { get; } = new([], 0, 0, 0);

    /// <summary>Used slots altogether.</summary>
    public long Total => Texts.Sum(item => (long)item.Count) + Other + Void + Unreadable;

    internal static WriteInsResult? ReadIfAny(ref CanonicalReader r)
    {
        if (!r.TryMember("writeIns"))
            return null;
        var texts = new List<WriteInCount>();
        r.BeginList();
        while (r.NextElement())
        {
            r.BeginObject();
            texts.Add(new WriteInCount(r.Name("text"), r.Number("count")));
            r.EndObject();
        }
        return new WriteInsResult(texts, r.Number("otherWriteIns"), r.Number("voidWriteIns"), r.Number("unreadableWriteIns"));
    }

    internal void Write(CanonicalWriter writer) => writer
        .List("writeIns", Texts, static (item, w) => w.BeginObject().Text("text", item.Text).Number("count", item.Count).EndObject())
        .Number("otherWriteIns", Other).Number("voidWriteIns", Void).Number("unreadableWriteIns", Unreadable);
}
