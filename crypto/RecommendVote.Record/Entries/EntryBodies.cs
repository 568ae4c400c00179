using System.Diagnostics.CodeAnalysis;
using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Decodes the body of an envelope by its type.</summary>
public static class EntryBodies
{
    /// <param name="suite">The meeting's suite; may be null for a manifest, which names its own.</param>
    /// <param name="type">The entry's type.</param>
    /// <param name="bytes">Exact body bytes.</param>
    /// <param name="body">The body when the answer is true.</param>
    /// <param name="fault">What is wrong when the answer is false.</param>
    public static bool TryDecode(
        Suite? suite, string type, Bytes bytes, [NotNullWhen(true)] out EntryBody? body, out string? fault)
    {
        CanonicalRead<EntryBody>? read = type switch
        {
            EntryTypes.Manifest => ManifestBody.Read,
            EntryTypes.Contests => ContestsBody.Read,
            EntryTypes.TrusteeCommit => TrusteeCommitBody.Read,
            EntryTypes.TrusteeKey => TrusteeKeyBody.Read,
            EntryTypes.TrusteeShares => TrusteeSharesBody.Read,
            EntryTypes.TrusteeReady => TrusteeReadyBody.Read,
            EntryTypes.TrusteeComplaint => TrusteeComplaintBody.Read,
            EntryTypes.Rehearsal => RehearsalBody.Read,
            EntryTypes.Cards => CardsBody.Read,
            EntryTypes.CardsVoided => CardsVoidedBody.Read,
            EntryTypes.CardReplaced => CardReplacedBody.Read,
            EntryTypes.Opened => OpenedBody.Read,
            EntryTypes.Cancelled => CancelledBody.Read,
            EntryTypes.Closed => ClosedBody.Read,
            EntryTypes.Mixed => MixedBody.Read,
            EntryTypes.PaperCount => PaperCountBody.Read,
            EntryTypes.TallyReady => TallyReadyBody.Read,
            EntryTypes.Decryption => DecryptionBody.Read,
            EntryTypes.Result => ResultBody.Read,
            EntryTypes.Attestation => AttestationBody.Read,
            _ => null,
        };
        body = null;
        fault = "a type without envelope";
        return read is not null
            && Canonical.TryDecode(bytes, suite, read, static (value, writer) => value.Write(writer), out body, out fault)
            && body is not null;
    }
}
