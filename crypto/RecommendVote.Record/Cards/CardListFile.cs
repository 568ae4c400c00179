using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Cards;

/// <summary>The public keys of one class, strictly ascending.</summary>
public sealed record ListedClass(string Class, string Category, IReadOnlyList<string> Contests, BytesVector Cards)
{
    internal static ListedClass Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new ListedClass(r.Id("class"), r.Id("category"), r.Ids("contests"), r.Points("cards"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject()
        .Text("class", Class).Text("category", Category).Texts("contests", Contests).Vector("cards", Cards).EndObject();
}

/// <summary>The public list of cards, from the issuer's machine to the server (docs/spec/cards-file.md). Holds no secret.</summary>
/// <param name="Meeting">Meeting id.</param>
/// <param name="ManifestHash">32 bytes.</param>
/// <param name="Classes">In the order of the plan.</param>
public sealed record CardListFile(string Meeting, Bytes ManifestHash, IReadOnlyList<ListedClass> Classes)
{
    public const string Format = "RV1-cards";

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(this, writer);
        return writer.ToArray();
    }

    /// <summary>Reads a list strictly, points of the suite included; never throws on bad data.</summary>
    public static bool TryRead(Suite suite, ReadOnlySpan<byte> json, [NotNullWhen(true)] out CardListFile? list, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(suite);
        list = null;
        fault = "longer than 8 MiB";
        if (json.Length > CardPlanFile.MaxLength || !Canonical.TryDecode(json, suite, Read, Write, out list, out fault) || list is null)
        {
            fault ??= "not a card list";
            return false;
        }
        fault = list.Classes.Any(item => item.Cards.Count == 0 || !item.Cards.IsStrictlyAscending()) ? "cards are not strictly ascending" : null;
        if (fault is null)
            return true;
        list = null;
        return false;
    }

    /// <summary>Why the list is not the one that the plan asks for, or null.</summary>
    public string? DiffersFrom(CardPlanFile plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Meeting != plan.Meeting.Meeting || ManifestHash != plan.ManifestHash)
            return "another meeting";
        if (Classes.Count != plan.Classes.Count)
            return "classes";
        for (var i = 0; i < Classes.Count; i++)
        {
            var (mine, planned) = (Classes[i], plan.Classes[i]);
            if (mine.Class != planned.Class || mine.Category != planned.Category || !mine.Contests.SequenceEqual(planned.Contests, StringComparer.Ordinal))
                return $"class {planned.Class}";
            if (mine.Cards.Count != planned.Cards)
                return $"number of cards of class {planned.Class}";
        }
        return null;
    }

    private static CardListFile Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("format", Format);
        var meeting = r.Text("meeting");
        if (r.Ok && !FieldRules.IsMeetingId(meeting))
            r.Fail("not a meeting id");
        var list = new CardListFile(meeting, r.Hash("manifest"), r.List("classes", ListedClass.Read));
        r.EndObject();
        return list;
    }

    private static void Write(CardListFile? list, CanonicalWriter writer) => writer.BeginObject()
        .Text("format", Format).Text("meeting", list!.Meeting).Base64("manifest", list.ManifestHash)
        .List("classes", list.Classes, static (item, w) => item.Write(w)).EndObject();
}
