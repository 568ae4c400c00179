using RecommendVote.Crypto;
using RecommendVote.Record;

namespace RecommendVote.Server.Features.BulletinLog;

/// <summary>Reads the body out of an entry that the gate has accepted.</summary>
public static class SignedBodies
{
    /// <param name="suite">The meeting's suite; null for a manifest, which names its own.</param>
    /// <returns>Null when the entry is not of this kind.</returns>
    public static T? Of<T>(Suite? suite, ReadOnlySpan<byte> entry) where T : EntryBody =>
        EntryCodec.TryDecode(suite, entry, out var decoded, out _) && decoded is EnvelopeEntry { Body: T body } ? body : null;

    /// <inheritdoc cref="Of{T}(Suite?, ReadOnlySpan{byte})"/>
    /// <param name="entry">Base64url, or null for an entry that is not there yet.</param>
    public static T? Of<T>(Suite? suite, string? entry) where T : EntryBody =>
        Bytes.TryParse(entry, out var bytes) ? Of<T>(suite, bytes.Span) : null;
}
