namespace RecommendVote.Record.Witnesses;

/// <summary>What a witness keeps of one meeting: the manifest it pinned and the checkpoint that it cosigned last (docs/spec/witnesses.md).</summary>
public sealed record WitnessState
{
    /// <summary>Largest stored state that is read, in bytes.</summary>
    public const int Limit = 128 * 1024;

    private const string Format = "RV1-witness";

    public required string Meeting { get; init; }

    /// <summary>H(entry 0), 32 bytes.</summary>
    public required Bytes ManifestHash { get; init; }

    public required int Size { get; init; }

    public required Bytes Root { get; init; }

    /// <summary>The server's note of that checkpoint with this witness's own line: one half of any evidence.</summary>
    public required string Note { get; init; }

    /// <summary>Set for good once the server contradicted itself.</summary>
    public bool Stopped { get; init; }

    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads canonical JSON; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out WitnessState? state)
    {
        state = null;
        return json.Length <= Limit
            && Canonical.TryDecode(json, null, Read, static (value, writer) => value.Write(writer), out state, out _)
            && state is not null;
    }

    private void Write(CanonicalWriter writer) => writer.BeginObject()
        .Text("format", Format).Text("meeting", Meeting).Base64("manifest", ManifestHash).Number("size", Size).Base64("root", Root)
        .Text("note", Note).Bool("stopped", Stopped).EndObject();

    private static WitnessState Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("format", Format);
        var state = new WitnessState
        {
            Meeting = r.Text("meeting"),
            ManifestHash = r.Hash("manifest"),
            Size = r.Number("size"),
            Root = r.Hash("root"),
            Note = r.LongText("note", SignedNote.MaxLength),
            Stopped = r.Bool("stopped"),
        };
        r.EndObject();
        return state;
    }
}

/// <summary>Where a witness keeps its state of one meeting. The comparison and the replacement are one step, whoever else is at work.</summary>
public interface IWitnessStore
{
    /// <summary>Null before the first cosignature.</summary>
    WitnessState? Read();

    /// <summary>Stores durably, and only if what is stored now equals <paramref name="expected"/>; false if it does not.</summary>
    bool TryReplace(WitnessState? expected, WitnessState replacement);
}
