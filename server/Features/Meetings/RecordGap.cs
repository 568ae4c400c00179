using RecommendVote.Record;
using RecommendVote.Server.Data;

namespace RecommendVote.Server.Features.Meetings;

/// <summary>What a record still lacks to be complete (V34), in the order in which it comes about.</summary>
public static class RecordGap
{
    public const string Result = "result";
    public const string Attestation = "attestation";
    public const string Cosignatures = "cosignatures";
    public const string None = "none";

    /// <summary>Every value; the texts are checked against it.</summary>
    public static IReadOnlyList<string> All { get; } = [Result, Attestation, Cosignatures, None];

    public static string Of(MeetingDetails meeting)
    {
        var cosigned = meeting.Facts.CosignedBy >= meeting.Facts.CosignaturesNeeded ? None : Cosignatures;
        return meeting.State switch
        {
            MeetingStates.Cancelled => cosigned,
            MeetingStates.Tallied => meeting.Facts.Attestations.Any(item => item.Verdict == AttestationBody.Verified) ? cosigned : Attestation,
            _ => Result,
        };
    }
}
