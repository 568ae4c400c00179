namespace RecommendVote.Record;

/// <summary>People of one category: how many were expected and how many are present.</summary>
public sealed record Attendance(string Category, int Expected, int Present)
{
    internal static Attendance Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new Attendance(r.Id("category"), r.Number("expected"), r.Number("present"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) =>
        writer.BeginObject().Text("category", Category).Number("expected", Expected).Number("present", Present).EndObject();
}

/// <summary>Cards and ballots of one category. Unreturned = HandedOut - Ballots.</summary>
public sealed record CategoryCount(string Category, int Cards, int Voided, int HandedOut, int Ballots)
{
    internal static CategoryCount Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new CategoryCount(r.Id("category"), r.Number("cards"), r.Number("voided"), r.Number("handedOut"), r.Number("ballots"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject().Text("category", Category)
        .Number("cards", Cards).Number("voided", Voided).Number("handedOut", HandedOut).Number("ballots", Ballots).EndObject();
}
