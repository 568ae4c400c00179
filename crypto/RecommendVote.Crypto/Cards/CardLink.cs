using System.Buffers.Text;
using System.Text;

namespace RecommendVote.Crypto;

/// <summary>
/// The fragment of a card's QR code, SEED.FP. FP = first 12 bytes of H(organizer's public key), 16 base64url characters:
/// the manifest must be signed by that key (B5).
/// </summary>
public static class CardLink
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int FingerprintLength = 12;

    /// <summary>First 12 bytes of the suite's hash of the organizer's public key bytes.</summary>
    public static byte[] Fingerprint(Suite suite, ReadOnlySpan<byte> organizerPublicKey)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return suite.Hash(organizerPublicKey)[..FingerprintLength];
    }

    /// <summary>SEED.FP, without the number sign.</summary>
    public static string FormatFragment(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> fingerprint)
    {
        if (fingerprint.Length != FingerprintLength)
            throw new ArgumentException("a fingerprint has 12 bytes", nameof(fingerprint));
        return CardSeedText.Format(seed) + "." + Base64Url.EncodeToString(fingerprint);
    }

    /// <summary>https://HOST/v/MEETING#SEED.FP.</summary>
    public static string Format(string host, string meetingId, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> fingerprint) =>
        $"https://{host}/v/{meetingId}#{FormatFragment(seed, fingerprint)}";

    /// <summary>Reads SEED.FP, with or without a leading number sign; the fingerprint must be canonical base64url.</summary>
    public static bool TryParseFragment(string? fragment, out byte[] seed, out byte[] fingerprint)
    {
        seed = [];
        fingerprint = [];
        if (fragment is null || fragment.Length > 200)
            return false;
        var text = fragment.StartsWith('#') ? fragment[1..] : fragment;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length - dot - 1 != 16)
            return false;
        var bytes = new byte[FingerprintLength];
        if (Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(text[(dot + 1)..]), bytes, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != FingerprintLength
            || Base64Url.EncodeToString(bytes) != text[(dot + 1)..]
            || !CardSeedText.TryParse(text[..dot], out seed))
            return false;
        fingerprint = bytes;
        return true;
    }
}
