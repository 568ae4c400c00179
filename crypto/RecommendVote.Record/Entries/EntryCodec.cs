using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V02: the strict way from an entry's bytes to its content. Never throws on bad data.</summary>
public static class EntryCodec
{
    /// <param name="suite">The meeting's suite; null before the manifest, when nothing but a manifest decodes.</param>
    /// <param name="entry">Exact bytes, without a line feed.</param>
    /// <param name="decoded">The content when the answer is true.</param>
    /// <param name="refusal">The reason when the answer is false.</param>
    public static bool TryDecode(
        Suite? suite, ReadOnlySpan<byte> entry, [NotNullWhen(true)] out DecodedEntry? decoded, [NotNullWhen(false)] out Refusal? refusal)
    {
        decoded = null;
        if (entry.Length > EntryTypes.LargestEntry)
        {
            refusal = Malformed("larger than any entry may be", null);
            return false;
        }
        var type = PeekType(entry);
        if (type is null)
        {
            refusal = Malformed("no type", null);
            return false;
        }
        if (EntryTypes.Find(type) is not { } rule)
        {
            refusal = Malformed("unknown type", null);
            return false;
        }
        if (entry.Length > rule.Limit)
        {
            refusal = Malformed($"larger than {rule.Limit} bytes", type);
            return false;
        }
        if (suite is null && type != EntryTypes.Manifest)
        {
            refusal = new Refusal(Codes.EntryOutOfOrder, Check.V03, "a record begins with its manifest", null, type);
            return false;
        }
        var fault = rule.Signers == EntrySigners.Card ? DecodeBallot(suite!, type, entry, out decoded) : DecodeEnvelope(suite, type, entry, out decoded);
        refusal = fault is null ? null : Malformed(fault, type);
        return fault is null;
    }

    /// <summary>The type that an entry claims to be, from its first member; null when there is none.</summary>
    public static string? PeekType(ReadOnlySpan<byte> entry)
    {
        var reader = new CanonicalReader(entry);
        reader.BeginObject();
        reader.Member("type");
        var type = reader.Text(64);
        return reader.Ok ? type : null;
    }

    private static string? DecodeBallot(Suite suite, string type, ReadOnlySpan<byte> entry, out DecodedEntry? decoded)
    {
        string? fault;
        if (type == EntryTypes.BallotAudited)
            decoded = BallotJson.TryReadAudited(suite, entry, out var audited, out fault) ? new AuditedEntry(audited!) : null;
        else
            decoded = BallotJson.TryRead(suite, entry, out var ballot, out fault) ? new BallotEntry(ballot!) : null;
        return fault;
    }

    /// <summary>The exact body bytes of an entry with envelope, which is otherwise not looked at.</summary>
    internal static bool TryReadBody(ReadOnlySpan<byte> entry, out Bytes body)
    {
        body = default;
        if (!Canonical.TryDecode(entry, null, ReadEnvelope, WriteEnvelope, out var envelope, out _))
            return false;
        body = envelope.Body;
        return true;
    }

    private static string? DecodeEnvelope(Suite? suite, string type, ReadOnlySpan<byte> entry, out DecodedEntry? decoded)
    {
        decoded = null;
        if (!Canonical.TryDecode(entry, null, ReadEnvelope, WriteEnvelope, out var envelope, out var fault))
            return fault;
        if (!EntryBodies.TryDecode(suite, type, envelope.Body, out var body, out fault))
            return "body: " + fault;
        decoded = new EnvelopeEntry(body, envelope.Body, envelope.Signatures);
        return null;
    }

    private static (string Type, Bytes Body, List<EntrySignature> Signatures) ReadEnvelope(ref CanonicalReader r)
    {
        r.BeginObject();
        var envelope = (r.Text("type"), r.Base64("body"), r.List("sigs", static (ref CanonicalReader x) =>
        {
            x.BeginObject();
            if (!SignerId.TryParse(x.Text("key"), out var key))
                x.Fail("unknown signer");
            var signature = new EntrySignature(key, x.Base64("sig"));
            x.EndObject();
            return signature;
        }));
        r.EndObject();
        return envelope;
    }

    private static void WriteEnvelope((string Type, Bytes Body, List<EntrySignature> Signatures) envelope, CanonicalWriter writer) =>
        UnsignedEntry.WriteEnvelope(writer, envelope.Type, envelope.Body, envelope.Signatures);

    private static Refusal Malformed(string detail, string? type) => new(Codes.EntryMalformed, Check.V02, detail, null, type);
}
