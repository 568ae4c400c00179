using System.Text;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>One signature line of an envelope: 64 bytes (staff) or 97 bytes (trustee).</summary>
public sealed record EntrySignature(SignerId Key, Bytes Signature);

/// <summary>A body that waits for its signatures.</summary>
public sealed class UnsignedEntry
{
    public UnsignedEntry(EntryBody body)
        : this((body ?? throw new ArgumentNullException(nameof(body))).Type, body.ToBytes())
    {
    }

    /// <param name="type">The entry's type.</param>
    /// <param name="body">Exact body bytes, for example as a browser composed them.</param>
    public UnsignedEntry(string type, Bytes body)
    {
        Type = type;
        Body = body;
    }

    public string Type { get; }

    public Bytes Body { get; }

    /// <summary>"RV1-entry" || 00 || type || 00 || manifest hash || body; the hash is 32 zero bytes for the manifest itself.</summary>
    /// <param name="manifestHash">32 bytes; ignored for a manifest.</param>
    public byte[] StaffMessage(Bytes manifestHash)
    {
        var hash = Type == EntryTypes.Manifest ? new byte[FieldRules.HashLength] : manifestHash.Span;
        if (hash.Length != FieldRules.HashLength)
            throw new ArgumentException("a manifest hash has 32 bytes", nameof(manifestHash));
        return [.. "RV1-entry"u8, 0, .. Encoding.ASCII.GetBytes(Type), 0, .. hash, .. Body.Span];
    }

    public EntrySignature SignAsStaff(Suite suite, SignerId signer, StaffKeyPair key, Bytes manifestHash)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(key);
        return new EntrySignature(signer, suite.StaffSignatures.Sign(key.PrivateKey.Span, StaffMessage(manifestHash)));
    }

    public EntrySignature SignAsTrustee(Suite suite, int trustee, Scalar secretKey, Bytes manifestHash, IRandomSource random) =>
        new(SignerId.Trustee(trustee), TrusteeSignature.Sign(suite, manifestHash, Type, Body, secretKey, random));

    /// <summary>The whole entry as it is logged.</summary>
    public byte[] ToEntry(params IReadOnlyList<EntrySignature> signatures)
    {
        var writer = new CanonicalWriter();
        WriteEnvelope(writer, Type, Body, signatures);
        return writer.ToArray();
    }

    internal static void WriteEnvelope(CanonicalWriter writer, string type, Bytes body, IReadOnlyList<EntrySignature> signatures) =>
        writer.BeginObject().Text("type", type).Base64("body", body)
            .List("sigs", signatures, static (item, w) =>
                w.BeginObject().Text("key", item.Key.ToString()).Base64("sig", item.Signature).EndObject())
            .EndObject();
}
