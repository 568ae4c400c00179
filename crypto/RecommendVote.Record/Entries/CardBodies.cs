namespace RecommendVote.Record;

/// <summary>The card keys of one class: a voter category together with the contests it may vote in.</summary>
public sealed record CardsBody : EntryBody
{
    public override string Type => EntryTypes.Cards;

    public required Bytes Nonce { get; init; }

    public required string Class { get; init; }

    public required string Category { get; init; }

    /// <summary>Contest ids in the order of the contests entry.</summary>
    public required IReadOnlyList<string> Contests { get; init; }

    /// <summary>Points, strictly ascending as bytes.</summary>
    public required BytesVector Cards { get; init; }

    public static CardsBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new CardsBody
        {
            Nonce = r.Nonce(),
            Class = r.Id("class"),
            Category = r.Id("category"),
            Contests = r.Ids("contests"),
            Cards = r.Points("cards"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Text("class", Class).Text("category", Category)
            .Texts("contests", Contests).Vector("cards", Cards).EndObject();
    }
}

/// <summary>Cards that can no longer be used, and why.</summary>
public sealed record CardsVoidedBody : EntryBody
{
    public override string Type => EntryTypes.CardsVoided;

    public required Bytes Nonce { get; init; }

    /// <summary><c>not-handed-out</c>, <c>spoilt</c> or <c>returned-unused</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Points, strictly ascending as bytes.</summary>
    public required BytesVector Cards { get; init; }

    public static CardsVoidedBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new CardsVoidedBody
        {
            Nonce = r.Nonce(),
            Reason = r.Word("reason", "not-handed-out", "spoilt", "returned-unused"),
            Cards = r.Points("cards"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Text("reason", Reason).Vector("cards", Cards).EndObject();
    }
}
