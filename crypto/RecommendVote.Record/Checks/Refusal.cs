using System.Globalization;

namespace RecommendVote.Record;

/// <summary>Why something was refused. <see cref="Detail"/> is for logs and reports; it never holds secrets, since entries hold none.</summary>
/// <param name="Code">Stable code, for example <c>card-voided</c>; see <see cref="Codes"/>.</param>
/// <param name="Check">Number of the check in docs/spec/verification-checks.md, for example V18.</param>
/// <param name="Detail">What exactly, in English.</param>
/// <param name="EntryIndex">Index of the entry at fault, when it has one.</param>
/// <param name="EntryType">Its type, when it could be read.</param>
public sealed record Refusal(string Code, Check Check, string? Detail = null, int? EntryIndex = null, string? EntryType = null)
{
    /// <summary>A sentence for people, in Chinese.</summary>
    public string Zh => RefusalTexts.For(Code).Zh;

    /// <summary>A sentence for people, in English.</summary>
    public string En => RefusalTexts.For(Code).En;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Check} {Code}{(EntryIndex is { } index ? $" at entry {index}" : "")}{(EntryType is { } type ? $" ({type})" : "")}{(Detail is { } detail ? $": {detail}" : "")}");
}

/// <summary>The numbered checks of docs/spec/verification-checks.md; the value is the number.</summary>
public enum Check
{
    None = 0,
    V01 = 1, V02, V03, V04, V05, V06, V07, V08, V09, V10, V11, V12, V13, V14, V15, V16, V17,
    V18, V19, V20, V21, V22, V23, V24, V25, V26, V27, V28, V29, V30, V31, V32, V33, V34,
    V35, V36, V37, V38, V39, V40,
}

/// <summary>Stable refusal codes of the gate and the verifier.</summary>
public static class Codes
{
    public const string ContainerInvalid = "container-invalid";
    public const string EntryMalformed = "entry-malformed";
    public const string EntryOutOfOrder = "entry-out-of-order";
    public const string SignatureInvalid = "signature-invalid";
    public const string CheckpointInvalid = "checkpoint-invalid";
    public const string AnchorDiffers = "anchor-differs";
    public const string ManifestRule = "manifest-rule";
    public const string ContestsRule = "contests-rule";
    public const string CommitDiffers = "commit-differs";
    public const string TrusteeKeyInvalid = "trustee-key-invalid";
    public const string TrusteeSharesInvalid = "trustee-shares-invalid";
    public const string ReadyDiffers = "ready-differs";
    public const string ComplaintInvalid = "complaint-invalid";
    public const string RehearsalInvalid = "rehearsal-invalid";
    public const string CardsRule = "cards-rule";
    public const string ClassTooSmall = "class-too-small";
    public const string VoidedRule = "voided-rule";
    public const string OpenedDiffers = "opened-differs";
    public const string QuorumNotMet = "quorum-not-met";
    public const string CardUnknown = "card-unknown";
    public const string CardVoided = "card-voided";
    public const string AlreadyCast = "already-cast";
    public const string SupersedesWrong = "supersedes-wrong";
    public const string WrongContests = "wrong-contests";
    public const string RepeatedValue = "repeated-value";
    public const string ProofInvalid = "proof-invalid";
    public const string ClosedDiffers = "closed-differs";
    public const string MixDiffers = "mix-differs";
    public const string MixInvalid = "mix-invalid";
    public const string TallyReadyDiffers = "tally-ready-differs";
    public const string TallyQuorum = "tally-quorum";
    public const string DecryptionInvalid = "decryption-invalid";
    public const string ResultDiffers = "result-differs";
    public const string CountOutOfRange = "count-out-of-range";
    public const string SumsDiffer = "sums-differ";
    public const string AttestationDiffers = "attestation-differs";
    public const string Incomplete = "incomplete";
    public const string OpeningInvalid = "opening-invalid";
    public const string PaperCountDiffers = "paper-count-differs";
    public const string ReplacementInvalid = "replacement-invalid";
    public const string CosignatureInvalid = "cosignature-invalid";
}
