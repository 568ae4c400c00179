namespace RecommendVote.Record;

/// <summary>Voting may begin: the key h, the contests in force and the attendance, signed by organizer and officer.</summary>
public sealed record OpenedBody : EntryBody
{
    public override string Type => EntryTypes.Opened;

    public required Bytes Nonce { get; init; }

    public required Bytes H { get; init; }

    /// <summary>Hash of the last <c>contests</c> entry.</summary>
    public required Bytes Contests { get; init; }

    /// <summary>Size of the tree before this entry.</summary>
    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required IReadOnlyList<Attendance> Attendance { get; init; }

    public static OpenedBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new OpenedBody
        {
            Nonce = r.Nonce(),
            H = r.Point("h"),
            Contests = r.Hash("contests"),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Attendance = r.List("attendance", Record.Attendance.Read),
        };
        if (!r.Bool("announced"))
            r.Fail("announced is always true");
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Base64("h", H).Base64("contests", Contests).Number("size", Size).Base64("root", Root)
            .List("attendance", Attendance, static (item, w) => item.Write(w)).Bool("announced", true).EndObject();
    }
}

/// <summary>The meeting ends without a result.</summary>
public sealed record CancelledBody : EntryBody
{
    public override string Type => EntryTypes.Cancelled;

    public required Bytes Nonce { get; init; }

    /// <summary><c>quorum</c>, <c>texts</c>, <c>emergency</c> or <c>other</c>.</summary>
    public required string Reason { get; init; }

    public required string Text { get; init; }

    public static CancelledBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new CancelledBody
        {
            Nonce = r.Nonce(),
            Reason = r.Word("reason", "quorum", "texts", "emergency", "other"),
            Text = r.Text("text"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Text("reason", Reason).Text("text", Text).EndObject();
    }
}

/// <summary>Voting has ended: the tree before, final attendance, counts and the root over the counted trackers.</summary>
public sealed record ClosedBody : EntryBody
{
    public override string Type => EntryTypes.Closed;

    public required Bytes Nonce { get; init; }

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required IReadOnlyList<Attendance> Attendance { get; init; }

    public required IReadOnlyList<CategoryCount> Counts { get; init; }

    public required Bytes CountedRoot { get; init; }

    /// <summary>Cards of the appointed challengers, strictly ascending: audited, never cast (B12).</summary>
    public required BytesVector ChallengeCards { get; init; }

    public static ClosedBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new ClosedBody
        {
            Nonce = r.Nonce(),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Attendance = r.List("attendance", Record.Attendance.Read),
            Counts = r.List("counts", CategoryCount.Read),
            CountedRoot = r.Hash("countedRoot"),
            ChallengeCards = r.Points("challengeCards"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Number("size", Size).Base64("root", Root)
            .List("attendance", Attendance, static (item, w) => item.Write(w))
            .List("counts", Counts, static (item, w) => item.Write(w))
            .Base64("countedRoot", CountedRoot).Vector("challengeCards", ChallengeCards).EndObject();
    }
}

/// <summary>An officer's statement about the record up to a size.</summary>
public sealed record AttestationBody : EntryBody
{
    public const string Verified = "verified";
    public const string Objection = "objection";

    public override string Type => EntryTypes.Attestation;

    public required Bytes Nonce { get; init; }

    /// <summary><c>verified</c> or <c>objection</c>.</summary>
    public required string Verdict { get; init; }

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    public required string Text { get; init; }

    public static AttestationBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var body = new AttestationBody
        {
            Nonce = r.Nonce(),
            Verdict = r.Word("verdict", Verified, Objection),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Text = r.Text("text"),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject().Base64("nonce", Nonce).Text("verdict", Verdict).Number("size", Size).Base64("root", Root)
            .Text("text", Text).EndObject();
    }
}
