using RecommendVote.Crypto;

namespace RecommendVote.Record;

/// <summary>Check V04: an envelope carries exactly the signatures that its type needs, in order, and they verify.</summary>
internal static class SignatureRules
{
    /// <param name="manifest">The meeting's manifest; for the manifest entry itself its own body.</param>
    /// <param name="manifestHash">32 bytes; ignored for the manifest entry.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Fault(ManifestBody manifest, Bytes manifestHash, EnvelopeEntry entry)
    {
        if (!HasExpectedSigners(entry))
            return "not exactly the signatures that this type needs";
        var unsigned = new UnsignedEntry(entry.Type, entry.BodyBytes);
        var message = unsigned.StaffMessage(manifestHash);
        foreach (var signature in entry.Signatures)
        {
            if (KeyOf(manifest, signature.Key) is not { } key)
                return $"{signature.Key} is not in the manifest";
            var valid = signature.Key.Role == SignerRole.Trustee
                ? Point.TryDecode(manifest.Suite, key, out var point)
                    && TrusteeSignature.Verify(manifest.Suite, manifestHash, entry.Type, entry.BodyBytes, point, signature.Signature)
                : manifest.Suite.StaffSignatures.Verify(key, message, signature.Signature);
            if (!valid)
                return $"signature of {signature.Key}";
        }
        return null;
    }

    private static bool HasExpectedSigners(EnvelopeEntry entry)
    {
        var keys = entry.Signatures.Select(signature => signature.Key).ToList();
        return EntryTypes.Find(entry.Type)!.Signers switch
        {
            EntrySigners.Organizer => keys is [{ Role: SignerRole.Organizer }],
            EntrySigners.Issuer => keys is [{ Role: SignerRole.Issuer }],
            EntrySigners.Server => keys is [{ Role: SignerRole.Server }],
            EntrySigners.Officer => keys is [{ Role: SignerRole.Officer }],
            EntrySigners.OrganizerAndOfficer => keys is [{ Role: SignerRole.Organizer }, { Role: SignerRole.Officer }],
            EntrySigners.TellersAndOfficer => keys is [{ Role: SignerRole.Teller } first, { Role: SignerRole.Teller } second, { Role: SignerRole.Officer }]
                && first.Index < second.Index,
            EntrySigners.Trustee => entry.Body is TrusteeBody body && keys is [{ Role: SignerRole.Trustee } only] && only.Index == body.Trustee,
            _ => false,
        };
    }

    private static Bytes? KeyOf(ManifestBody manifest, SignerId signer) => signer.Role switch
    {
        SignerRole.Organizer => manifest.Organizer.Key,
        SignerRole.Issuer => manifest.Issuer.Key,
        SignerRole.Server => manifest.ServerKey,
        SignerRole.Officer => signer.Index <= manifest.Officers.Count ? manifest.Officers[signer.Index - 1].Key : default(Bytes?),
        SignerRole.Teller => signer.Index <= manifest.Tellers.Count ? manifest.Tellers[signer.Index - 1].Key : default(Bytes?),
        SignerRole.Trustee => signer.Index <= manifest.Trustees.Count ? manifest.Trustees[signer.Index - 1].Key : default(Bytes?),
        _ => default(Bytes?),
    };
}
