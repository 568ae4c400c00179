using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>Whose cosignature a line is (docs/spec/witnesses.md).</summary>
internal static class Cosigner
{
    private const int TimeLength = 8;

    /// <summary>Verifies one line over the checkpoint of a note. The officer is K of <c>officer-K</c>.</summary>
    public static bool TryFind(ManifestBody manifest, string note, string line, out int officer)
    {
        officer = 0;
        if (line.Length > 1000 || line.Contains('\n') || !SignedNote.TryParse(note, out var signed)
            || !SignedNote.TryParse($"{signed.Text}\n{line}\n", out var parsed) || parsed.Signatures is not [var signature])
            return false;
        for (var k = 1; k <= manifest.Officers.Count; k++)
        {
            var name = $"{Checkpoint.OriginOf(manifest.Meeting)}/{SignerId.Officer(k)}";
            var key = manifest.Officers[k - 1].Key;
            if (signature.Name != name || signature.KeyId != KeyId(manifest.Suite, name, key))
                continue;
            officer = k;
            return Holds(manifest.Suite, key, signed.Text, signature.Signature.Span);
        }
        return false;
    }

    private static bool Holds(Suite suite, Bytes key, string text, ReadOnlySpan<byte> timeAndSignature)
    {
        if (timeAndSignature.Length <= TimeLength)
            return false;
        var time = BinaryPrimitives.ReadUInt64BigEndian(timeAndSignature);
        return time < 1UL << 53
            && suite.StaffSignatures.Verify(key, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{text}"), timeAndSignature[TimeLength..]);
    }

    private static Bytes KeyId(Suite suite, string name, Bytes key)
    {
        byte[] algorithm = suite == Suite.P256 ? [0x04] : [0xff, .. "RV1-SM2-SM3"u8];
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0x0a, .. algorithm, .. key.Span])[..4];
    }
}
