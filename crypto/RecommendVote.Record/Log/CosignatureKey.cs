using System.Buffers.Binary;
using System.Globalization;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>
/// The key with which a discipline officer cosigns checkpoints (C2SP tlog-cosignature; docs/spec/witnesses.md). Named
/// <c>recommendvote/MEETING/officer-K</c>, type 04 for Ed25519 and ff with "RV1-SM2-SM3" for SM2.
/// </summary>
public sealed class CosignatureKey
{
    /// <summary>No time is this large: a JavaScript number holds all smaller ones exactly.</summary>
    public const long TimeLimit = 1L << 53;

    private const int TimeLength = 8;

    private readonly Suite suite;

    /// <param name="manifest">The meeting's manifest.</param>
    /// <param name="officer">Position in it, from 1.</param>
    public CosignatureKey(ManifestBody manifest, int officer)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        suite = manifest.Suite;
        Officer = officer;
        PublicKey = manifest.Officers[officer - 1].Key;
        Name = Checkpoint.OriginOf(manifest.Meeting) + "/" + SignerId.Officer(officer);
        Id = NoteKey.IdOf(Name, ReferenceEquals(suite, Suite.Sm2) ? NoteKey.Sm2Type : [4], PublicKey);
    }

    /// <summary>Position in the manifest, from 1.</summary>
    public int Officer { get; }

    public string Name { get; }

    /// <summary>4 bytes.</summary>
    public Bytes Id { get; }

    /// <summary>32 bytes (Ed25519) or 65 bytes (SM2).</summary>
    public Bytes PublicKey { get; }

    /// <summary>The line over a checkpoint's text, made at a time in seconds since 1970.</summary>
    public NoteSignature Sign(string noteText, long time, StaffKeyPair key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(time, TimeLimit);
        var stamped = new byte[TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(stamped, time);
        return new NoteSignature(Name, Id, Bytes.FromByteArray([.. stamped, .. suite.StaffSignatures.Sign(key.PrivateKey.Span, Message(noteText, time))]));
    }

    /// <summary>Whether a line claims to be this key's, by name and id.</summary>
    public bool Owns(NoteSignature line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Name == Name && line.KeyId == Id;
    }

    /// <summary>The time of a valid cosignature of this text; null for any other line.</summary>
    public long? Verify(string noteText, NoteSignature line)
    {
        if (!Owns(line) || line.Signature.Length != TimeLength + suite.StaffSignatures.SignatureLength)
            return null;
        var time = BinaryPrimitives.ReadInt64BigEndian(line.Signature.Span);
        return time is >= 0 and < TimeLimit && suite.StaffSignatures.Verify(PublicKey, Message(noteText, time), line.Signature.Span[TimeLength..])
            ? time
            : null;
    }

    private static byte[] Message(string noteText, long time) =>
        StrictUtf8.Encoding.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{noteText}"));
}
