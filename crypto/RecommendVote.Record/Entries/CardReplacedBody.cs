namespace RecommendVote.Record;

/// <summary>A spare card given out for one that its holder lost or that cannot be read; signed by organizer and officer.</summary>
public sealed record CardReplacedBody : EntryBody
{
    public override string Type => EntryTypes.CardReplaced;

    public required Bytes Nonce { get; init; }

    /// <summary>The spare card, 65 bytes. The lost one is not known.</summary>
    public required Bytes Card { get; init; }

    /// <summary><c>lost</c>, <c>unreadable</c> or <c>other</c>.</summary>
    public required string Reason { get; init; }

    public required string Text { get; init; }

    public static CardReplacedBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new CardReplacedBody
        {
            Nonce = r.Nonce(),
            Card = r.Point("card"),
            Reason = r.Word("reason", "lost", "unreadable", "other"),
            Text = r.Text("text"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Base64("card", Card).Text("reason", Reason).Text("text", Text).EndObject();
    }
}
