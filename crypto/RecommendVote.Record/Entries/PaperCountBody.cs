namespace RecommendVote.Record;

/// <summary>Numbers of paper forms, counted by two tellers (计票人) and signed by an officer as scrutineer (监票人). Shown beside the electronic result, never added to it.</summary>
public sealed record PaperCountBody : EntryBody
{
    public override string Type => EntryTypes.PaperCount;

    /// <summary>16 random bytes: the numbers are easily guessed (B6).</summary>
    public required Bytes Nonce { get; init; }

    /// <summary>One item per category, in the manifest's order.</summary>
    public required IReadOnlyList<PaperForms> Forms { get; init; }

    /// <summary>One item per contest, in order.</summary>
    public required IReadOnlyList<PaperContest> Contests { get; init; }

    /// <summary>Forms that came back and are not invalid as a whole.</summary>
    public long ValidForms => Forms.Sum(item => (long)item.Returned - item.Invalid);

    public static PaperCountBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new PaperCountBody
        {
            Nonce = r.Nonce(),
            Forms = r.List("forms", PaperForms.Read),
            Contests = r.List("contests", PaperContest.Read),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce)
            .List("forms", Forms, static (item, w) => item.Write(w))
            .List("contests", Contests, static (item, w) => item.Write(w)).EndObject();
    }
}

/// <summary>Paper forms of one category. Invalid forms are among the returned, these among those handed out.</summary>
public sealed record PaperForms(string Category, int HandedOut, int Returned, int Invalid)
{
    internal static PaperForms Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new PaperForms(r.Id("category"), r.Number("handedOut"), r.Number("returned"), r.Number("invalid"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject().Text("category", Category)
        .Number("handedOut", HandedOut).Number("returned", Returned).Number("invalid", Invalid).EndObject();
}

/// <summary>Marks of one contest on paper.</summary>
/// <param name="Id">Contest id.</param>
/// <param name="Ballots">Forms that hold a valid vote in this contest.</param>
/// <param name="Invalid">Forms whose vote in this contest is invalid.</param>
/// <param name="Options">Marks per option, in order.</param>
/// <param name="Abstain">Abstentions; null when the contest has no abstain bit.</param>
/// <param name="WriteIns">Names written in, ascending by UTF-8 bytes; null when the contest has no slots.</param>
public sealed record PaperContest(
    string Id, int Ballots, int Invalid, IReadOnlyList<int> Options, int? Abstain, IReadOnlyList<PaperWriteIn>? WriteIns = null)
{
    internal static PaperContest Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new PaperContest(
            r.Id("id"), r.Number("ballots"), r.Number("invalid"),
            r.List("options", static (ref CanonicalReader x) => x.Number()),
            r.TryMember("abstain") ? r.Number() : null,
            r.PeekMember("writeIns") ? r.List("writeIns", PaperWriteIn.Read) : null);
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Text("id", Id).Number("ballots", Ballots).Number("invalid", Invalid)
            .List("options", Options, static (count, w) => w.Number(count));
        if (Abstain is { } abstain)
            writer.Number("abstain", abstain);
        if (WriteIns is { } writeIns)
            writer.List("writeIns", writeIns, static (item, w) => item.Write(w));
        writer.EndObject();
    }
}

/// <summary>A name written on paper and how often, at least once.</summary>
public sealed record PaperWriteIn(string Text, int Count)
{
    internal static PaperWriteIn Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new PaperWriteIn(r.Name("text"), r.Number("count"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject().Text("text", Text).Number("count", Count).EndObject();
}
