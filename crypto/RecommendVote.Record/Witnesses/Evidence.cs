using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Witnesses;

/// <summary>What the officer says about a rollback: when the smaller checkpoint was shown, in seconds since 1970, and a text.</summary>
public sealed record EvidenceStatement(int Time, string Text);

/// <summary>
/// An evidence file (docs/spec/witnesses.md): two notes of one server that contradict each other. A fork needs nothing else; that a rollback
/// happened in this order in time is the officer's signed word.
/// </summary>
public sealed record Evidence
{
    /// <summary>Largest evidence file, in bytes.</summary>
    public const int Limit = 1 << 20;

    public const string Fork = "fork";
    public const string Rollback = "rollback";

    /// <summary>The type under which an officer signs the statement of a rollback.</summary>
    public const string SignatureType = "evidence";

    private const string Format = "RV1-evidence";

    /// <summary><see cref="Fork"/> or <see cref="Rollback"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Exact bytes of entry 0.</summary>
    public required Bytes Manifest { get; init; }

    /// <summary>A fork's smaller checkpoint; a rollback's larger one, with the officer's cosignature.</summary>
    public required string First { get; init; }

    public required string Second { get; init; }

    /// <summary>Hashes of 32 bytes. A fork's begins with the start node in every case.</summary>
    public required IReadOnlyList<Bytes> Proof { get; init; }

    /// <summary>Only for a rollback.</summary>
    public EvidenceStatement? Statement { get; init; }

    /// <summary>The officer's signature of a rollback.</summary>
    public EntrySignature? Signature { get; init; }

    /// <summary>A rollback signed by an officer.</summary>
    public static Evidence SignRollback(
        Bytes manifestEntry, string larger, string smaller, IReadOnlyList<Bytes> proof, EvidenceStatement statement, int officer, StaffKeyPair key)
    {
        var evidence = new Evidence { Kind = Rollback, Manifest = manifestEntry, First = larger, Second = smaller, Proof = proof, Statement = statement };
        var manifest = ReadManifest(manifestEntry) ?? throw new ArgumentException("not a manifest", nameof(manifestEntry));
        var unsigned = new UnsignedEntry(SignatureType, evidence.ToBytes());
        return evidence with { Signature = unsigned.SignAsStaff(manifest.Suite, SignerId.Officer(officer), key, manifest.Suite.Hash(manifestEntry)) };
    }

    /// <summary>The manifest of an entry that holds by itself (V02, V07, V04), or null.</summary>
    public static ManifestBody? ReadManifest(Bytes entry) =>
        EntryCodec.TryDecode(null, entry, out var decoded, out _)
        && decoded is EnvelopeEntry { Body: ManifestBody manifest } envelope
        && ManifestRules.Fault(manifest) is null
        && SignatureRules.Fault(manifest, Bytes.Empty, envelope) is null
            ? manifest
            : null;

    /// <summary>Why this proves nothing, or null when it is confirmed.</summary>
    public string? Fault()
    {
        if (ReadManifest(Manifest) is not { } manifest)
            return "the manifest is not valid";
        if (!Checkpoint.TryVerify(manifest, First, out var first) || !Checkpoint.TryVerify(manifest, Second, out var second))
            return "a note is not signed by the manifest's server key for this meeting";
        return Kind == Fork ? ForkFault(manifest.Suite, first, second) : RollbackFault(manifest, first, second);
    }

    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter();
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads canonical JSON; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out Evidence? evidence)
    {
        evidence = null;
        return json.Length <= Limit
            && Canonical.TryDecode(json, null, Read, static (value, writer) => value.Write(writer), out evidence, out _)
            && evidence is not null;
    }

    private string? ForkFault(Suite suite, Checkpoint first, Checkpoint second)
    {
        if (Statement is not null || Signature is not null)
            return "a fork has no statement";
        if (first.Size == second.Size)
            return Proof.Count == 0 && first.Root != second.Root ? null : "the notes agree";
        if (MerkleProof.ConsistencyRoots(suite, first.Size, second.Size, Proof) is not { } roots || roots.Second != second.Root)
            return "the proof does not lead to the second note";
        return roots.First != first.Root ? null : "the second note extends the first";
    }

    private string? RollbackFault(ManifestBody manifest, Checkpoint first, Checkpoint second)
    {
        if (Statement is not { } statement || Signature is not { } signature)
            return "no statement";
        if (second.Size >= first.Size || !MerkleProof.VerifyConsistency(manifest.Suite, second.Size, second.Root, first.Size, first.Root, Proof))
            return "the second note is not an earlier state of the first";
        if (signature.Key is not { Role: SignerRole.Officer } officer || officer.Index > manifest.Officers.Count)
            return "not signed by an officer";
        var message = new UnsignedEntry(SignatureType, (this with { Signature = null }).ToBytes()).StaffMessage(manifest.Suite.Hash(Manifest));
        if (!manifest.Suite.StaffSignatures.Verify(manifest.Officers[officer.Index - 1].Key, message, signature.Signature))
            return "the officer's signature";
        return Cosignatures.ValidOf(manifest, First).Any(item => item.Officer == officer.Index && item.Time < statement.Time)
            ? null
            : "the officer did not cosign the larger checkpoint before";
    }

    private void Write(CanonicalWriter writer)
    {
        writer.BeginObject().Text("format", Format).Text("kind", Kind).Base64("manifest", Manifest).Text("first", First).Text("second", Second)
            .List("proof", Proof, static (hash, w) => w.Base64(hash));
        if (Statement is { } statement)
            writer.Member("statement").BeginObject().Number("time", statement.Time).Text("text", statement.Text).EndObject();
        if (Signature is { } signature)
            writer.Member("sig").BeginObject().Text("key", signature.Key.ToString()).Base64("sig", signature.Signature).EndObject();
        writer.EndObject();
    }

    private static Evidence Read(ref CanonicalReader r)
    {
        r.BeginObject();
        r.Word("format", Format);
        var kind = r.Word("kind", Fork, Rollback);
        var evidence = new Evidence
        {
            Kind = kind,
            Manifest = r.Base64("manifest"),
            First = r.LongText("first", SignedNote.MaxLength),
            Second = r.LongText("second", SignedNote.MaxLength),
            Proof = r.List("proof", static (ref CanonicalReader x) => x.Base64(FieldRules.HashLength)),
            Statement = kind == Rollback ? ReadStatement(ref r) : null,
            Signature = kind == Rollback ? ReadSignature(ref r) : null,
        };
        r.EndObject();
        return evidence;
    }

    private static EvidenceStatement ReadStatement(ref CanonicalReader r)
    {
        r.Member("statement");
        r.BeginObject();
        var statement = new EvidenceStatement(r.Number("time"), r.Text("text"));
        r.EndObject();
        return statement;
    }

    private static EntrySignature ReadSignature(ref CanonicalReader r)
    {
        r.Member("sig");
        r.BeginObject();
        if (!SignerId.TryParse(r.Text("key"), out var key))
            r.Fail("unknown signer");
        var signature = new EntrySignature(key, r.Base64("sig"));
        r.EndObject();
        return signature;
    }
}
