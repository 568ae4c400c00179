using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Entry 0: identity, rules and keys of a meeting. Points and staff keys are kept as bytes; V07 says whether they are keys.</summary>
public sealed record ManifestBody : EntryBody
{
    public const string ProtocolVersion = "RV1";

    public override string Type => EntryTypes.Manifest;

    public required Suite Suite { get; init; }

    public required string Meeting { get; init; }

    /// <summary>16 random bytes.</summary>
    public required Bytes Nonce { get; init; }

    public required string Title { get; init; }

    public required string Place { get; init; }

    /// <summary>Planned start, UTC, <c>YYYY-MM-DDTHH:MM:SSZ</c>.</summary>
    public required string Time { get; init; }

    /// <summary><c>recommendation</c>, <c>assessment</c>, <c>vote</c> or <c>other</c>.</summary>
    public string Kind { get; init; } = "recommendation";

    /// <summary>Strictly ascending, of <c>demo</c>, <c>practice</c>, <c>simulated</c>.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    public required IReadOnlyList<NamedId> Categories { get; init; }

    /// <summary>Trustee i stands at index i - 1; the key is K_i, 65 bytes.</summary>
    public required IReadOnlyList<NamedKey> Trustees { get; init; }

    public required int Threshold { get; init; }

    public required bool AllTrusteesAcknowledged { get; init; }

    public required int MinGroupSize { get; init; }

    public required bool AllowSmall { get; init; }

    public required bool AcknowledgedSmallClass { get; init; }

    public required bool Revoting { get; init; }

    /// <summary><c>sealed</c> or <c>announced</c>.</summary>
    public required string Policy { get; init; }

    /// <summary><c>shown</c> or <c>other</c>.</summary>
    public required string SingleWriteIns { get; init; }

    /// <summary><c>trustees</c> or <c>witnessed</c>: whether an officer's cosignature may stand for some of the trustees (B1).</summary>
    public required string TallyQuorum { get; init; }

    /// <summary>Officers whose cosignatures the last checkpoint must carry.</summary>
    public required int WitnessQuorum { get; init; }

    public required QuorumRule Quorum { get; init; }

    /// <summary>32 bytes, or null when there is no directory.</summary>
    public Bytes? Directory { get; init; }

    public required NamedKey Organizer { get; init; }

    public required NamedKey Issuer { get; init; }

    public required IReadOnlyList<NamedKey> Officers { get; init; }

    /// <summary>Tellers of paper forms; none where there is no paper.</summary>
    public IReadOnlyList<NamedKey> Tellers { get; init; } = [];

    public required Bytes ServerKey { get; init; }

    /// <summary>Whether trustees also demand an officer's cosignature of what they verified.</summary>
    public bool IsWitnessed => TallyQuorum == "witnessed";

    /// <summary>
    /// How many trustees must have verified one root before anything is decrypted (B1): ceil((n + t) / 2), or t where an officer's cosignature
    /// comes on top.
    /// </summary>
    public int TallyQuorumSize => IsWitnessed ? Threshold : (Trustees.Count + Threshold + 1) / 2;

    /// <summary>Officers whose cosignatures the last checkpoint needs for the record to be complete (V34).</summary>
    public int CosignaturesNeeded => IsWitnessed ? Math.Max(1, WitnessQuorum) : WitnessQuorum;

