using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Cards;

/// <summary>A class of cards to make.</summary>
/// <param name="Class">Class id.</param>
/// <param name="Category">Category id of the manifest.</param>
/// <param name="Name">What is printed on the card.</param>
/// <param name="Contests">Contest ids, in the order of the contests entry.</param>
/// <param name="Cards">All cards of the class, spares among them.</param>
/// <param name="Spares">How many of them are spares.</param>
public sealed record PlannedClass(string Class, string Category, string Name, IReadOnlyList<string> Contests, int Cards, int Spares)
{
    internal static PlannedClass Read(ref CanonicalReader r)
    {
        r.BeginObject();
        var item = new PlannedClass(r.Id("class"), r.Id("category"), r.Name("name"), r.Ids("contests"), r.Number("cards"), r.Number("spares"));
        r.EndObject();
        return item;
    }

    internal void Write(CanonicalWriter writer) => writer.BeginObject()
        .Text("class", Class).Text("category", Category).Text("name", Name).Texts("contests", Contests)
        .Number("cards", Cards).Number("spares", Spares).EndObject();
}

/// <summary>Which cards a meeting needs: from the server to the issuer's own machine (docs/spec/cards-file.md).</summary>
/// <param name="Manifest">Exact bytes of entry 0.</param>
/// <param name="Address">Scheme, host and port that phones reach, without a slash at the end.</param>
/// <param name="Classes">In the order of the categories.</param>
public sealed record CardPlanFile(Bytes Manifest, string Address, IReadOnlyList<PlannedClass> Classes)
{
    public const string Format = "RV1-card-plan";

    /// <summary>Largest plan or list read, in bytes.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>Most cards of one plan.</summary>
    public const int MaxCards = 10_000;

    private const int MaxClasses = 200;

    /// <summary>The decoded manifest.</summary>
    public ManifestBody Meeting { get; private init; } = null!;

    /// <summary>H(manifest entry), 32 bytes.</summary>
    public Bytes ManifestHash { get; private init; }

    /// <summary>First 12 bytes of H(organizer's key), which every card carries.</summary>
    public byte[] Fingerprint => CardLink.Fingerprint(Meeting.Suite, Meeting.Organizer.Key);

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(this, writer);
        return writer.ToArray();
    }

    /// <summary>Reads a plan strictly and verifies its manifest; never throws on bad data.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out CardPlanFile? plan, [NotNullWhen(false)] out string? fault)
    {
        plan = null;
        fault = "longer than 8 MiB";
        if (json.Length > MaxLength || !Canonical.TryDecode(json, null, Read, Write, out var read, out fault) || read is null)
        {
            fault ??= "not a card plan";
            return false;
        }
        if (new MeetingRecord().Validate(read.Manifest.Memory) is { } refusal)
        {
            fault = $"manifest: {refusal.Code}";
            return false;
        }
        EntryCodec.TryDecode(null, read.Manifest.Span, out var entry, out _);
        var manifest = (ManifestBody)((EnvelopeEntry)entry!).Body;
        fault = Fault(read, manifest);
        if (fault is not null)
            return false;
        plan = read with { Meeting = manifest, ManifestHash = manifest.Suite.Hash(read.Manifest) };
        return true;
    }

    private static string? Fault(CardPlanFile plan, ManifestBody manifest)
    {
        if (!Uri.TryCreate(plan.Address, UriKind.Absolute, out var uri) || plan.Address != uri.GetLeftPart(UriPartial.Authority)
            || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) || uri.UserInfo.Length > 0)
            return "address";
        if (plan.Classes.Count is 0 or > MaxClasses || plan.Classes.DistinctBy(item => item.Class).Count() != plan.Classes.Count)
            return "classes";
        foreach (var item in plan.Classes)
        {
            if (manifest.Categories.All(category => category.Id != item.Category) || item.Contests.Count == 0
                || item.Cards < 1 || item.Spares < 0 || item.Spares > item.Cards)
                return $"class {item.Class}";
        }
        return plan.Classes.Sum(item => (long)item.Cards) > MaxCards ? "too many cards" : null;
    }

    private static CardPlanFile Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("format", Format);
        var plan = new CardPlanFile(r.Base64("manifest"), r.Text("address"), r.List("classes", PlannedClass.Read));
        r.EndObject();
        return plan;
    }

    private static void Write(CardPlanFile? plan, CanonicalWriter writer) => writer.BeginObject()
        .Text("format", Format).Base64("manifest", plan!.Manifest).Text("address", plan.Address)
        .List("classes", plan.Classes, static (item, w) => item.Write(w)).EndObject();
}
