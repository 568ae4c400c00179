namespace RecommendVote.Record;

/// <summary>What is voted on: contests in order, their options in ballot order, and the announcement texts.</summary>
public sealed record ContestsBody : EntryBody
{
    public override string Type => EntryTypes.Contests;

    public required Bytes Nonce { get; init; }

    public required IReadOnlyList<ContestBody> Contests { get; init; }

    public required Announcement Announcement { get; init; }

    public static ContestsBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new ContestsBody
        {
            Nonce = r.Nonce(),
            Contests = r.List("contests", ContestBody.Read),
            Announcement = Announcement.Read(ref r),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).List("contests", Contests, static (contest, w) => contest.Write(w));
        Announcement.Write(writer);
        writer.EndObject();
    }
}

/// <summary>One contest; V08 says which numbers are allowed.</summary>
public sealed record ContestBody
{
    /// <summary>Exactly one of some grades for a person (民主测评).</summary>
    public const string Grade = "grade";

    /// <summary>Yes, no or abstain for a person (表决).</summary>
    public const string Vote = "vote";

    public required string Id { get; init; }

    public required string Title { get; init; }

    public string Position { get; init; } = "";

    /// <summary><see cref="Grade"/>, <see cref="Vote"/>, or null for a choice of names.</summary>
    public string? Kind { get; init; }

    /// <summary>Id of the person judged by a grade or vote; null for a choice.</summary>
    public string? Subject { get; init; }

    /// <summary>What of the person a grade is about, such as 德; null for the overall grade and for other kinds.</summary>
    public string? Dimension { get; init; }

    public required IReadOnlyList<OptionBody> Options { get; init; }

    /// <summary>Write-in slots.</summary>
    public int Slots { get; init; }

    public required int Min { get; init; }

    public required int Max { get; init; }

    public required bool Abstain { get; init; }

    /// <summary>Encrypted bits: options, slots, abstain.</summary>
    public int EncryptedBits => Options.Count + Slots + (Abstain ? 1 : 0);

    internal static ContestBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var contest = new ContestBody
        {
            Id = r.Id("id"),
            Title = r.Name("title"),
            Position = r.Text("position"),
            Kind = r.PeekMember("kind") ? r.Word("kind", Grade, Vote) : null,
            Subject = r.PeekMember("subject") ? r.Id("subject") : null,
            Dimension = r.PeekMember("dimension") ? r.Name("dimension") : null,
            Options = r.List("options", OptionBody.Read),
            Slots = r.Number("slots"),
            Min = r.Number("min"),
            Max = r.Number("max"),
            Abstain = r.Bool("abstain"),
        };
        r.EndObject();
        return contest;
    }

    internal void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Text("id", Id).Text("title", Title).Text("position", Position);
        if (Kind is { } kind)
            writer.Text("kind", kind);
        if (Subject is { } subject)
            writer.Text("subject", subject);
        if (Dimension is { } dimension)
            writer.Text("dimension", dimension);
        writer.List("options", Options, static (option, w) => option.Write(w))
            .Number("slots", Slots).Number("min", Min).Number("max", Max).Bool("abstain", Abstain)
            .EndObject();
    }
}

/// <summary>A name on the ballot; the detail tells two of one name apart.</summary>
public sealed record OptionBody(string Id, string Name, string Detail = "")
{
    internal static OptionBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var option = new OptionBody(r.Id("id"), r.Name("name"), r.Text("detail"));
        r.EndObject();
        return option;
    }

    internal void Write(CanonicalWriter writer) =>
        writer.BeginObject().Text("id", Id).Text("name", Name).Text("detail", Detail).EndObject();
}

/// <summary>What is explained to the meeting before voting.</summary>
public sealed record Announcement(string Principles, string Positions, string Conditions, string Scope, string Requirements)
{
    internal static Announcement Read(ref CanonicalReader r)
    {
        r.Member("announcement");
        r.BeginObject();
        var texts = new Announcement(r.Text("principles"), r.Text("positions"), r.Text("conditions"), r.Text("scope"), r.Text("requirements"));
        r.EndObject();
        return texts;
    }

    internal void Write(CanonicalWriter writer) => writer.Member("announcement").BeginObject()
        .Text("principles", Principles).Text("positions", Positions).Text("conditions", Conditions)
        .Text("scope", Scope).Text("requirements", Requirements)
        .EndObject();
}