    public static ManifestBody Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("version", ProtocolVersion);
        if (!Suite.TryParse(r.Text("suite"), out var suite))
            r.Fail("unknown suite");
        var meeting = r.Text("meeting");
        if (r.Ok && !FieldRules.IsMeetingId(meeting))
            r.Fail("not a meeting id");
        var nonce = r.Nonce();
        var title = r.Name("title");
        var place = r.Text("place");
        var time = r.Text("time");
        if (r.Ok && !FieldRules.IsTime(time))
            r.Fail("not a time");
        var body = new ManifestBody
        {
            Suite = suite ?? Suite.P256,
            Meeting = meeting,
            Nonce = nonce,
            Title = title,
            Place = place,
            Time = time,
            Kind = r.Word("kind", "recommendation", "assessment", "vote", "other"),
            Marks = ReadMarks(ref r),
            Categories = r.List("categories", NamedId.Read),
            Trustees = r.List("trustees", NamedKey.Read),
            Threshold = r.Number("threshold"),
            AllTrusteesAcknowledged = r.Bool("allTrusteesAcknowledged"),
            MinGroupSize = r.Number("minGroupSize"),
            AllowSmall = r.Bool("allowSmall"),
            AcknowledgedSmallClass = r.Bool("acknowledgedSmallClass"),
            Revoting = r.Bool("revoting"),
            Policy = r.Word("policy", "sealed", "announced"),
            SingleWriteIns = r.Word("singleWriteIns", "shown", "other"),
            TallyQuorum = r.Word("tallyQuorum", "trustees", "witnessed"),
            WitnessQuorum = r.Number("witnessQuorum"),
            Quorum = QuorumRule.Read(ref r),
            Directory = r.TryMember("directory") ? r.Base64(FieldRules.HashLength) : default(Bytes?),
            Organizer = ReadStaff(ref r, "organizer"),
            Issuer = ReadStaff(ref r, "issuer"),
            Officers = r.List("officers", NamedKey.Read),
            Tellers = r.PeekMember("tellers") ? r.List("tellers", NamedKey.Read) : [],
            ServerKey = ReadServer(ref r),
        };
        r.EndObject();
        return body;
    }

    public override void Write(CanonicalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginObject()
            .Text("version", ProtocolVersion).Text("suite", Suite.Name).Text("meeting", Meeting).Base64("nonce", Nonce)
            .Text("title", Title).Text("place", Place).Text("time", Time).Text("kind", Kind).Texts("marks", Marks)
            .List("categories", Categories, static (item, w) => item.Write(w))
            .List("trustees", Trustees, static (item, w) => item.Write(w))
            .Number("threshold", Threshold).Bool("allTrusteesAcknowledged", AllTrusteesAcknowledged)
            .Number("minGroupSize", MinGroupSize).Bool("allowSmall", AllowSmall).Bool("acknowledgedSmallClass", AcknowledgedSmallClass)
            .Bool("revoting", Revoting).Text("policy", Policy).Text("singleWriteIns", SingleWriteIns)
            .Text("tallyQuorum", TallyQuorum).Number("witnessQuorum", WitnessQuorum);
        Quorum.Write(writer);
        if (Directory is { } directory)
            writer.Base64("directory", directory);
        Organizer.Write(writer.Member("organizer"));
        Issuer.Write(writer.Member("issuer"));
        writer.List("officers", Officers, static (item, w) => item.Write(w));
        if (Tellers.Count > 0)
            writer.List("tellers", Tellers, static (item, w) => item.Write(w));
        writer.Member("server").BeginObject().Base64("key", ServerKey).EndObject();
        writer.EndObject();
    }

    private static List<string> ReadMarks(ref CanonicalReader r)
    {
        var marks = r.List("marks", static (ref CanonicalReader x) => x.Text());
        for (var i = 0; i < marks.Count && r.Ok; i++)
        {
            if (marks[i] is not ("demo" or "practice" or "simulated") || (i > 0 && string.CompareOrdinal(marks[i - 1], marks[i]) >= 0))
                r.Fail("marks");
        }
        return marks;
    }

    private static NamedKey ReadStaff(ref CanonicalReader r, string member)
    {
        r.Member(member);
        return NamedKey.Read(ref r);
    }

    private static Bytes ReadServer(ref CanonicalReader r)
    {
        r.Member("server");
        r.BeginObject();
        var key = r.Base64("key");
        r.EndObject();
        return key;
    }
}
